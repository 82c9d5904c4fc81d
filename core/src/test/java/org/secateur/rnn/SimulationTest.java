package org.secateur.rnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.secateur.random.Seed;

class SimulationTest {
  static Stream<Arguments> networks() {
    return Stream.of(TransferFunction.values())
        .flatMap(phi -> Stream.of(1.0, 0.1).flatMap(alpha -> Stream.of(1, 2, 7, 40)
            .map(n -> Arguments.of(phi, alpha, n))));
  }

  /**
   * A drive sums n + 4 products of numbers below 1 in size whose absolute sum is below B = 0.9 R + 4, R the largest rate:
   * its rounding error is at most (n + 8) u B, u = 2⁻²⁴. φ is 1-Lipschitz (and itself good to 50 u), |W| has row sums of
   * 0.9, so an error e becomes at most (1 − α) e + α (0.9 e + δ) and never exceeds δ/0.1. The readout adds up n of them.
   */
  @ParameterizedTest
  @MethodSource("networks")
  void agreesWithTheObviousSimulation(TransferFunction phi, double alpha, int n) {
    RateNetwork network = RandomNetworks.of(n, phi, alpha, 0.9, 11);
    int count = 70; // more than a chunk
    Trials trials = RandomNetworks.trials(count, 25, 12);
    double largestRate = 4 / 0.1;
    double u = 0x1p-24;
    double delta = (n + 8) * u * (0.9 * largestRate + 4) + 50 * u * largestRate;
    double tolerance = n * (delta / 0.1 + 2 * n * u * largestRate) + u * (n + 1);
    Rollout.Completed run = assertInstanceOf(Rollout.Completed.class, Simulation.run(network, trials));
    float[] x = new float[3];
    for (int k : new int[]{0, 1, 63, 64, 69}) {
      SlowNetwork slow = new SlowNetwork(network);
      for (int t = 0; t < 25; t++) {
        trials.copyStep(t, k, 1, x);
        double[] y = slow.step(x);
        for (int o = 0; o < 2; o++) {
          assertEquals(y[o], run.output(t, k, o), tolerance);
        }
      }
    }
  }

  @Test
  void doesNotDependOnThreadsNorOnOtherTrials() throws Exception {
    RateNetwork network = RandomNetworks.of(33, TransferFunction.TANH, 0.3, 1.5, 5);
    Trials trials = RandomNetworks.trials(200, 10, 6);
    Noise noise = new Noise(Noise.Place.VOLTAGES, 0.1, new Seed(3));
    float[] all = ((Rollout.Completed) Simulation.run(network, trials, noise)).outputs();
    try (ForkJoinPool one = new ForkJoinPool(1)) {
      Rollout alone = one.submit(() -> Simulation.run(network, trials, noise)).get();
      assertArrayEquals(all, ((Rollout.Completed) alone).outputs());
    }
    Rollout.Completed fewer = (Rollout.Completed) Simulation.run(network, trials.slice(0, 128), noise);
    for (int t = 0; t < 10; t++) {
      assertEquals(all[(t * 200 + 127) * 2 + 1], fewer.output(t, 127, 1));
    }
  }

  /**
   * Without weights, voltages are v_t = (1 − α) v_{t−1} + σ ξ: the variance after t steps from 0 is
   * σ² (1 − (1 − α)^{2t})/(1 − (1 − α)²). Over 2000 trials and 20 units a sample variance has a relative standard error of
   * √(2/40000) = 0.7 %; five of them fail for about 6 seeds in ten million.
   */
  @Test
  void noiseOnVoltagesStaysInTheLeak() {
    double alpha = 0.25;
    double sigma = 0.4;
    RateNetwork network = RateNetwork.builder(20, 0, 0).transfer(TransferFunction.LINEAR).step(alpha).build();
    double[] sum = sums(network, Noise.Place.VOLTAGES, sigma);
    double keep = Math.pow(1 - alpha, 2);
    double expected = sigma * sigma * (1 - Math.pow(keep, 6)) / (1 - keep);
    assertEquals(expected, sum[5] / 40_000, 5 * Math.sqrt(2 / 40_000.0) * expected);
  }

  /** Noise on rates leaves no trace where there are no weights: the variance is σ² at every step. */
  @Test
  void noiseOnRatesIsForgotten() {
    RateNetwork network = RateNetwork.builder(20, 0, 0).transfer(TransferFunction.LINEAR).step(0.25).build();
    double[] sum = sums(network, Noise.Place.RATES, 0.4);
    for (int t = 0; t < 6; t++) {
      assertEquals(0.16, sum[t] / 40_000, 5 * Math.sqrt(2 / 40_000.0) * 0.16);
    }
  }

  private static double[] sums(RateNetwork network, Noise.Place place, double sigma) {
    Trials trials = Trials.silent(2000, 6, 0);
    double[][] sum = new double[Simulation.chunks(trials)][6];
    Simulation.run(network, trials, new Noise(place, sigma, new Seed(9)), c -> (t, voltages, rates) -> {
      for (float r : rates) {
        sum[c][t] += r * r;
      }
    });
    double[] total = new double[6];
    for (double[] s : sum) {
      for (int t = 0; t < 6; t++) {
        total[t] += s[t];
      }
    }
    return total;
  }

  /** Unit 1 doubles each step from trial 2's input of 1 at step 0: 2^40 is the first power beyond 10¹². */
  @Test
  void namesWhereItDiverges() {
    RateNetwork network = RateNetwork.builder(2, 1, 1).transfer(TransferFunction.LINEAR)
        .recurrent(new float[]{0, 0, 0, 2}).input(new float[]{0, 1}).build();
    float[] x = new float[3 * 60];
    x[2] = 1;
    Rollout run = Simulation.run(network, new Trials(3, 60, 1, x, new Targets.None()));
    assertEquals(new Rollout.Diverged(40, 2, 1, 0x1p40f), run);
  }

  @Test
  void refusesTrialsOfAnotherNetwork() {
    RateNetwork network = RandomNetworks.of(4, TransferFunction.TANH, 1, 1, 1);
    assertThrows(IllegalArgumentException.class, () -> Simulation.run(network, Trials.silent(1, 1, 2)));
  }
}
