package org.secateur.spark;

import java.io.Serializable;
import java.util.List;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import org.secateur.certify.Certificate;
import org.secateur.certify.Certify;
import org.secateur.certify.ClusterPair;
import org.secateur.certify.Level;
import org.secateur.dynamics.Drift;
import org.secateur.prune.Sampling;
import org.secateur.sparse.Balance;
import org.secateur.spectral.DominantPencil;
import org.secateur.study.Progress;

/** What is measured of the cut network where it lies: its pieces, and core's certificate of a pair on a cluster. */
final class ClusterCertificate {
  private final RowCluster whole;
  private final RowCluster cut;
  private final JavaRDD<CutRows> cutRows;
  private final Balance balance;

  /** Of some rows of the cut. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Facts(double[] absoluteInput, double[] leak, int[] entries, double amplification,
      boolean unchanged) implements Serializable {
    static Facts of(CutRows rows) {
      Rows cut = rows.cut();
      int[] entries = new int[cut.count];
      for (int r = 0; r < entries.length; r++) {
        entries[r] = cut.end(r) - cut.begin(r);
      }
      return new Facts(cut.own(CutRows.absolute(cut.matrix()), 1), rows.leak(), entries,
          rows.amplification(), rows.isUnchanged());
    }
  }

  /**
   * What is known of the network before, by neuron.
   *
   * @param balance its components and their signs
   * @param degree entries of each row
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Original(Balance balance, double[] absoluteInput, double[] leak, double[] slack, int[] degree) {
  }

  ClusterCertificate(RowCluster whole, JavaRDD<CutRows> cutRows) {
    this.whole = whole;
    this.cutRows = cutRows;
    this.cut = whole.with(cutRows.map(CutRows::cut).persist(StorageLevel.MEMORY_AND_DISK()));
    this.balance = ClusterGauge.of(cut);
  }

  /** Into how many components the cut falls. */
  int components() {
    return balance.count();
  }

  /** The certificate of the pair, by iterations on the distributed matrices. */
  Certificate measure(Original original, ClusterJob job, Level level, Progress progress) {
    List<Facts> facts = cutRows.map(Facts::of).collect();
    int n = original.leak.length;
    double[] leak = whole.whole(facts.stream().map(Facts::leak).toList(), 1);
    double[] absolute = whole.whole(facts.stream().map(Facts::absoluteInput).toList(), 1);
    double[] slack = new double[n];
    int[] degree = new int[n];
    double amplification = 0;
    boolean unchanged = true;
    int i = 0;
    for (Facts part : facts) {
      amplification = Math.max(amplification, part.amplification);
      unchanged &= part.unchanged;
      for (int entries : part.entries) {
        slack[i] = Drift.slack(leak[i], absolute[i], entries);
        degree[i++] = entries;
      }
    }
    return ClusterPair
        .of(side(whole, original),
            side(cut, new Original(balance, absolute, leak, slack, degree)),
            new ClusterPair.Weights(amplification, unchanged), job.sampling() == Sampling.INDEPENDENT)
        .measure(Certify.DEFAULT_MODES, level, job.seed(), progress::report);
  }

  private static ClusterPair.Side side(RowCluster rows, Original of) {
    long entries = of.leak.length;
    for (int d : of.degree) {
      entries += d;
    }
    return new ClusterPair.Side(
        new DominantPencil.Side(new ClusterMatrix(rows, of.slack, of.leak), of.balance, entries),
        of.absoluteInput, of.degree);
  }
}
