package org.secateur.certify;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.secateur.network.Components;
import org.secateur.network.Network;

/** Counts what is left of the wiring. */
final class Structure {
  private Structure() {
  }

  static StructureFacts of(Network original, Network pruned, Optional<List<Integer>> groups) {
    boolean paired = original.isSymmetric() && pruned.isSymmetric();
    Components before = Components.of(original);
    Components after = Components.of(pruned);
    Kept kept = kept(original, pruned);
    return new StructureFacts(new Change(edges(original, paired), edges(pruned, paired)),
        new Change(before.count(), after.count()), new Change(before.isolated(), after.isolated()),
        new Change(minInDegree(original), minInDegree(pruned)),
        new Change(minOutDegree(original), minOutDegree(pruned)), kept.largestAmplification,
        correlation(original.absoluteInput(), pruned.absoluteInput()), kept.unchanged, kept.foreign,
        groups.map(g -> new Change(bridges(original, g, paired), bridges(pruned, g, paired))));
  }

  static long edges(Network network, boolean paired) {
    long count = 0;
    for (int i = 0; i < network.neurons(); i++) {
      for (int k = network.firstSynapse(i); k < network.firstSynapse(i + 1); k++) {
        count += network.pre(k) != i ? 1 : 0;
      }
    }
    return paired ? count / 2 : count;
  }

  private static long bridges(Network network, List<Integer> group, boolean paired) {
    long count = 0;
    for (int i = 0; i < network.neurons(); i++) {
      for (int k = network.firstSynapse(i); k < network.firstSynapse(i + 1); k++) {
        count += group.get(i).equals(group.get(network.pre(k))) ? 0 : 1;
      }
    }
    return paired ? count / 2 : count;
  }

  private static long minInDegree(Network network) {
    long least = network.neurons() == 0 ? 0 : Long.MAX_VALUE;
    for (int i = 0; i < network.neurons(); i++) {
      long degree = 0;
      for (int k = network.firstSynapse(i); k < network.firstSynapse(i + 1); k++) {
        degree += network.pre(k) != i ? 1 : 0;
      }
      least = Math.min(least, degree);
    }
    return least;
  }

  private static long minOutDegree(Network network) {
    long[] degree = new long[network.neurons()];
    for (int i = 0; i < network.neurons(); i++) {
      for (int k = network.firstSynapse(i); k < network.firstSynapse(i + 1); k++) {
        degree[network.pre(k)] += network.pre(k) != i ? 1 : 0;
      }
    }
    return java.util.Arrays.stream(degree).min().orElse(0);
  }

  private record Kept(OptionalDouble largestAmplification, boolean unchanged, long foreign) {
  }

  /** Walks both networks row by row, synapse by synapse; self-connections count as weights but not as foreign. */
  private static Kept kept(Network original, Network pruned) {
    double largest = 0;
    boolean unchanged = true;
    long foreign = 0;
    for (int i = 0; i < original.neurons(); i++) {
      int k = original.firstSynapse(i);
      for (int q = pruned.firstSynapse(i); q < pruned.firstSynapse(i + 1); q++) {
        while (k < original.firstSynapse(i + 1) && original.pre(k) < pruned.pre(q)) {
          k++;
        }
        if (k < original.firstSynapse(i + 1) && original.pre(k) == pruned.pre(q)) {
          largest = Math.max(largest, Math.abs(pruned.weight(q) / original.weight(k)));
          unchanged &= pruned.weight(q) == original.weight(k);
        } else if (pruned.pre(q) != i) {
          foreign++;
        }
      }
    }
    return new Kept(largest > 0 ? OptionalDouble.of(largest) : OptionalDouble.empty(), unchanged, foreign);
  }

  /** Pearson's correlation, empty if a sample does not vary beyond rounding. */
  static OptionalDouble correlation(double[] x, double[] y) {
    double meanX = java.util.Arrays.stream(x).average().orElse(0);
    double meanY = java.util.Arrays.stream(y).average().orElse(0);
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i = 0; i < x.length; i++) {
      xx += (x[i] - meanX) * (x[i] - meanX);
      yy += (y[i] - meanY) * (y[i] - meanY);
      xy += (x[i] - meanX) * (y[i] - meanY);
    }
    double rounding = 1e-24 * x.length; // twelve digits of each value are trusted
    return xx > rounding * meanX * meanX && yy > rounding * meanY * meanY
        ? OptionalDouble.of(xy / Math.sqrt(xx * yy))
        : OptionalDouble.empty();
  }
}
