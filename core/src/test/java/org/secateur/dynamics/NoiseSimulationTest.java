package org.secateur.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.ForkJoinPool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Matrix;
import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

class NoiseSimulationTest {
  private static final double NOISE = 2;

  private static SampledCovariance sampled(NoiseSimulation simulation, double noiseVariance, Seed seed) {
    return assertInstanceOf(SimulatedStationarity.Sampled.class, simulation.run(noiseVariance, seed))
        .covariance();
  }

  private static Network one(double leak) {
    return Network.ofDense(new double[][]{{0}}, new double[]{leak});
  }

  /** Pairs of neurons that have nothing to do with other pairs; weights ±½, ½ slack. */
  private static Network pairs(int count) {
    int[] post = new int[2 * count];
    int[] pre = new int[2 * count];
    double[] weight = new double[2 * count];
    double[] leak = new double[2 * count];
    for (int i = 0; i < 2 * count; i++) {
      post[i] = i;
      pre[i] = i ^ 1;
      weight[i] = i / 2 % 2 == 0 ? 0.5 : -0.5;
      leak[i] = 1;
    }
    return Network.of(2 * count, post, pre, weight, leak);
  }

  private static Network signed(int n, double density) {
    NoiseStream random = new Seed(8).stream("signed");
    double[][] w = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double v = random.nextDouble() < density ? random.nextGaussian() / n : 0;
        w[i][j] = v;
        w[j][i] = v;
      }
    }
    return Families.dominant(w, 0.2);
  }

  private static double exact(Matrix c, int i, int j, int sign) {
    return c.get(i, i) + c.get(j, j) - 2 * sign * c.get(i, j);
  }

  /**
   * Ornstein and Uhlenbeck: σ²/(2 λ) in continuous time, 1/(1 − λ dt/2) times that in steps. Six reported errors of 127
   * degrees of freedom: wrong for fewer than one seed in ten million.
   */
  @ParameterizedTest
  @CsvSource({"1, 0.1", "1, 0.5", "1, 1.5", "4, 0.02"})
  void oneNeuronHasTheVarianceOfItsRecursion(double leak, double step) {
    Drift drift = Drift.of(one(leak));
    SimulationSettings settings = new SimulationSettings(step, 5 / leak, 400 / leak, step, 32, 4);
    SampledCovariance c = sampled(NoiseSimulation.linear(drift, settings), NOISE, new Seed(1));
    double expected = NOISE / (2 * leak) / (1 - leak * step / 2);
    assertEquals(expected, c.get(0, 0), 6 * c.standardError(0, 0, -1) / 4);
    // The squares of N samples of an autoregression ρ: relative variance 2/N (1 + ρ²)/(1 − ρ²); reported to one part in 16
    double rho = 1 - leak * step;
    double relative = Math.sqrt(2 * (1 + rho * rho) / (1 - rho * rho) / c.facts().samples());
    assertEquals(1, c.standardError(0, 0, -1) / 4 / (expected * relative), 5 / Math.sqrt(2 * 127));
  }

  /**
   * z² of 400 pairs that know nothing of each other, from B = 64 batches of 100 leak times: mean (B − 1)/(B − 3) = 1.033,
   * less the share of 1/100 that batches hang together by; variance of z² at most 2.3. Five standard errors and 0.02 for
   * the skewness of a batch: about six wrong alarms in ten million seeds.
   */
  @Test
  void standardErrorsAreCalibrated() {
    Network network = pairs(400);
    SimulationSettings settings = new SimulationSettings(0.1, 10, 400, 0.5, 16, 4);
    SampledCovariance c = sampled(NoiseSimulation.linear(Drift.of(network), settings), NOISE, new Seed(5));
    double sum = 0;
    for (int p = 0; p < 400; p++) {
      int sign = p % 2 == 0 ? 1 : -1;
      // The difference d is a mode of rate λ = 1 + ½ and noise 2 σ².
      double expected = 2 * NOISE / (2 * 1.5) / (1 - 1.5 * 0.1 / 2);
      double z = (c.differenceVariance(2 * p, 2 * p + 1, sign) - expected)
          / c.standardError(2 * p, 2 * p + 1, sign);
      sum += z * z;
    }
    assertEquals(1.03, sum / 400, 0.02 + 5 * Math.sqrt(2.3 / 400));
    assertEquals(16 * 800, c.facts().samples());
    assertEquals(64, c.facts().batches());
  }

  /**
   * The discrete formula, pair by pair, through the loop over synapses and through dense products. 7 errors of 63 degrees
   * of freedom have a wrong alarm of 2·10⁻⁹ for each of at most 4 950 pairs: one seed in a hundred thousand.
   */
  @ParameterizedTest
  @CsvSource({"60, 0.1", "100, 1"})
  void pairsHaveTheVarianceOfTheRecursion(int n, double density) {
    Network network = signed(n, density);
    Drift drift = Drift.of(network);
    double leakTime = SimulationSettings.leakTime(drift);
    double step = 0.2 * leakTime;
    SimulationSettings settings = SimulationSettings.of(drift).withStep(step).withSampleInterval(2 * step)
        .withDuration(300 * leakTime);
    SampledCovariance c = sampled(NoiseSimulation.linear(drift, settings), NOISE, new Seed(2));
    Matrix expected = Families.covariance(network, NOISE, step);
    Edges edges = Edges.of(network);
    for (int e = 0; e < edges.count(); e++) {
      int i = edges.post(e);
      int j = edges.pre(e);
      int sign = edges.weight(e) > 0 ? 1 : -1;
      double z = (c.differenceVariance(i, j, sign) - exact(expected, i, j, sign))
          / c.standardError(i, j, sign);
      assertTrue(Math.abs(z) < 7, "pair " + i + ", " + j + ": " + z);
    }
  }

  /**
   * Euler's step inflates variances: with 0.5, 0.1 and 0.02 leak times by what (1 − λ dt/2)⁻¹ says. The error of the mean
   * ratio is at most the mean error of the ratios; six of them.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.1, 0.02})
  void longStepsInflateAsPredicted(double leakTimes) {
    Network network = signed(60, 0.5);
    Drift drift = Drift.of(network);
    double step = leakTimes * SimulationSettings.leakTime(drift);
    SimulationSettings settings = SimulationSettings.of(drift).withStep(step).withTrials(64);
    SampledCovariance c = sampled(NoiseSimulation.linear(drift, settings), NOISE, new Seed(3));
    Matrix continuous = Families.covariance(network, NOISE, 0);
    Matrix discrete = Families.covariance(network, NOISE, step);
    Edges edges = Edges.of(network);
    double measured = 0;
    double predicted = 0;
    double error = 0;
    for (int e = 0; e < edges.count(); e++) {
      int i = edges.post(e);
      int j = edges.pre(e);
      int sign = edges.weight(e) > 0 ? 1 : -1;
      double d = exact(continuous, i, j, sign) * edges.count();
      measured += c.differenceVariance(i, j, sign) / d;
      predicted += exact(discrete, i, j, sign) / d;
      error += c.standardError(i, j, sign) / d;
    }
    assertEquals(predicted, measured, 6 * error);
    assertEquals(1 / (1 - leakTimes / 2), predicted, 0.15 * leakTimes); // λ is within 30 % of the leak
  }

  @Test
  void theAnswerIsTheSameOnAnyNumberOfThreads() throws Exception {
    for (Network network : new Network[]{signed(70, 0.1), signed(70, 1)}) {
      Drift drift = Drift.of(network);
      SimulationSettings settings = SimulationSettings.of(drift).withTrials(75);
      double[][] answers = new double[3][];
      int[] threads = {1, 2, 8};
      for (int k = 0; k < 3; k++) {
        try (ForkJoinPool pool = new ForkJoinPool(threads[k])) {
          answers[k] = pool.submit(() -> {
            SampledCovariance c = sampled(NoiseSimulation.linear(drift, settings), NOISE, new Seed(4));
            Edges edges = Edges.of(network);
            double[] all = new double[2 * edges.count()];
            for (int e = 0; e < edges.count(); e++) {
              int sign = edges.weight(e) > 0 ? 1 : -1;
              all[2 * e] = c.differenceVariance(edges.post(e), edges.pre(e), sign);
              all[2 * e + 1] = c.standardError(edges.post(e), edges.pre(e), sign);
            }
            return all;
          }).get();
        }
      }
      org.junit.jupiter.api.Assertions.assertArrayEquals(answers[0], answers[1]);
      org.junit.jupiter.api.Assertions.assertArrayEquals(answers[0], answers[2]);
    }
  }

  /** Two groups that only a weak synapse joins: λ₂ is near 0.01, so rest at t = 0 is felt for a hundred seconds. */
  @Test
  void aStationaryStartSeesBridgesAndRestDoesNot() {
    int n = 20;
    double[][] w = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        w[i][j] = i != j && i / 10 == j / 10 ? 0.1 : 0;
      }
    }
    w[0][10] = 0.02;
    w[10][0] = 0.02;
    Network network = Families.dominant(w, 1e-3);
    Drift drift = Drift.of(network);
    double bridge = exact(Families.covariance(network, NOISE, 0.1), 0, 10, 1);
    SimulationSettings settings = new SimulationSettings(0.1, 0, 10, 0.5, 400, 1);
    SampledCovariance rest = sampled(NoiseSimulation.linear(drift, settings).from(new Start.Rest()), NOISE,
        new Seed(6));
    SampledCovariance stationary = sampled(NoiseSimulation.linear(drift, settings), NOISE, new Seed(6));
    assertTrue(rest.differenceVariance(0, 10, 1) < 0.4 * bridge);
    // 400 independent trials; the draw is of continuous time, 0.1·λ/2 < 5 % of the fast modes' small part lower.
    assertEquals(bridge, stationary.differenceVariance(0, 10, 1),
        6 * stationary.standardError(0, 10, 1) + 0.01 * bridge);
    assertTrue(stationary.standardError(0, 10, 1) < 0.1 * bridge);
  }

  /** Far above threshold rectified neurons are linear: same noise, same covariance but for the estimated mean. */
  @Test
  void rectifiedNeuronsFarAboveThresholdAreLinear() {
    Network network = signed(30, 0.3);
    Drift drift = Drift.of(network);
    SimulationSettings settings = SimulationSettings.of(drift)
        .withBurnIn(40 * SimulationSettings.leakTime(drift));
    double[] input = new double[30];
    java.util.Arrays.fill(input, 1e3);
    SampledCovariance linear = sampled(NoiseSimulation.linear(drift, settings).from(new Start.Rest()), NOISE,
        new Seed(7));
    SampledCovariance rectified = sampled(NoiseSimulation.rectified(drift, input, settings), NOISE,
        new Seed(7));
    Edges edges = Edges.of(network);
    for (int e = 0; e < edges.count(); e++) {
      int sign = edges.weight(e) > 0 ? 1 : -1;
      int i = edges.post(e);
      int j = edges.pre(e);
      // The mean's own error, squared, is of the order of 1/B of the standard error, and it is corrected for.
      assertEquals(linear.differenceVariance(i, j, sign), rectified.differenceVariance(i, j, sign),
          0.5 * linear.standardError(i, j, sign));
      assertEquals(1, rectified.standardError(i, j, sign) / linear.standardError(i, j, sign), 0.1);
    }
    assertEquals(SamplingFacts.Method.RECTIFIED_SIMULATION, rectified.facts().method());
  }

  /** Below threshold there is no drive: the variance is that of lone neurons. */
  @Test
  void rectifiedNeuronsFarBelowThresholdAreAlone() {
    Network network = signed(20, 0.5);
    Drift drift = Drift.of(network);
    SimulationSettings settings = SimulationSettings.of(drift);
    double[] input = new double[20];
    java.util.Arrays.fill(input, -1e3);
    SampledCovariance c = sampled(NoiseSimulation.rectified(drift, input, settings), NOISE, new Seed(7));
    for (int i = 0; i < 20; i++) {
      double expected = NOISE / (2 * network.leak(i)) / (1 - network.leak(i) * settings.step() / 2);
      assertEquals(expected, c.get(i, i), 7 * c.standardError(i, i, -1) / 4);
    }
  }

  /** A Laplacian's constant mode wanders off for ever; differences across its synapses do not. */
  @Test
  void differencesOfALaplacianAreStationary() {
    double[][] w = {{0, 1, 0}, {1, 0, 2}, {0, 2, 0}};
    Drift drift = Drift.of(Families.dominant(w, 0));
    SimulationSettings settings = SimulationSettings.of(drift).withTrials(64);
    SampledCovariance c = sampled(NoiseSimulation.linear(drift, settings), NOISE, new Seed(9));
    // On a tree the effective resistance is 1/w: Var = σ²/2 /w, inflated by less than dt λmax/2 = 5 %.
    for (int i = 0; i < 2; i++) {
      double continuous = NOISE / 2 / w[i][i + 1];
      double error = 7 * c.standardError(i, i + 1, 1);
      double measured = c.differenceVariance(i, i + 1, 1);
      assertTrue(measured > continuous - error && measured < 1.06 * continuous + error, "synapse " + i);
    }
  }

  /**
   * Starts of 10⁴⁰ steps' noise do not fit single precision; the answer is then that of double precision: the sum of the
   * squares of a decaying start, which dwarfs the noise.
   */
  @Test
  void startsBeyondSinglePrecisionAreRunInDouble() {
    Drift drift = Drift.of(one(1));
    SimulationSettings settings = new SimulationSettings(0.5, 0, 2, 0.5, 3, 1);
    SampledCovariance c = sampled(NoiseSimulation.linear(drift, settings).from(Start.given(1e40)), 1,
        new Seed(1));
    double expected = 1e80 * (Math.pow(0.25, 1) + Math.pow(0.25, 2) + Math.pow(0.25, 3) + Math.pow(0.25, 4))
        / 4;
    assertEquals(expected, c.get(0, 0), 1e-12 * expected);
    assertEquals(12, c.facts().samples());
  }

  /** The units are those of one step's noise: an answer scales with σ² and nothing else about it changes. */
  @Test
  void onlyTheScaleDependsOnTheNoise() {
    Network network = signed(40, 0.3);
    Drift drift = Drift.of(network);
    NoiseSimulation simulation = NoiseSimulation.linear(drift, SimulationSettings.of(drift).withTrials(3))
        .from(new Start.Rest());
    SampledCovariance plain = sampled(simulation, 1, new Seed(4));
    SampledCovariance tiny = sampled(simulation, 0x1p-200, new Seed(4));
    for (int i = 0; i < 40; i++) {
      // a root, a square and a product, on either side
      assertEquals(plain.get(i, i), tiny.get(i, i) * 0x1p200, 6 * Math.ulp(plain.get(i, i)));
    }
  }

  @Test
  void emptyAndSingleNetworksWork() {
    Drift none = Drift.of(Network.ofDense(new double[0][0], new double[0]));
    assertEquals(0,
        sampled(NoiseSimulation.linear(none, SimulationSettings.of(none)), 1, new Seed(1)).neurons());
    Drift silent = Drift.of(one(0));
    assertInstanceOf(SimulatedStationarity.Sampled.class,
        NoiseSimulation.linear(silent, SimulationSettings.of(silent)).run(1, new Seed(1)));
  }

  /** The dense product and the loop over synapses: sums of n terms in another order. */
  @Test
  void denseAndSparseProductsAgree() {
    int n = 65;
    Network network = signed(n, 1);
    Recurrence dense = Recurrence.of(network);
    assertInstanceOf(Recurrence.Dense.class, dense);
    double[][] x = new double[3][8 * n];
    for (int g = 0; g < 3; g++) {
      new Seed(g).stream("x").fillGaussian(x[g]);
    }
    double[][] a = new double[3][8 * n];
    double[][] b = new double[3][8 * n];
    dense.worker(3).multiply(x, a);
    new Recurrence.Sparse(network.rows()).worker(3).multiply(x, b);
    for (int g = 0; g < 3; g++) {
      // n terms, each less than 5/n · 5
      org.junit.jupiter.api.Assertions.assertArrayEquals(b[g], a[g], n * Math.ulp(25.0));
    }
    assertTrue(DenseAlgebra.best().name().length() > 0);
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    SimulationSettings good = SimulationSettings.of(Drift.of(one(1)));
    assertThrows(IllegalArgumentException.class, () -> good.withStep(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> good.withTrials(0));
    assertThrows(IllegalArgumentException.class, () -> good.withBurnIn(-1));
    assertThrows(IllegalArgumentException.class, () -> good.withStep(1e-9));
    assertThrows(IllegalArgumentException.class, () -> good.withBatches(1000));
    Drift drift = Drift.of(one(1));
    assertThrows(IllegalArgumentException.class,
        () -> NoiseSimulation.linear(drift, good).from(Start.given(1, 2)).run(1, new Seed(1)));
    assertThrows(IllegalArgumentException.class,
        () -> NoiseSimulation.linear(drift, good).run(0, new Seed(1)));
  }
}
