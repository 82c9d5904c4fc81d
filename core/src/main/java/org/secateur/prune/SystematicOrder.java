package org.secateur.prune;

import java.util.Arrays;

import org.secateur.network.Edges;

/**
 * The order in which a systematic sample walks over the edges. Points one apart, laid over probabilities end to end, take
 * nearly the expected number from every stretch of the walk: so each edge belongs to the neuron of its two that expects to keep
 * fewer, and the walk goes from neuron to neuron. The neurons that could lose nearly all their synapses are then those
 * whose number hardly varies.
 *
 * <p>At 20 % of graphs with 12,000 edges this lifts the pencil's lower end from 0.12 to 0.19 (hubs, blocks) and 0.07 to
 * 0.11 (spatial), against the order of the neurons' numbers.
 */
public final class SystematicOrder {
  private SystematicOrder() {
  }

  /**
   * A permutation of the edges.
   *
   * @param probability (count); not modified
   * @return (count) edge numbers, first to last; time O(n log n + m)
   */
  static int[] of(Edges edges, double[] probability, int neurons) {
    return of(edges, rank(edges, probability, neurons));
  }

  /** The walk for neurons ranked by {@link #rank}. */
  static int[] of(Edges edges, int[] rank) {
    int neurons = rank.length;
    int[] owner = new int[edges.count()];
    int[] other = new int[edges.count()];
    for (int e = 0; e < owner.length; e++) {
      int a = rank[edges.post(e)];
      int b = rank[edges.pre(e)];
      owner[e] = Math.min(a, b);
      other[e] = Math.max(a, b);
    }
    int[] order = new int[edges.count()];
    Arrays.setAll(order, e -> e);
    return sorted(sorted(order, other, neurons), owner, neurons);
  }

  /** The place of each neuron when they are sorted by the number of edges they expect to keep; ties by number. */
  static int[] rank(Edges edges, double[] probability, int neurons) {
    double[] expected = new double[neurons];
    for (int e = 0; e < probability.length; e++) {
      expected[edges.post(e)] += probability[e];
      expected[edges.pre(e)] += probability[e];
    }
    return rank(expected);
  }

  /**
   * The place of each neuron by the number of edges it expects to keep.
   *
   * @param expected (n) sums over the edges, other neurons ascending
   */
  public static int[] rank(double[] expected) {
    int neurons = expected.length;
    long[] keyed = new long[neurons];
    for (int i = 0; i < neurons; i++) {
      // A float of a non-negative number sorts as its bits do; what it cannot tell apart may come in any fixed order.
      keyed[i] = ((long) Float.floatToRawIntBits((float) expected[i]) << 32) | i;
    }
    Arrays.sort(keyed);
    int[] rank = new int[neurons];
    for (int r = 0; r < neurons; r++) {
      rank[(int) keyed[r]] = r;
    }
    return rank;
  }

  /** Sorts edges by a key in [0, keys), stably. */
  private static int[] sorted(int[] order, int[] key, int keys) {
    int[] next = new int[keys + 1];
    for (int k : key) {
      next[k + 1]++;
    }
    for (int k = 0; k < keys; k++) {
      next[k + 1] += next[k];
    }
    int[] sorted = new int[order.length];
    for (int e : order) {
      sorted[next[key[e]]++] = e;
    }
    return sorted;
  }
}
