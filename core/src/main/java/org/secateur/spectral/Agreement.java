package org.secateur.spectral;

import java.util.Arrays;

/** Whether numbers, each known up to its own rounding error, can all be the same number; for several groups. Mutable. */
final class Agreement {
  private final double[] low; // (groups), what the number is at least
  private final double[] high;
  private final double[] least;
  private final double[] most;

  Agreement(int groups) {
    this.low = filled(groups, Double.NEGATIVE_INFINITY);
    this.high = filled(groups, Double.POSITIVE_INFINITY);
    this.least = filled(groups, Double.POSITIVE_INFINITY);
    this.most = filled(groups, Double.NEGATIVE_INFINITY);
  }

  private static double[] filled(int length, double value) {
    double[] array = new double[length];
    Arrays.fill(array, value);
    return array;
  }

  /** A number of a group, right to within {@code rounding}. */
  void add(int group, double x, double rounding) {
    low[group] = Math.max(low[group], x - rounding);
    high[group] = Math.min(high[group], x + rounding);
    least[group] = Math.min(least[group], x);
    most[group] = Math.max(most[group], x);
  }

  /** Whether one number is within the rounding errors of all. */
  boolean isReached(int group) {
    return low[group] <= high[group];
  }

  /** That number, and the number itself where all are equal to the last bit. */
  double value(int group) {
    return least[group] == most[group] ? least[group] : low[group] + (high[group] - low[group]) / 2;
  }

  /** How far the farthest is from it. */
  double spread(int group) {
    return Math.max(most[group] - value(group), value(group) - least[group]);
  }
}
