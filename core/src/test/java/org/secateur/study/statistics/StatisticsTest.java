package org.secateur.study.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

/** Statistics against closed forms and textbook numbers. */
class StatisticsTest {

  /** Type 7: position (n − 1) p between order statistics; 1, 2, 3, 4 has its quarter at 1.75. */
  @Test
  void percentilesInterpolateBetweenOrderStatistics() {
    Sample sample = Sample.of(4, 1, 3, 2);
    assertThat(sample.percentile(25)).isEqualTo(1.75);
    assertThat(sample.median()).isEqualTo(2.5);
    assertThat(sample.least()).isEqualTo(1);
    assertThat(sample.greatest()).isEqualTo(4);
    assertThat(sample.deviation()).isCloseTo(Math.sqrt(5.0 / 3), within(1e-15));
  }

  @Test
  void whatIsMissingIsCountedAndInfinityIsAValue() {
    Sample sample = Sample.of(1, Double.NaN, Double.POSITIVE_INFINITY);
    assertThat(sample.count()).isEqualTo(2);
    assertThat(sample.missing()).isEqualTo(1);
    assertThat(sample.median()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(sample.least()).isEqualTo(1);
    assertThat(Sample.of().median()).isNaN();
  }

  /**
   * For odd n the bootstrap's median is at most the k-th order statistic with probability P(Bin(n, k/n) > n/2) (Efron 1979).
   * With 100,000 resamples a share has a standard error of at most 0.0016; the level is chosen so that both tails lie
   * between two order statistics by more than five of those.
   */
  @Test
  void intervalOfAMedianIsItsBinomialClosedForm() {
    double[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    double level = 0.9;
    int low = 1;
    while (atMost(low, values.length) < (1 - level) / 2) {
      low++;
    }
    assertThat(Math.abs(atMost(low, values.length) - (1 - level) / 2)).isGreaterThan(5 * 0.0016);
    Bootstrap.Interval found = new Bootstrap(100_000, level, new org.secateur.random.Seed(3)).median(values);
    assertThat(found.low()).isEqualTo(low);
    assertThat(found.high()).isEqualTo(10 - low);
  }

  private static double atMost(int k, int n) {
    return 1 - BinomialDistribution.of(n, (double) k / n).cumulativeProbability(n / 2);
  }

  /** All of one sign: only the observed signs and their mirror image are as extreme, 2 / 2ⁿ. */
  @Test
  void differencesOfOneSignHaveTheSmallestP() {
    for (int n = 1; n <= 12; n++) {
      double[] d = new double[n];
      Arrays.setAll(d, k -> 1 + k);
      PairedTest test = PairedTest.of(d);
      assertThat(test.pValue()).isEqualTo(2 / Math.pow(2, n));
      assertThat(test.leastPossible()).isEqualTo(test.pValue());
    }
  }

  /** Fisher's own example, Darwin's maize of 1876: p = 0.05267 by all 2¹⁵ changes of sign ("The Design of Experiments", § 21). */
  @Test
  void darwinsMaize() {
    double[] eighthsOfAnInch = {49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48};
    PairedTest test = PairedTest.of(eighthsOfAnInch);
    assertThat(test.method()).isEqualTo(PairedTest.Method.PERMUTATION);
    assertThat(test.pValue()).isCloseTo(0.05267, within(5e-6));
  }

  /** 18 of 20 positive: 2 Σ_{k≤2} C(20, k) / 2²⁰ = 2 · 211 / 1,048,576. */
  @Test
  void manyPairsAreComparedBySign() {
    double[] d = new double[20];
    Arrays.setAll(d, k -> k < 2 ? -1 : 1);
    PairedTest test = PairedTest.of(d);
    assertThat(test.method()).isEqualTo(PairedTest.Method.SIGN);
    assertThat(test.pValue()).isCloseTo(2 * 211 / 1048576.0, within(1e-15));
    assertThat(PairedTest.of(1, 2, Double.POSITIVE_INFINITY).method()).isEqualTo(PairedTest.Method.SIGN);
  }

  /** Three pairs cannot get below a quarter, six in five comparisons cannot get below five times 1/32. */
  @Test
  void tooFewIsSaid() {
    assertThat(PairedTest.of(1, 2, 3).tooFew(0.05, 1)).isTrue();
    assertThat(PairedTest.of(1, 2, 3, 4, 5, 6).tooFew(0.05, 1)).isFalse();
    assertThat(PairedTest.of(1, 2, 3, 4, 5, 6).tooFew(0.05, 5)).isTrue();
  }

  /** Holm's step-down by hand: 0.01·4, max(0.04, 0.02·3), max(0.06, 0.03·2), max(0.06, 0.04·1). */
  @Test
  void holmByHand() {
    assertThat(Holm.adjust(0.04, 0.01, 0.03, 0.02)).containsExactly(new double[]{0.06, 0.04, 0.06, 0.06},
        within(1e-15));
    assertThat(Holm.adjust(0.9, 0.8)).containsExactly(1, 1);
    assertThat(Holm.adjust()).isEmpty();
  }
}
