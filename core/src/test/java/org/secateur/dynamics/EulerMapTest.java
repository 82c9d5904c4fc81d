package org.secateur.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.network.Network;
import org.secateur.random.GaussianLanes;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

class EulerMapTest {
  private static final double U = 0x1p-24;
  private static final Seed SEED = new Seed(12);
  private static final int FIRST = 5;

  /** Directed, signed, with self-connections; every row dominant with the same slack. */
  private static Network directed(int n, int degree, double slack) {
    NoiseStream random = new Seed(n + degree).stream("directed");
    double[][] w = new double[n][n];
    double[] leak = new double[n];
    for (int i = 0; i < n; i++) {
      for (int d = 0; d < degree; d++) {
        w[i][(int) (random.nextDouble() * n)] = random.nextGaussian();
      }
      leak[i] = slack + w[i][i];
      for (int j = 0; j < n; j++) {
        leak[i] += j == i ? 0 : Math.abs(w[i][j]);
      }
    }
    return Network.ofDense(w, leak);
  }

  record Case(String name, Drift drift, double step, EulerMap map) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case of(String name, Network network, int lanes, DenseAlgebra algebra) {
    Drift drift = Drift.of(network);
    double step = 0.5 / EulerStep.gershgorin(drift);
    RoundedDrift rounded = RoundedDrift.of(drift, step);
    return new Case(name, drift, step,
        lanes == 0 ? EulerMap.sparse(rounded) : EulerMap.dense(rounded, lanes, algebra));
  }

  static Stream<Case> cases() {
    return Stream.of(
        of("one neuron", Network.ofDense(new double[][]{{0}}, new double[]{1}), 0, DenseAlgebra.best()),
        of("a sparse network", directed(301, 4, 0.2), 0, DenseAlgebra.best()),
        of("a dense network, 8 lanes", directed(100, 100, 2), 8, DenseAlgebra.best()),
        of("a dense network, 16 lanes", directed(101, 300, 2), 16, DenseAlgebra.best()),
        of("a dense network, 32 lanes", directed(100, 100, 2), 32, DenseAlgebra.best()),
        of("a dense network in Java", directed(101, 300, 2), 16, DenseAlgebra.pureJava()));
  }

  /**
   * Against the same recursion in double precision under the same noise, for as long as the slowest rate's error needs to
   * build up several times. Every step adds at most what {@link EulerMap} says, and (2 Σ|p|) u max |x| for weights and
   * diagonal rounded; what was there shrinks by 1 − α, α = dt · slack. A thousandth covers terms in u² and the reference.
   */
  @ParameterizedTest
  @MethodSource("cases")
  void staysWithinTheRoundingBoundOfTheRecursion(Case c) {
    Drift drift = c.drift();
    int n = drift.size();
    LinearEnsemble ensemble = new LinearEnsemble(c.map(), SEED, FIRST);
    int lane = c.map().lanes() - 1;
    GaussianLanes noise = new GaussianLanes(List.of(SEED.child("trial", FIRST + lane)), "noise", 64);
    double[] x = new double[n];
    double[] slope = new double[n];
    new Seed(4).stream("start").fillGaussian(x);
    ensemble.place(lane, x, 0.25);
    for (int i = 0; i < n; i++) {
      x[i] = (float) (x[i] / 0.25);
    }
    double alpha = Double.POSITIVE_INFINITY;
    double row = 0;
    int longest = 0;
    for (int i = 0; i < n; i++) {
      alpha = Math.min(alpha, c.step() * drift.slack(i));
      row = Math.max(row, c.step() * (2 * drift.restoring(i) - drift.slack(i)));
      longest = Math.max(longest, drift.network().firstSynapse(i + 1) - drift.network().firstSynapse(i));
    }
    double largest = 0;
    double error = 0;
    for (int k = 0; k < 5 / alpha; k++) {
      for (double v : x) {
        largest = Math.max(largest, Math.abs(v));
      }
      drift.restore(x, slope);
      for (int i = 0; i < n; i++) {
        if (i % 128 == 0) {
          noise.draw(Math.min(64, n - i));
        }
        x[i] += (i % 128 < 64 ? noise.first() : noise.second())[i % 64] - c.step() * slope[i];
      }
      ensemble.step();
      for (int i = 0; i < n; i++) {
        error = Math.max(error, Math.abs(ensemble.state()[c.map().lanes() * i + lane] - x[i]));
      }
    }
    double everyStep = ((longest + 4) * row + 3) * U * largest;
    assertTrue(error <= 1.001 * everyStep / alpha, error + " against " + everyStep / alpha);
    assertTrue(error > 0, "nothing was rounded");
  }

  /** Slack is kept to 48 bits of the diagonal and the roundings of sums in double precision, weights to u of themselves. */
  @Test
  void roundingKeepsEverySlack() {
    for (Network network : new Network[]{directed(60, 7, 1e-9), directed(40, 200, 0)}) {
      Drift drift = Drift.of(network);
      double step = 0.3 / EulerStep.gershgorin(drift);
      RoundedDrift rounded = RoundedDrift.of(drift, step);
      int at = 0;
      for (int i = 0; i < drift.size(); i++) {
        double slack = (double) rounded.decay[i] + rounded.rest[i];
        for (int k = network.firstSynapse(i); k < network.firstSynapse(i + 1); k++) {
          if (network.pre(k) != i) {
            assertEquals(network.pre(k), rounded.rows.column[at]);
            double exact = step * network.weight(k);
            assertEquals(exact, rounded.rows.value[at], U * Math.abs(exact));
            slack -= Math.abs(rounded.rows.value[at++]);
          }
        }
        assertEquals(at, rounded.rows.rowStart[i + 1]);
        double d = step * drift.restoring(i);
        int degree = network.firstSynapse(i + 1) - network.firstSynapse(i);
        assertEquals(step * (drift.restoring(i) - input(network, i)), slack,
            2 * U * U * d + 4 * (degree + 2) * Math.ulp(d));
      }
    }
  }

  private static double input(Network network, int i) {
    return network.absoluteInput()[i];
  }

  /** What a network goes through depends on how many of its entries there are, and how many trials. */
  @Test
  void densityChoosesTheProduct() {
    Drift sparse = Drift.of(directed(200, 10, 1));
    Drift dense = Drift.of(directed(200, 200, 1));
    assertTrue(!EulerMap.of(sparse, 0.01, 16).isDense());
    assertEquals(8, EulerMap.of(sparse, 0.01, 16).lanes());
    assertTrue(EulerMap.of(dense, 0.01, 16).isDense());
    assertEquals(8, EulerMap.of(dense, 0.01, 3).lanes());
    assertEquals(16, EulerMap.of(dense, 0.01, 16).lanes());
    assertEquals(32, EulerMap.of(dense, 0.01, 64).lanes());
  }
}
