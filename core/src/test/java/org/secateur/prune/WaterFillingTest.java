package org.secateur.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

class WaterFillingTest {

  private static double[] scores(int count, double spread, boolean ties, long seed) {
    NoiseStream noise = new Seed(seed).stream("scores");
    double[] score = new double[count];
    for (int e = 0; e < count; e++) {
      double s = StrictMath.exp(spread * noise.nextGaussian());
      score[e] = noise.nextDouble() < 0.1 ? 0 : ties ? Math.scalb(1.0, Math.getExponent(s)) : s;
    }
    return score;
  }

  /** The textbook way: sort, then walk down until the next score is no longer full. */
  private static double sorted(double[] score, double budget) {
    BigDecimal[] ascending = Arrays.stream(score).filter(s -> s > 0).sorted().mapToObj(BigDecimal::new)
        .toArray(BigDecimal[]::new);
    BigDecimal[] below = new BigDecimal[ascending.length + 1];
    below[0] = BigDecimal.ZERO;
    for (int k = 0; k < ascending.length; k++) {
      below[k + 1] = below[k].add(ascending[k]);
    }
    for (int full = 0;; full++) {
      int free = ascending.length - 1 - full;
      BigDecimal left = new BigDecimal(budget).subtract(BigDecimal.valueOf(full));
      if (left.multiply(ascending[free]).compareTo(below[free + 1]) <= 0) {
        return (budget - full) / below[free + 1].doubleValue();
      }
    }
  }

  /** Against sorting with exact sums: equal but for the tie at the threshold, which moves the quotient by rounding alone. */
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 1, 5, 50, 150})
  void findsWhatSortingFinds(double spread) {
    for (boolean ties : new boolean[]{false, true}) {
      double[] score = scores(1000, spread, ties, 3);
      long positive = Arrays.stream(score).filter(s -> s > 0).count();
      for (double share : new double[]{1e-3, 0.01, 0.3, 0.5, 0.9, 0.999}) {
        double budget = share * positive;
        double c = WaterFilling.factor(score, budget);
        // Taking a score at the threshold for full or not changes numerator and denominator in the same proportion; two
        // roundings of the quotient and the subtraction of up to 1000 from a budget with 53 bits.
        assertThat(c).as("spread %s share %s", spread, share).isCloseTo(sorted(score, budget),
            within(1e-12 * c));
      }
    }
  }

  /** Order, and into how many heaps the scores are cut, leave no trace: the bits are the same. */
  @Test
  void dependsOnTheScoresAlone() {
    double[] score = scores(5000, 20, false, 4);
    double c = WaterFilling.factor(score, 777.5);
    double[] reversed = new double[score.length];
    Arrays.setAll(reversed, e -> score[score.length - 1 - e]);
    assertThat(WaterFilling.factor(reversed, 777.5)).isEqualTo(c);
    ScoreTally heaps = (prefix, shift) -> {
      ScoreTally.Bins all = new ScoreTally.Bins(prefix, shift);
      for (int heap = 0; heap < 7; heap++) {
        ScoreTally.Bins bins = new ScoreTally.Bins(prefix, shift);
        for (int e = heap; e < score.length; e += 7) {
          bins.add(score[e]);
        }
        for (int b = 0; b < ScoreTally.Bins.COUNT; b++) {
          all.add(b, bins.count(b), ExactSum.of(bins.sum(b).digits()));
        }
      }
      return all;
    };
    assertThat(WaterFilling.factor(heaps, 777.5)).isEqualTo(c);
  }

  @Test
  void knowsTheEnds() {
    double[] score = {0, 2, 1e300, Double.MIN_VALUE};
    assertThat(WaterFilling.factor(score, 3)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(WaterFilling.factor(score, 0)).isZero();
    assertThat(WaterFilling.factor(new double[0], 0)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(WaterFilling.factor(score, 1e-3)).isEqualTo(1e-3 / 1e300);
    assertThat(WaterFilling.factor(new double[]{3, 3, 3, 3}, 2)).isEqualTo(2 / 12.0);
  }

  /** BigDecimal adds without rounding, and rounds once when asked for a double. */
  @Test
  void sumsExactly() {
    for (double spread : new double[]{1, 100, 150}) {
      double[] x = scores(300, spread, false, 5);
      x[0] = Double.MIN_VALUE;
      x[1] = 0x1p-1030;
      ExactSum one = new ExactSum();
      ExactSum other = new ExactSum();
      IntStream.range(0, x.length).forEach(k -> (k % 3 == 0 ? one : other).add(x[k]));
      one.add(other);
      BigDecimal exact = Arrays.stream(x).mapToObj(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
      assertThat(one.result()).isEqualTo(exact.doubleValue());
    }
    ExactSum small = new ExactSum();
    small.add(Double.MIN_VALUE);
    assertThat(small.result()).isEqualTo(Double.MIN_VALUE);
    assertThat(new ExactSum().result()).isZero();
    ExactSum large = new ExactSum();
    large.add(Double.MAX_VALUE);
    large.add(Double.MAX_VALUE);
    assertThat(large.result()).isEqualTo(Double.POSITIVE_INFINITY);
  }
}
