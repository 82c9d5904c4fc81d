package org.secateur.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.secateur.network.Network;
import org.secateur.random.Seed;

/** The accumulators against means and scatters of stored batches. */
class CombinationMomentsTest {
  private static final int N = 4;
  private static final int BATCHES = 24; // three groups of eight
  private static final int[] LENGTHS = {7, 40, 21};

  private static Network signedPath() {
    return Network.ofDense(new double[][]{{0, 2, 0, 0}, {2, 0, -1, 0}, {0, -1, 0, 3}, {0, 0, 3, 0}},
        new double[]{5, 5, 5, 5});
  }

  private static double[][][] data() {
    double[][][] x = new double[3][][];
    for (int g = 0; g < 3; g++) {
      x[g] = new double[LENGTHS[g]][8 * N];
      for (int u = 0; u < LENGTHS[g]; u++) {
        new Seed(g).stream("data " + u).fillGaussian(x[g][u]);
        for (int q = 0; q < 8 * N; q++) {
          x[g][u][q] += 3 + q / 8; // neuron i has mean 3 + i
        }
      }
    }
    return x;
  }

  private static SampledCovariance accumulated(boolean meanKnown, double[] shift) {
    Combinations combinations = Combinations.of(signedPath());
    CombinationMoments total = new CombinationMoments(combinations, meanKnown);
    double[][][] x = data();
    CombinationMoments second = new CombinationMoments(combinations, meanKnown);
    for (int g = 0; g < 3; g++) {
      CombinationMoments to = g == 0 ? total : second;
      for (double[] block : x[g]) {
        to.add(block, shift);
      }
      to.endBatch(
          new int[]{LENGTHS[g], LENGTHS[g], LENGTHS[g], LENGTHS[g], LENGTHS[g], LENGTHS[g], LENGTHS[g],
              LENGTHS[g]});
    }
    total.merge(second);
    return total.result(SamplingFacts.Method.RECORDING);
  }

  /** Variance and standard error of x_i − s x_j the slow way, two passes over stored batches. */
  private static double[] twoPass(int i, int j, int sign, double shift, boolean meanKnown) {
    double[][][] x = data();
    double[] q = new double[BATCHES];
    double[] a = new double[BATCHES];
    double weight = 0;
    double mean = 0;
    for (int b = 0; b < BATCHES; b++) {
      int g = b / 8;
      for (double[] block : x[g]) {
        double d = block[8 * i + b % 8] - sign * block[8 * j + b % 8] - shift;
        q[b] += d * d / LENGTHS[g];
        a[b] += d / LENGTHS[g];
      }
      weight += LENGTHS[g];
      mean += LENGTHS[g] * a[b];
    }
    mean /= weight;
    double variance = 0;
    double ofMean = 0;
    for (int b = 0; b < BATCHES; b++) {
      double v = meanKnown ? q[b] : q[b] - 2 * mean * a[b] + mean * mean;
      variance += LENGTHS[b / 8] * v / weight;
      ofMean += LENGTHS[b / 8] * (a[b] - mean) * (a[b] - mean) / (weight * (BATCHES - 1));
    }
    double scatter = 0;
    for (int b = 0; b < BATCHES; b++) {
      double v = meanKnown ? q[b] : q[b] - 2 * mean * a[b] + mean * mean;
      scatter += LENGTHS[b / 8] * (v - variance) * (v - variance) / (weight * (BATCHES - 1));
    }
    return new double[]{variance + (meanKnown ? 0 : ofMean), Math.sqrt(scatter)};
  }

  /** Sums of 544 squares below 400, a few roundings each: 1e-12 of the largest sum, less what the mean takes away. */
  @Test
  void agreesWithTwoPassesOverStoredBatches() {
    int[][] pairs = {{0, 1, 1}, {1, 2, -1}, {2, 3, 1}};
    for (boolean meanKnown : new boolean[]{true, false}) {
      SampledCovariance c = accumulated(meanKnown, new double[]{1, 1, 1, 1});
      for (int[] p : pairs) {
        double[] expected = twoPass(p[0], p[1], p[2], 1 - p[2], meanKnown);
        double tolerance = 1e-12 * 544;
        assertEquals(expected[0], c.differenceVariance(p[0], p[1], p[2]), tolerance);
        assertEquals(expected[0], c.differenceVariance(p[1], p[0], p[2]), tolerance);
        assertEquals(expected[1], c.standardError(p[0], p[1], p[2]), tolerance);
      }
      assertEquals(8 * (7 + 40 + 21), c.facts().samples());
      assertEquals(BATCHES, c.facts().batches());
      assertEquals(7, c.facts().combinations());
    }
  }

  /** Variances do not depend on what is subtracted first. */
  @Test
  void theShiftDoesNotMatterWhereTheMeanIsEstimated() {
    SampledCovariance near = accumulated(false, new double[]{3, 4, 5, 6});
    SampledCovariance far = accumulated(false, new double[]{-10, 4, 5, 60});
    for (int i = 0; i < N; i++) {
      assertEquals(near.get(i, i), far.get(i, i), 1e-12 * 544 * 70 * 70);
    }
    assertEquals(near.standardError(2, 3, 1), far.standardError(2, 3, 1), 1e-12 * 544 * 70 * 70);
  }

  @Test
  void knowsPairsAndNothingElse() {
    SampledCovariance c = accumulated(false, new double[N]);
    double derived = (c.get(0, 0) + c.get(1, 1) - c.differenceVariance(0, 1, 1)) / 2;
    assertEquals(derived, c.get(0, 1));
    assertEquals(derived, c.get(1, 0));
    double sum = c.differenceVariance(1, 2, -1);
    assertEquals((sum - c.get(1, 1) - c.get(2, 2)) / 2, c.get(1, 2), 4 * Math.ulp(sum));
    assertEquals(2 * (c.get(1, 1) + c.get(2, 2)) - sum, c.differenceVariance(2, 1, 1), 4 * Math.ulp(sum));
    assertTrue(c.standardError(1, 2, 1) > c.standardError(1, 2, -1));
    assertEquals(0, c.differenceVariance(2, 2, 1));
    assertEquals(4 * c.get(2, 2), c.differenceVariance(2, 2, -1));
    String message = assertThrows(IllegalArgumentException.class, () -> c.get(0, 3)).getMessage();
    assertEquals("the covariance of neurons 0 and 3 was not sampled: no synapse joins them", message);
    assertThrows(IllegalArgumentException.class, () -> c.get(0, 4));
  }

  @Test
  void ofTwoSynapsesOfOppositeSignBothAreKnown() {
    Network opposite = Network.ofDense(new double[][]{{0, 1}, {-1, 0}}, new double[]{3, 3});
    RecordedActivity recorded = RecordedActivity.of(new double[][]{{1, 1}, {-1, -1}, {2, 2}, {-2, -2}});
    SampledCovariance c = recorded.covariance(opposite, RecordedActivity.Moments.INDEPENDENT);
    assertEquals(0, c.differenceVariance(0, 1, 1));
    assertEquals(4 * c.get(0, 0), c.differenceVariance(0, 1, -1), 1e-14);
    assertEquals(c.standardError(1, 0, -1), c.standardError(0, 1, -1));
  }
}
