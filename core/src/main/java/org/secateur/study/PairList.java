package org.secateur.study;

import java.util.Arrays;

import org.secateur.network.Components;
import org.secateur.network.Network;

/** Collects the pairs {i, j} of a symmetric network, 16 bytes each. Mutable; ends in {@link #network}. */
final class PairList {
  private static final int LONGEST = (1 << 30) - 1; // a network has two synapses a pair

  private int[] first;
  private int[] second;
  private double[] weight;
  private int count;

  /** An empty list with room for about so many pairs; it grows beyond them. */
  PairList(double expected) {
    int room = (int) Math.min(LONGEST, Math.max(16, 1.02 * expected));
    first = new int[room];
    second = new int[room];
    weight = new double[room];
  }

  /** The number of pairs so far. */
  int count() {
    return count;
  }

  /** Adds one pair; the caller sees to it that it is new. */
  void add(int i, int j, double w) {
    if (count == first.length) {
      if (count == LONGEST) {
        throw new IllegalArgumentException("a network must have fewer than 2^30 pairs");
      }
      int room = Math.min(LONGEST, count + (count >> 1));
      first = Arrays.copyOf(first, room);
      second = Arrays.copyOf(second, room);
      weight = Arrays.copyOf(weight, room);
    }
    first[count] = i;
    second[count] = j;
    weight[count++] = w;
  }

  /** The network with leak_i = Σ_j |w_ij| + slack. Empties the list. */
  Network network(int n, double slack) {
    int[] a = Arrays.copyOf(first, count);
    first = new int[0];
    int[] b = Arrays.copyOf(second, count);
    second = new int[0];
    double[] w = Arrays.copyOf(weight, count);
    weight = new double[0];
    count = 0;
    return Dominant.withSlack(Network.ofPairs(n, a, b, w, new double[n]), slack);
  }

  /** The same, of the largest component alone, its neurons in the order they had. Empties the list. */
  Network largestComponent(int n, double slack) {
    int[] a = Arrays.copyOf(first, count);
    int[] b = Arrays.copyOf(second, count);
    Components components = Components.of(
        Network.ofPairs(n, a, b, Arrays.copyOf(weight, count), new double[n]));
    if (components.count() <= 1) {
      return network(n, slack);
    }
    int largest = components.largest();
    int[] number = new int[n];
    int members = 0;
    for (int i = 0; i < n; i++) {
      number[i] = components.of(i) == largest ? members++ : -1;
    }
    int kept = 0;
    for (int e = 0; e < count; e++) {
      if (number[first[e]] >= 0) {
        first[kept] = number[first[e]];
        second[kept] = number[second[e]];
        weight[kept++] = weight[e];
      }
    }
    count = kept;
    return network(members, slack);
  }
}
