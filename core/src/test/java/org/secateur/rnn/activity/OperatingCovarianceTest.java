package org.secateur.rnn.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.secateur.random.Seed;
import org.secateur.rnn.Noise;
import org.secateur.rnn.RandomNetworks;
import org.secateur.rnn.RateNetwork;
import org.secateur.rnn.Simulation;
import org.secateur.rnn.TransferFunction;
import org.secateur.rnn.Trials;

class OperatingCovarianceTest {
  private static final double U = 0x1p-53;

  private static RateNetwork pair(float w01, float w10) {
    return RateNetwork.builder(2, 0, 0).transfer(TransferFunction.LINEAR)
        .recurrent(new float[]{0, w01, w10, 0})
        .build();
  }

  /** Symmetric A = −I + w(0 1; 1 0): C = −A⁻¹/2, by hand (1 w; w 1)/(2 (1 − w²)). */
  @Test
  void aSymmetricPairByHand() {
    OperatingCovariance.Linearised c = OperatingCovariance.linearised(pair(0.5f, 0.5f));
    assertEquals(1 / (2 * 0.75), c.covariance().get(0, 0), 50 * U);
    assertEquals(0.5 / (2 * 0.75), c.covariance().get(1, 0), 50 * U);
    assertEquals(-0.5, c.spectralAbscissa(), 10 * U);
    assertEquals(0, c.shift());
    assertTrue(c.relativeError() < 100 * U);
  }

  /** A gain of ½ on both makes the weights ½ · 1 = 0.5. */
  @Test
  void theGainScalesWhatAUnitSends() {
    OperatingCovariance.Linearised c = OperatingCovariance.linearised(pair(2, 0), new double[]{0.25, 0.5});
    // A = (−1 1; 0 −1), unit 1 alone has ½; A C + C Aᵀ = −I gives C01 = ½ C11 = ¼, C00 = ½ + C01 = ¾.
    assertEquals(0.5, c.covariance().get(1, 1), 50 * U);
    assertEquals(0.25, c.covariance().get(0, 1), 50 * U);
    assertEquals(0.75, c.covariance().get(0, 0), 50 * U);
    assertTrue(c.gain());
  }

  /** The abscissa of W − I is w − 1; the shift is the first of ½, 1, 2, 4, … beyond it, and C = I-like again by hand. */
  @ParameterizedTest
  @CsvSource({"0.75, 0", "1.25, 0.5", "1.5, 1", "2, 2", "4.5, 4", "6, 8"})
  void anUnstableNetworkIsGivenMoreLeakAndSaysSo(float w, double shift) {
    OperatingCovariance.Linearised c = OperatingCovariance.linearised(pair(w, w));
    assertEquals(shift, c.shift());
    assertEquals(w - 1, c.spectralAbscissa(), 50 * U);
    double leak = 1 + shift;
    assertEquals(leak / (2 * (leak * leak - w * w)), c.covariance().get(0, 0), 1e-12);
  }

  /**
   * v ← (1 − α) v + α W v + σ ξ with σ² = α is an Euler step of dv = A v dt + dB with step α: C of the simulation is that of
   * the linear network to O(α) — exactly C_α with C_α = M C_α Mᵀ + α I, M = I + α A, solved here by iteration. 600 trials of
   * 100 counted steps; the error bar is that of the moments themselves. Five of them, on n²/2 pairs: about 1 in 10⁴ seeds.
   */
  @Test
  void simulatedNoiseGivesTheStationaryCovariance() {
    double alpha = 0.1;
    RateNetwork network = RandomNetworks.of(6, TransferFunction.LINEAR, alpha, 0.8, 4);
    float[] w = network.recurrent();
    RateNetwork silent = RateNetwork.builder(6, 0, 0).transfer(TransferFunction.LINEAR).step(alpha)
        .recurrent(w).build();
    double[][] m = new double[6][6];
    for (int i = 0; i < 6; i++) {
      for (int j = 0; j < 6; j++) {
        m[i][j] = alpha * w[i * 6 + j] + (i == j ? 1 - alpha : 0);
      }
    }
    double[][] exact = stationary(m, alpha);
    ActivityMoments moments = assertInstanceOf(RecordedRates.Moments.class, RecordedRates.of(silent,
        Trials.silent(600, 300, 0), new Noise(Noise.Place.VOLTAGES, Math.sqrt(alpha), new Seed(8)), 200))
        .moments();
    assertEquals(60_000, moments.samples());
    double n = moments.effectiveSamples();
    assertTrue(n > 600 && n < 60_000, "effective samples " + n);
    OperatingCovariance c = new OperatingCovariance.Simulated(moments, Noise.Place.VOLTAGES, Math.sqrt(alpha),
        200);
    for (int i = 0; i < 6; i++) {
      for (int j = 0; j < i; j++) {
        double expected = exact[i][i] + exact[j][j] - 2 * exact[i][j];
        assertEquals(expected, c.covariance().differenceVariance(i, j, 1),
            5 * c.covariance().standardError(i, j, 1));
      }
    }
    assertEquals(Math.sqrt(2 / n), c.relativeError());
  }

