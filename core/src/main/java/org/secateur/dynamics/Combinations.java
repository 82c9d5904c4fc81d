package org.secateur.dynamics;

import java.util.Arrays;

import org.secateur.network.Edges;
import org.secateur.network.Network;

/**
 * The combinations d = x_i − s x_j whose variance a sampled covariance knows: every neuron alone (s = 0), then every
 * edge of the network with the sign of its weight. In rows by the receiving neuron, the neuron itself first.
 */
final class Combinations {
  final int neurons;
  final int[] rowStart; // (n + 1)
  final int[] other; // (count), ascending within a row after its first
  final double[] sign; // (count): 0, 1 or −1

  private Combinations(int neurons, int[] rowStart, int[] other, double[] sign) {
    this.neurons = neurons;
    this.rowStart = rowStart;
    this.other = other;
    this.sign = sign;
  }

  static Combinations of(Network network) {
    int n = network.neurons();
    Edges edges = Edges.of(network);
    int count = Math.addExact(n, edges.count());
    int[] rowStart = new int[n + 1];
    int[] other = new int[count];
    double[] sign = new double[count];
    int at = 0;
    int e = 0;
    for (int i = 0; i < n; i++) {
      rowStart[i] = at;
      other[at++] = i;
      while (e < edges.count() && edges.post(e) == i) {
        other[at] = edges.pre(e);
        sign[at++] = Math.signum(edges.weight(e));
        e++;
      }
    }
    rowStart[n] = at;
    return new Combinations(n, rowStart, other, sign);
  }

  int count() {
    return other.length;
  }

  /** The position of neuron i alone. */
  int alone(int i) {
    return rowStart[i];
  }

  /**
   * The position of the combination of two different neurons, or −1. Of two synapses of opposite sign between them, the
   * one of the sign asked for.
   */
  int find(int i, int j, int wanted) {
    int there = search(i, j);
    int back = search(j, i);
    if (there >= 0 && (back < 0 || sign[there] == wanted)) {
      return there;
    }
    return back;
  }

  private int search(int row, int column) {
    int k = Arrays.binarySearch(other, rowStart[row] + 1, rowStart[row + 1], column);
    return k < 0 ? -1 : k;
  }
}
