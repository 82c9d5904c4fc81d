package org.secateur.study;

import java.util.Arrays;

/**
 * Mean and spread of a quantity over independent repetitions.
 *
 * @param deviation sample standard deviation
 */
record Spread(double mean, double deviation, int count) {

  static Spread of(double... values) {
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    double square = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return new Spread(mean, values.length < 2 ? 0 : Math.sqrt(square / (values.length - 1)), values.length);
  }

  double standardError() {
    return deviation / Math.sqrt(count);
  }

  /**
   * Compares with a mean that somebody else found over repetitions of their own.
   *
   * <p>If the two do the same, the difference of the means has the standard error d √(1/n + 1/m), d the deviation of one
   * repetition. Four of those, d estimated from n ≥ 8: a right implementation fails one comparison in about 200 by chance,
   * and as seeds are fixed it then always does. The last digit that was printed is noise by its author's own word.
   *
   * @param repetitions m
   * @param lastDigit one unit of the last digit printed
   */
  double tolerance(int repetitions, double lastDigit) {
    return 4 * deviation * Math.sqrt(1.0 / count + 1.0 / repetitions) + lastDigit;
  }

  boolean agrees(double reference, int repetitions, double lastDigit) {
    return Math.abs(mean - reference) <= tolerance(repetitions, lastDigit);
  }
}
