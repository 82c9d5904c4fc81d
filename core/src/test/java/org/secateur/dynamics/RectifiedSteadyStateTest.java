package org.secateur.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.LuOutcome;
import org.secateur.linalg.Matrix;
import org.secateur.network.Network;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

class RectifiedSteadyStateTest {
  static List<Families.Named> small() {
    return Families.symmetric(1, 2, 3, 10);
  }

  static List<Families.Named> all() {
    return Families.symmetric(2, 3, 10, 40);
  }

  private static double[] input(int n, long seed) {
    double[] b = new double[n];
    new Seed(seed).stream("input").fillGaussian(b);
    return b;
  }

  private static RectifiedSteadyState.Steady steady(Network network, double[] input) {
    return assertInstanceOf(RectifiedSteadyState.Steady.class,
        RectifiedSteadyState.of(Drift.of(network), input));
  }

  /** Tries every set of active neurons; there is exactly one that fits, up to ties. */
  private static double[] enumerated(Matrix m, double[] b) {
    int n = b.length;
    for (int set = 0; set < 1 << n; set++) {
      Matrix a = Matrix.identity(n);
      double[] right = new double[n];
      for (int i = 0; i < n; i++) {
        if ((set >> i & 1) == 1) {
          right[i] = b[i];
          for (int j = 0; j < n; j++) {
            a.set(i, j, (set >> j & 1) == 1 ? m.get(i, j) : 0);
          }
        }
      }
      if (!(DenseAlgebra.pureJava().lu(a) instanceof LuOutcome.Factored(var lu))) {
        continue;
      }
      double[] x = lu.solve(Matrix.fromColumnMajor(n, 1, right)).column(0);
      double[] y = m.times(x);
      boolean fits = true;
      for (int i = 0; i < n; i++) {
        fits &= x[i] >= 0 && ((set >> i & 1) == 1 || y[i] >= b[i]);
      }
      if (fits) {
        return x;
      }
    }
    throw new AssertionError("no set of active neurons fits");
  }

  /** Row-dominant with slack 0.3 or 1e-4: ‖M⁻¹‖∞ ≤ 1e4; both routes solve to n·ulp of M, below 20. */
  @ParameterizedTest
  @MethodSource("small")
  void isWhatEnumerationFinds(Families.Named named) {
    Network network = named.network();
    int n = network.neurons();
    for (long seed = 1; seed <= 3; seed++) {
      double[] b = input(n, seed);
      double[] kept = b.clone();
      RectifiedSteadyState.Steady found = steady(network, b);
      assertEquals(RectifiedSteadyState.Method.BLOCK_PIVOTING, found.method());
      double[] expected = enumerated(Families.restoring(network), b);
      double size = Norms.largest(expected);
      for (int i = 0; i < n; i++) {
        assertEquals(expected[i], found.rate(i), 1e4 * 20 * n * Math.ulp(Math.max(1, size)));
      }
      assertTrue(found.residual() <= 1e-10, "residual " + found.residual());
      org.junit.jupiter.api.Assertions.assertArrayEquals(kept, b);
    }
  }

  /** Directed and strictly row-dominant: sweeps contract by 1 − slack/M_ii and stop at 1e-12. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void directedNetworksAreSweptToTheSame(int n) {
    for (long seed = 1; seed <= 3; seed++) {
      NoiseStream random = new Seed(seed).stream("directed");
      double[][] w = new double[n][n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          w[i][j] = i == j ? 0 : random.nextGaussian();
        }
      }
      Network network = Families.dominant(w, 0.3);
      double[] b = input(n, seed);
      RectifiedSteadyState.Steady found = steady(network, b);
      double[] expected = enumerated(Families.restoring(network), b);
      for (int i = 0; i < n; i++) {
        // ‖M⁻¹‖∞ ≤ 1/0.3; residual below 1e-11 of an input below 4
        assertEquals(expected[i], found.rate(i), 1e-11 * 4 / 0.3);
      }
    }
  }

  /** The theorem: |x′ − x|_M ≤ ε/(1 − ε) |x|_M, whatever neurons fall silent or wake up. */
  @ParameterizedTest
  @MethodSource("all")
  void theBoundHoldsEvenIfOtherNeuronsAreActive(Families.Named named) {
    Network network = named.network();
    Drift drift = Drift.of(network);
    for (long seed = 1; seed <= 3; seed++) {
      Network pruned = Families.thinned(network, new Seed(seed));
      double epsilon = Math.max(0, Families.epsilon(network, pruned));
      double[] b = input(network.neurons(), seed);
      b[0] = Math.abs(b[0]); // one neuron at least is driven
      RectifiedComparison c = RectifiedComparison.of(drift, steady(network, b), steady(pruned, b), epsilon);
      assertTrue(c.withinBound(), c.toString());
      assertTrue(c.jaccard() >= 0 && c.jaccard() <= 1);
      assertEquals(epsilon < 1, c.bound().isPresent());
    }
  }

