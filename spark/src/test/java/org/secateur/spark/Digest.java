package org.secateur.spark;

import org.secateur.network.Network;

/** A number that changes if any edge, weight or leak does, whatever the order they are met in. */
final class Digest {
  private Digest() {
  }

  static long of(Network network) {
    long sum = 0;
    for (int i = 0; i < network.neurons(); i++) {
      sum += mix(i, -1, network.leak(i));
      for (int k = network.firstSynapse(i); k < network.firstSynapse(i + 1); k++) {
        sum += mix(i, network.pre(k), network.weight(k));
      }
    }
    return sum;
  }

  static long of(CutRows cut) {
    long sum = 0;
    Rows rows = cut.rows();
    for (int r = 0; r < rows.count; r++) {
      sum += mix(rows.first + r, -1, cut.leak()[r]);
      for (int k = rows.begin(r); k < rows.end(r); k++) {
        sum += cut.kept()[k] ? mix(rows.first + r, rows.neuron[rows.column(k)], cut.weight()[k]) : 0;
      }
    }
    return sum;
  }

  private static long mix(int i, int j, double x) {
    long z = (((long) i << 32) ^ j) * 0x9e3779b97f4a7c15L + Double.doubleToRawLongBits(x);
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
