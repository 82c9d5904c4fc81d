package org.secateur.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.secateur.kernel.GaussianKernel;

class GaussianLanesTest {
  /** Eleven places of a normal distribution and its share below each: Φ by Marsaglia's series, in double precision. */
  private static final double[] PLACES = {-4, -3, -2, -1.2, -0.6, -0.05, 0.3, 0.9, 1.6, 2.5, 3.5};

  private static List<Seed> trials(int count) {
    return IntStream.range(0, count).mapToObj(t -> new Seed(11).child("trial", t)).toList();
  }

  /** Φ(x) = ½ + φ(x) Σ x^(2k+1)/(1·3·…·(2k+1)): Marsaglia, Journal of Statistical Software 2004. */
  private static double normal(double x) {
    double sum = x;
    double term = x;
    for (int k = 3; k < 200; k += 2) {
      term *= x * x / k;
      sum += term;
    }
    return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  /**
   * The same pair in double precision from the same draw. Four roundings lead to r, of which √ halves the relative error;
   * about six to the trigonometric factor, whose size is at most √2 times the radius; two products: 12 · 2⁻²⁴, and
   * 5·10⁻⁸ each from the polynomials. U itself is rounded, −ln U = r²/2 thereby off by up to 2⁻²⁴ and r by 2⁻²⁴/r, or by
   * all of it where it is less than 2⁻¹².
   */
  @Test
  void aPairIsTheTransformOfItsDraw() {
    GaussianLanes lanes = new GaussianLanes(trials(3), "noise", 50);
    NoiseStream[] streams = trials(3).stream().map(s -> s.stream("noise")).toArray(NoiseStream[]::new);
    for (int round = 0; round < 200; round++) {
      lanes.draw(50);
      for (int p = 0; p < 50; p++) {
        for (int t = 0; t < 3; t++) {
          double[] expected = pair(streams[t].nextLong());
          double tolerance = (12 * 0x1p-24 + 1e-7) * Math.hypot(expected[0], expected[1])
              + 0x1p-24 / Math.max(0x1p-12, Math.hypot(expected[0], expected[1]));
          assertEquals(expected[0], lanes.first()[3 * p + t], tolerance);
          assertEquals(expected[1], lanes.second()[3 * p + t], tolerance);
        }
      }
    }
  }

  private static double[] pair(long draw) {
    double u = ((int) draw >>> 1 | 1) * 0x1p-31;
    double r = Math.sqrt(-2 * Math.log(u));
    int high = (int) (draw >>> 32);
    double phi = Math.PI / 4 + (high >> 2) * Math.PI / 4 * 0x1p-29;
    return new double[]{r * Math.cos(phi) * ((high & 1) == 0 ? -1 : 1),
        r * Math.sin(phi) * ((high & 2) == 0 ? -1 : 1)};
  }

  @Test
  void aLaneKnowsNothingOfTheOthersNorOfPortions() {
    GaussianLanes alone = new GaussianLanes(trials(5).subList(3, 4), "noise", 64);
    alone.draw(64);
    GaussianLanes together = new GaussianLanes(trials(5), "noise", 20);
    int at = 0;
    for (int pairs : new int[]{7, 20, 1, 20, 16}) {
      together.draw(pairs);
      for (int p = 0; p < pairs; p++) {
        assertEquals(alone.first()[at], together.first()[5 * p + 3]);
        assertEquals(alone.second()[at++], together.second()[5 * p + 3]);
      }
    }
    assertEquals(64, at);
    assertThrows(IllegalArgumentException.class, () -> together.draw(21));
  }

  /**
   * Moments 1 to 4, the products of a pair, of neighbours and of lanes, and the shares below eleven places, each within
   * five standard errors: 20 tests, wrong for about one seed in a hundred thousand.
   */
  @Test
  void theyAreNormalAndIndependent() {
    int lanes = 8;
    int pairs = 128;
    int rounds = 1000;
    GaussianLanes source = new GaussianLanes(trials(lanes), "noise", pairs);
    double[] moment = new double[5];
    double[] product = new double[4];
    long[] below = new long[PLACES.length];
    for (int round = 0; round < rounds; round++) {
      source.draw(pairs);
      float[] a = source.first();
      float[] b = source.second();
      for (int q = 0; q < lanes * pairs; q++) {
        count(a[q], moment, below);
        count(b[q], moment, below);
        product[0] += a[q] * b[q];
        product[1] += (a[q] * a[q] - 1) * (b[q] * b[q] - 1) / 2;
        product[2] += a[q] * a[(q + lanes) % a.length];
        product[3] += a[q] * a[q ^ 1];
      }
    }
    double n = 2.0 * lanes * pairs * rounds;
    double[] expected = {0, 1, 0, 3};
    double[] variance = {1, 2, 15, 96};
    for (int k = 0; k < 4; k++) {
      assertEquals(expected[k], moment[k] / n, 5 * Math.sqrt(variance[k] / n), "moment " + (k + 1));
    }
    // Neighbouring lanes' products are each counted twice.
    double[] doubled = {1, 1, 1, 2};
    for (int k = 0; k < 4; k++) {
      assertEquals(0, product[k] / (n / 2), 5 * Math.sqrt(2 * doubled[k] / n), "product " + k);
    }
    for (int k = 0; k < PLACES.length; k++) {
      double share = normal(PLACES[k]);
      assertEquals(share, below[k] / n, 5 * Math.sqrt(share * (1 - share) / n), "below " + PLACES[k]);
    }
  }

  private static void count(double x, double[] moment, long[] below) {
    double power = 1;
    for (int k = 0; k < 4; k++) {
      power *= x;
      moment[k] += power;
    }
    for (int k = 0; k < PLACES.length; k++) {
      below[k] += x < PLACES[k] ? 1 : 0;
    }
  }

  /** The ends of the range: U = 2⁻³¹ is the largest radius, U next to 1 the smallest, and none is NaN. */
  @Test
  void theEndsOfTheRangeAreFinite() {
    int[] halves = {0, 1, 2, 3, -1, -2, Integer.MAX_VALUE, Integer.MIN_VALUE};
    float[] radius = new float[halves.length];
    GaussianKernel.radius(halves, halves.length, radius);
    float largest = (float) Math.sqrt(31 * Math.log(2));
    assertEquals(largest, radius[0], 2 * Math.ulp(largest));
    assertEquals(0, radius[4], 0x1p-12);
    for (float r : radius) {
      assertTrue(r >= 0 && r <= largest + 2 * Math.ulp(largest), "radius " + r);
    }
    float[] first = new float[halves.length];
    float[] second = new float[halves.length];
    Arrays.fill(radius, 1);
    GaussianKernel.turn(halves, radius, halves.length, first, second);
    double[] squares = new double[halves.length];
    double[] two = new double[halves.length];
    for (int k = 0; k < halves.length; k++) {
      squares[k] = (double) first[k] * first[k] + (double) second[k] * second[k];
      two[k] = 2;
    }
    // (cos ψ − sin ψ)² + (cos ψ + sin ψ)² = 2, each factor off by about 6 roundings of at most √2
    assertArrayEquals(two, squares, 2 * 2 * 6 * 0x1p-24 * 2);
  }
}
