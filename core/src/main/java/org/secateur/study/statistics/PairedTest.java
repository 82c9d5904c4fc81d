package org.secateur.study.statistics;

import java.util.Arrays;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Whether two treatments of the same subjects differ: an exact two-sided test of the differences, one a subject. Up to
 * {@value #MOST_ENUMERATED} differences that are not zero, all 2ⁿ changes of sign are gone through and the statistic is the
 * sum (Fisher, "The Design of Experiments", 1935); with more, or where a difference is infinite, the sign test (Arbuthnot
 * 1710). Differences of zero tell nothing and are left out; NaN, too.
 *
 * @param method which test
 * @param pairs differences used
 * @param pValue two-sided; 1 if there are none
 * @param leastPossible the smallest p that so many pairs can have: 2 / 2ⁿ
 */
public record PairedTest(Method method, int pairs, double pValue, double leastPossible) {
  /** Up to so many differences every change of sign is tried. */
  public static final int MOST_ENUMERATED = 16;
  /** Sums that differ by less, relative to the sum of sizes, are taken for equal. */
  private static final double ROUNDING = 1e-12;

  /** The statistic. */
  public enum Method {
    /** The sum of the differences under all changes of sign. */
    PERMUTATION,
    /** How many are positive. */
    SIGN
  }

  /** Tests differences, which are not modified. */
  public static PairedTest of(double... differences) {
    double[] d = Arrays.stream(differences).filter(v -> !Double.isNaN(v) && v != 0).toArray();
    boolean finite = Arrays.stream(d).allMatch(Double::isFinite);
    Method method = finite && d.length <= MOST_ENUMERATED ? Method.PERMUTATION : Method.SIGN;
    double p = d.length == 0 ? 1 : method == Method.PERMUTATION ? permutation(d) : sign(d);
    return new PairedTest(method, d.length, p, Math.min(1, 2 / StrictMath.pow(2, d.length)));
  }

  private static double permutation(double[] d) {
    double size = Arrays.stream(d).map(Math::abs).sum();
    double observed = Math.abs(Arrays.stream(d).sum()) - ROUNDING * size;
    int all = 1 << d.length;
    int extreme = 0;
    for (int signs = 0; signs < all; signs++) {
      double sum = 0;
      for (int k = 0; k < d.length; k++) {
        sum += (signs >> k & 1) == 0 ? d[k] : -d[k];
      }
      extreme += Math.abs(sum) >= observed ? 1 : 0;
    }
    return (double) extreme / all;
  }

  private static double sign(double[] d) {
    int positive = (int) Arrays.stream(d).filter(v -> v > 0).count();
    int fewer = Math.min(positive, d.length - positive);
    return Math.min(1, 2 * BinomialDistribution.of(d.length, 0.5).cumulativeProbability(fewer));
  }

  /**
   * Whether so few pairs cannot reject at a level, whatever the data, when as many comparisons are made together.
   *
   * @param level the level wanted for all together
   * @param comparisons how many
   */
  public boolean tooFew(double level, int comparisons) {
    return leastPossible * comparisons > level;
  }
}