  /** A path with its ends silent, by hand: M = [[2, −1], [−1, 2]], b = (3, 0): x = (2, 1). */
  @Test
  void comparesByHand() {
    Network network = Network.ofDense(new double[][]{{0, 1}, {1, 0}}, new double[]{2, 2});
    Network cut = Network.ofDense(new double[2][2], new double[]{1, 1});
    RectifiedSteadyState.Steady x = steady(network, new double[]{3, 0});
    RectifiedSteadyState.Steady y = steady(cut, new double[]{3, 0});
    assertEquals(2, x.rate(0), 1e-15 * 10);
    assertEquals(1, x.rate(1), 1e-15 * 10);
    RectifiedComparison c = RectifiedComparison.of(Drift.of(network), x, y, 0.5);
    // change (1, −1): energy 2 + 2 + 2 = 6, of 2·4 + 2·1 − 2·2 = 6
    assertEquals(1, c.energyError(), 1e-14);
    assertEquals(1, c.bound().orElseThrow(), 1e-15);
    assertEquals(Math.sqrt(2.0 / 5), c.relativeError(), 1e-14);
    assertEquals(0.5, c.jaccard());
    assertEquals(2, c.active());
    assertEquals(1, c.prunedActive());
  }

  @Test
  void silenceIsASteadyState() {
    Network network = Network.ofDense(new double[][]{{0, 1}, {1, 0}}, new double[]{2, 2});
    RectifiedSteadyState.Steady x = steady(network, new double[]{-1, 0});
    assertEquals(0, x.active());
    assertEquals(0, x.residual());
    assertEquals(1, RectifiedComparison.of(Drift.of(network), x, x, 0).jaccard());
    assertThrows(IllegalArgumentException.class, () -> RectifiedComparison.of(Drift.of(network), x,
        steady(network, new double[]{1, 0}), 0));
  }

  /** Two neurons that excite each other more than they leak: no x ≥ 0 has M x ≥ b > 0. */
  @Test
  void runawayActivityIsAFinding() {
    Network network = Network.ofDense(new double[][]{{0, 2}, {2, 0}}, new double[]{1, 1});
    RectifiedSteadyState outcome = RectifiedSteadyState.of(Drift.of(network), new double[]{1, 1});
    assertEquals(RectifiedSteadyState.Reason.GROWING,
        assertInstanceOf(RectifiedSteadyState.NoSteadyState.class, outcome).reason());
    Network loose = Network.ofDense(new double[][]{{1}}, new double[]{1});
    assertEquals(new RectifiedSteadyState.NoSteadyState(RectifiedSteadyState.Reason.NO_RESTORING_FORCE, 0),
        RectifiedSteadyState.of(Drift.of(loose), new double[]{1}));
  }

  /** Mutual inhibition beyond the leak: M is indefinite, sweeps find one of the winners. */
  @Test
  void oneOfSeveralSteadyStatesIsFoundBySweeps() {
    Network network = Network.ofDense(new double[][]{{0, -2}, {-2, 0}}, new double[]{1, 1});
    RectifiedSteadyState.Steady x = steady(network, new double[]{1, 0.5});
    assertEquals(RectifiedSteadyState.Method.GAUSS_SEIDEL, x.method());
    assertEquals(1, x.rate(0));
    assertEquals(0, x.rate(1));
  }

  /** The dynamics themselves come to rest there. */
  @Test
  void rectifiedDynamicsSettleThere() {
    Network network = Families.symmetric(10).getFirst().network();
    double[] b = input(10, 3);
    RectifiedSteadyState.Steady x = steady(network, b);
    Drift drift = Drift.of(network);
    // Slack 0.3: after 100 s what is left of the start is e⁻³⁰; with tiny noise the mean is the steady state.
    PairedTrajectories same = PairedSimulation.of(drift, drift, Activation.RELU).withInput(b)
        .withNoiseVariance(0)
        .from(Start.given(x.rates())).at(1, 10).run(new Seed(1));
    assertEquals(0, same.points().getLast().relativeError());
    double[] rates = settled(network, b);
    org.junit.jupiter.api.Assertions.assertArrayEquals(x.rates(), rates, 1e-10);
  }

  private static double[] settled(Network network, double[] b) {
    Ensemble one = new Ensemble(network, Recurrence.of(network), Activation.RELU, 0.05, b, 1);
    for (int k = 0; k < 4000; k++) {
      Ensemble.step(new NoiseBlock[]{new NoiseBlock(new Seed(1), 0)}, 0, Ensemble.scratch(), one);
    }
    double[] rates = new double[network.neurons()];
    org.secateur.kernel.BlockKernel.gather(one.x[0], 0, rates);
    return rates;
  }
}