  private static double[][] stationary(double[][] m, double q) {
    int n = m.length;
    double[][] c = new double[n][n];
    for (int sweep = 0; sweep < 3000; sweep++) {
      double[][] next = new double[n][n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          double sum = i == j ? q : 0;
          for (int k = 0; k < n; k++) {
            for (int l = 0; l < n; l++) {
              sum += m[i][k] * c[k][l] * m[j][l];
            }
          }
          next[i][j] = sum;
        }
      }
      c = next;
    }
    return c;
  }

  /** Against two passes over all rates; sums of 3,450 products of rates below 1: 10⁴ u. */
  @Test
  void momentsAreThoseOfAllCountedSteps() {
    RateNetwork network = RandomNetworks.of(5, TransferFunction.TANH, 0.5, 2, 9);
    Trials trials = RandomNetworks.trials(150, 25, 3);
    float[] all = new float[150 * 23 * 5];
    Simulation.run(network, trials, Noise.NONE, c -> (t, voltages, rates) -> {
      if (t >= 2) {
        System.arraycopy(rates, 0, all, ((t - 2) * 150 + c * Simulation.CHUNK) * 5, rates.length);
      }
    });
    ActivityMoments moments = ((RecordedRates.Moments) RecordedRates.of(network, trials, Noise.NONE, 2))
        .moments();
    double[] g = moments.secondMoment();
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 5; j++) {
        double product = 0;
        double mi = 0;
        double mj = 0;
        for (int s = 0; s < 150 * 23; s++) {
          product += (double) all[s * 5 + i] * all[s * 5 + j];
          mi += all[s * 5 + i];
          mj += all[s * 5 + j];
        }
        int count = 150 * 23;
        assertEquals(product / count, g[i * 5 + j], 1e4 * U);
        assertEquals(product / count - mi / count * mj / count, moments.covariance(i, j), 1e4 * U);
      }
    }
    double rank = moments.participationRatio();
    assertTrue(rank >= 1 && rank <= 5, "participation ratio " + rank);
  }

  @Test
  void aBurnInAsLongAsTheTrialIsRefused() {
    RateNetwork network = pair(0, 0);
    assertThrows(IllegalArgumentException.class,
        () -> RecordedRates.of(network, Trials.silent(2, 30, 0), Noise.NONE, 30));
  }

  @Test
  void divergenceIsAFinding() {
    assertInstanceOf(RecordedRates.Diverged.class, RecordedRates.of(pair(9, 9), Trials.silent(64, 100, 0),
        new Noise(Noise.Place.RATES, 1, new Seed(1)), 0));
  }

  /** Linear units have slope 1; tanh units without drive too; rectified units without drive none. */
  @Test
  void gainsAreMeanSlopes() {
    for (TransferFunction phi : TransferFunction.values()) {
      RateNetwork network = RateNetwork.builder(2, 0, 0).transfer(phi).bias(new float[]{0, 1}).build();
      double[] gain = RecordedRates.meanGain(network, Trials.silent(3, 4, 0));
      double driven = switch (phi) {
        case LINEAR, RECTIFIED -> 1;
        case TANH -> 1 - Math.pow(Math.tanh(1), 2);
      };
      assertEquals(phi == TransferFunction.RECTIFIED ? 0 : 1, gain[0]);
      assertEquals(driven, gain[1], 1e-6); // of a tanh in single precision
    }
    // voltages 1 − 2^{−t}, t = 1 … 3: ½, ¾, ⅞ have variance 7/288; the other unit has none
    RateNetwork leaky = RateNetwork.builder(2, 0, 0).transfer(TransferFunction.LINEAR).step(0.5)
        .bias(new float[]{0, 1}).build();
    assertEquals(Math.sqrt(7 / 288.0 / 2), RecordedRates.naturalDeviation(leaky, Trials.silent(1, 3, 0)),
        1e-15);
  }
}
