package org.secateur.spark;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import org.secateur.dynamics.Drift;
import org.secateur.random.Seed;
import org.secateur.sparse.Balance;
import org.secateur.spectral.DominantRange;
import org.secateur.spectral.Effort;
import org.secateur.study.Progress;

/** What is measured of the cut network where it lies: its pieces, and the patterns that lost and gained most. */
final class ClusterCertificate {
  private final RowCluster whole;
  private final RowCluster cut;
  private final JavaRDD<CutRows> cutRows;
  private final Balance balance;

  /** Of some rows of the cut. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Facts(double[] absoluteInput, double[] leak, int[] entries) implements Serializable {
    static Facts of(CutRows rows) {
      Rows cut = rows.cut();
      int[] entries = new int[cut.count];
      for (int r = 0; r < entries.length; r++) {
        entries[r] = cut.end(r) - cut.begin(r);
      }
      return new Facts(cut.own(CutRows.absolute(cut.matrix()), 1), rows.leak(), entries);
    }
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

  /**
   * The range of the pair, by Lanczos on the distributed matrices.
   *
   * @param original its leaks and slacks, of a dominant network
   * @return empty if the cut is not dominant
   */
  Optional<DominantRange> worst(double[] leak, double[] slack, Balance original, long edges, long keptEdges,
      Seed seed, Progress progress) {
    List<Facts> facts = cutRows.map(Facts::of).collect();
    double[] cutLeak = whole.whole(facts.stream().map(Facts::leak).toList(), 1);
    double[] cutSlack = new double[cutLeak.length];
    int i = 0;
    for (Facts part : facts) {
      for (int r = 0; r < part.entries.length; r++, i++) {
        cutSlack[i] = Drift.slack(cutLeak[i], part.absoluteInput[r], part.entries[r]);
        if (cutSlack[i] < 0) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(DominantRange.of(
        new DominantRange.Side(new ClusterMatrix(whole, slack, leak), original, 2 * edges + leak.length),
        new DominantRange.Side(new ClusterMatrix(cut, cutSlack, cutLeak), balance,
            2 * keptEdges + leak.length),
        Effort.QUICK, seed, progress::report));
  }
}
