package org.secateur.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.network.Network;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

class RecordedActivityTest {
  private static Network pair() {
    return Network.ofDense(new double[][]{{0, 1}, {1, 0}}, new double[]{2, 2});
  }

  /** Independent moments in batches of one: Σ d²/(T − 1), the textbook's. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8, 9, 40, 64})
  void variancesOfIndependentMomentsAreTheTextbooks(int moments) {
    double[] flat = new double[2 * moments];
    new Seed(moments).stream("rates").fillGaussian(flat);
    double[] mean = new double[3];
    for (int u = 0; u < moments; u++) {
      flat[2 * u] += 1e3;
      mean[0] += flat[2 * u] / moments;
      mean[1] += flat[2 * u + 1] / moments;
      mean[2] += (flat[2 * u] - flat[2 * u + 1]) / moments;
    }
    double[] square = new double[3];
    for (int u = 0; u < moments; u++) {
      double a = flat[2 * u] - mean[0];
      double b = flat[2 * u + 1] - mean[1];
      double d = flat[2 * u] - flat[2 * u + 1] - mean[2];
      square[0] += a * a / (moments - 1);
      square[1] += b * b / (moments - 1);
      square[2] += d * d / (moments - 1);
    }
    RecordedActivity recorded = RecordedActivity.of(moments, 2, flat);
    SampledCovariance c = recorded.covariance(pair(), RecordedActivity.Moments.INDEPENDENT);
    // The oracle's mean near 1000 is off by up to 64 ulps, 1e-11, and enters times the scatter.
    double tolerance = 1e-10;
    assertEquals(square[0], c.get(0, 0), tolerance);
    assertEquals(square[1], c.get(1, 1), tolerance);
    assertEquals(square[2], c.differenceVariance(0, 1, 1), tolerance);
    assertEquals(mean[0], recorded.mean(0), 1e-10);
    assertEquals(moments, c.facts().samples());
  }

  /** The shape of the array makes no difference, and the caller's copy is left alone. */
  @Test
  void rowsAndFlatArraysAreTheSame() {
    double[][] rows = {{1, 2}, {4, -3}, {0.5, 9}};
    SampledCovariance a = RecordedActivity.of(rows).covariance(pair(), RecordedActivity.Moments.CONSECUTIVE);
    SampledCovariance b = RecordedActivity.of(3, 2, new double[]{1, 2, 4, -3, 0.5, 9}).covariance(pair(),
        RecordedActivity.Moments.CONSECUTIVE);
    assertEquals(a.differenceVariance(0, 1, 1), b.differenceVariance(0, 1, 1));
    assertEquals(4, rows[1][0]);
  }

  /**
   * Autoregressive pairs x ← ρ x + √(1 − ρ²) ξ of variance 1, ρ = 0.8: the errors reported for consecutive moments are
   * those made. With B = 63 batches of 63 moments z² has mean at most (B − 1)/(B − 3) = 1.033, less by batches that still
   * hang together: a batch of L moments loses a share of about 2ρ²/(1 − ρ⁴)·2/L ≈ 0.07 of the variance, and the
   * estimate's own skewness moves it by the same order; 0.15 is allowed for both. 800 independent values of z², of standard
   * deviation √2.2 or less: five standard errors, about 6 wrong alarms in ten million seeds.
   */
  @Test
  void standardErrorsOfConsecutiveMomentsAreCalibrated() {
    int n = 800;
    int moments = 4000;
    double rho = 0.8;
    NoiseStream random = new Seed(11).stream("autoregression");
    double[] flat = new double[moments * n];
    for (int i = 0; i < n; i++) {
      flat[i] = random.nextGaussian();
    }
    for (int q = n; q < flat.length; q++) {
      flat[q] = rho * flat[q - n] + Math.sqrt(1 - rho * rho) * random.nextGaussian();
    }
    Network alone = Network.of(n, new int[0], new int[0], new double[0], ones(n));
    SampledCovariance c = RecordedActivity.of(moments, n, flat).covariance(alone,
        RecordedActivity.Moments.CONSECUTIVE);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double z = 4 * (c.get(i, i) - 1) / c.standardError(i, i, -1); // of 4 C_ii
      sum += z * z;
    }
    assertEquals(1.0, sum / n, 0.15 + 5 * Math.sqrt(2.2 / n));
  }

  private static double[] ones(int n) {
    double[] ones = new double[n];
    java.util.Arrays.fill(ones, 1);
    return ones;
  }

  /** 16 ln(m/δ): three combinations at δ = 0.01 need 16 ln 300 = 91 snapshots. */
  @Test
  void tooFewSnapshotsAreCalledSo() {
    NoiseStream random = new Seed(2).stream("rates");
    double[] many = new double[2 * 2000];
    random.fillGaussian(many);
    double[] few = java.util.Arrays.copyOf(many, 2 * 20);
    SamplingFacts enough = RecordedActivity.of(2000, 2, many)
        .covariance(pair(), RecordedActivity.Moments.INDEPENDENT)
        .facts();
    SamplingFacts short20 = RecordedActivity.of(20, 2, few)
        .covariance(pair(), RecordedActivity.Moments.INDEPENDENT)
        .facts();
    assertEquals(16 * Math.log(300), enough.snapshotsNeeded(0.01), 1e-12);
    assertFalse(enough.tooFew());
    assertTrue(short20.tooFew());
    // The effective number is the true one to the precision of 64 batches' scatter, √(2/63) twice: five of them.
    assertEquals(2000, enough.effectiveSamples(), 5 * 2000 * 2 * Math.sqrt(0.5 / 63));
  }

  @Test
  void refusesWhatIsNoRecording() {
    assertEquals("moments must be at least 2, was 1",
        assertThrows(IllegalArgumentException.class, () -> RecordedActivity.of(new double[][]{{1, 2}}))
            .getMessage());
    assertEquals("rates must be finite, but neuron 1 at moment 1 has NaN; leave such moments out",
        assertThrows(IllegalArgumentException.class,
            () -> RecordedActivity.of(new double[][]{{1, 2}, {3, Double.NaN}})).getMessage());
    assertThrows(IllegalArgumentException.class, () -> RecordedActivity.of(new double[][]{{1, 2}, {3}}));
    RecordedActivity three = RecordedActivity.of(new double[][]{{1, 2, 3}, {3, 4, 4}});
    assertThrows(IllegalArgumentException.class,
        () -> three.covariance(pair(), RecordedActivity.Moments.INDEPENDENT));
  }
}
