package org.secateur.study.statistics;

import java.util.Arrays;

/**
 * A quantity over independent repetitions. Infinite values are values: they are the largest or smallest there are; NaN is no
 * value and is left out, but counted. Immutable.
 */
public final class Sample {
  private final double[] sorted; // ascending, no NaN
  private final int missing;

  private Sample(double[] sorted, int missing) {
    this.sorted = sorted;
    this.missing = missing;
  }

  /** A sample of these values, which are copied. */
  public static Sample of(double... values) {
    double[] known = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    return new Sample(known, values.length - known.length);
  }

  /** How many values there are. */
  public int count() {
    return sorted.length;
  }

  /** How many repetitions had no value. */
  public int missing() {
    return missing;
  }

  /** The arithmetic mean; NaN of nothing. */
  public double mean() {
    return Arrays.stream(sorted).average().orElse(Double.NaN);
  }

  /** The standard deviation with n − 1; 0 of one value, NaN of none or where a value is infinite. */
  public double deviation() {
    double mean = mean();
    double squares = Arrays.stream(sorted).map(v -> (v - mean) * (v - mean)).sum();
    return sorted.length == 1 ? 0 : Math.sqrt(squares / (sorted.length - 1));
  }

  /** The middle value, or the mean of the two in the middle; NaN of nothing. */
  public double median() {
    return percentile(50);
  }

  /**
   * The percentile by linear interpolation between order statistics (type 7 of Hyndman and Fan, The American Statistician
   * 1996): position (n − 1) p / 100, from 0.
   *
   * @param p in [0, 100]
   */
  public double percentile(double p) {
    if (!(p >= 0 && p <= 100)) {
      throw new IllegalArgumentException("a percentile lies in [0, 100], was " + p);
    }
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double position = (sorted.length - 1) * p / 100;
    int below = (int) Math.floor(position);
    int above = (int) Math.ceil(position);
    double share = position - below;
    return share == 0 || sorted[below] == sorted[above]
        ? sorted[below]
        : sorted[below] * (1 - share) + sorted[above] * share;
  }

  /** The smallest value; NaN of nothing. */
  public double least() {
    return percentile(0);
  }

  /** The largest value; NaN of nothing. */
  public double greatest() {
    return percentile(100);
  }

  /** The values, ascending: a new array. */
  public double[] toArray() {
    return sorted.clone();
  }
}
