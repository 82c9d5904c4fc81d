package org.secateur.spark;

import java.io.Serializable;
import java.util.Arrays;

import org.secateur.dynamics.SketchedCovariance;
import org.secateur.kernel.SketchKernel;
import org.secateur.prune.LocalView;
import org.secateur.prune.PruningRule;
import org.secateur.prune.ScoreTally;
import org.secateur.prune.WaterFilling;

/**
 * Scores of the edges of some rows, each at both its ends with the same bits, and which of them are certain to stay.
 * Immutable by agreement.
 */
@SuppressWarnings("ArrayRecordComponent")
record ScoredRows(Rows rows, double[] score, boolean[] certain) implements Serializable {

  /**
   * What scores rest on besides the rows' own numbers.
   *
   * @param rule by name
   * @param scale σ²/2
   * @param probes k, 0 where the rule asks for no activity
   */
  record Basis(String rule, double scale, int probes, int neurons) implements Serializable {
  }

  /**
   * Scores edges.
   *
   * @param sums by entry, or none
   * @param variance (halo) C_ii in Hz², or none
   * @param sketched (halo) M_ii of the matrix that was sketched, or none
   * @param restoring (halo) M_ii of the network
   */
  static ScoredRows of(Rows rows, Basis basis, double[] sums, double[] variance, double[] sketched,
      double[] restoring) {
    PruningRule rule = ClusterRule.named(basis.rule).rule();
    double[] score = new double[rows.entries()];
    for (int r = 0; r < rows.count; r++) {
      for (int k = rows.begin(r); k < rows.end(r); k++) {
        int i = Math.min(rows.local(r), rows.column(k));
        int j = Math.max(rows.local(r), rows.column(k));
        double w = rows.value(k);
        boolean known = basis.probes > 0;
        double difference = known
            ? SketchedCovariance.difference(basis.scale,
                SketchKernel.localVariance(sketched[i], sketched[j], Math.abs(w)), sums[k] / basis.probes)
            : Double.NaN;
        score[k] = rule.score(new LocalView(w, known ? variance[i] : Double.NaN,
            known ? variance[j] : Double.NaN, difference, restoring[i], restoring[j]));
        if (!(score[k] >= 0 && score[k] < Double.POSITIVE_INFINITY)) {
          throw new IllegalArgumentException("rule " + basis.rule + " gave the score " + score[k]
              + " to the edge of neurons " + rows.neuron[i] + " and " + rows.neuron[j]);
        }
      }
    }
    return new ScoredRows(rows, score, new boolean[score.length]);
  }

  /** The same with edges that stay whatever is drawn. */
  ScoredRows withCertain(long[] keys, int neurons) {
    boolean[] stays = new boolean[score.length];
    for (int r = 0; r < rows.count; r++) {
      for (int k = rows.begin(r); k < rows.end(r); k++) {
        stays[k] = Arrays.binarySearch(keys, rows.key(r, k, neurons)) >= 0;
      }
    }
    return new ScoredRows(rows, score, stays);
  }

  /** The probability that an edge stays. */
  double probability(int k, double factor) {
    return certain[k] ? 1 : WaterFilling.probability(factor, score[k]);
  }

  /** Whether row r is the smaller neuron of entry k's edge: edges are counted there. */
  boolean counts(int r, int k) {
    return rows.column(k) > rows.local(r);
  }

  /** Tallies edges that are not certain. */
  Tally tally(long prefix, int shift) {
    ScoreTally.Bins bins = new ScoreTally.Bins(prefix, shift);
    for (int r = 0; r < rows.count; r++) {
      for (int k = rows.begin(r); k < rows.end(r); k++) {
        if (counts(r, k) && !certain[k]) {
          bins.add(score[k]);
        }
      }
    }
    return Tally.of(bins);
  }

  /** Bins on their way: those that hold anything. */
  record Tally(int[] bin, long[] count, long[][] digits) implements Serializable {
    static Tally of(ScoreTally.Bins bins) {
      int[] filled = java.util.stream.IntStream.range(0, ScoreTally.Bins.COUNT)
          .filter(b -> bins.count(b) > 0).toArray();
      return new Tally(filled, Arrays.stream(filled).mapToLong(bins::count).toArray(),
          Arrays.stream(filled).mapToObj(b -> bins.sum(b).digits()).toArray(long[][]::new));
    }
  }
}
