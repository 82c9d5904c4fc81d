package org.secateur.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.secateur.dynamics.Drift;
import org.secateur.network.Network;
import org.secateur.random.Seed;

class SparseSlowModesTest {
  private static final Effort EFFORT = new Effort(1e-6, 1e-3, 1e-10, 150, 1_000_000, 1e9, 1_000_000);

  static Stream<LargeFamilies.Pair> pairs() {
    return Stream.concat(LargeFamilies.pairs(), PencilTest.everyFamily().map(
        f -> new LargeFamilies.Pair(f.name(), f.network(), Families.sampled(f.network(), 0.6, 7))));
  }

  private static SlowModes sparse(Drift drift, int skip, int count, Solvers solvers) {
    return LargePair.of(drift, drift, solvers, EFFORT, new Seed(1), Steps.NONE).originalModes(skip, count);
  }

  /** dsyevd is right to n u ‖M‖; what converged, to its residual besides. */
  @ParameterizedTest
  @MethodSource("pairs")
  void ratesAreThoseOfTheDenseRoute(LargeFamilies.Pair pair) {
    for (Network network : List.of(pair.original(), pair.pruned())) {
      for (Solvers solvers : List.of(JacobiSolver.EXACTLY, new FactoringSolvers(1e9), DiagonalSolver::new)) {
        Drift drift = Drift.of(network);
        SlowModes truth = SlowModes.of(drift, 6, new Seed(1), Integer.MAX_VALUE);
        SlowModes found = sparse(drift, 0, 6, solvers);
        double rounding = 20 * drift.size() * Math.ulp(Math.max(1, DriftMatrix.scale(drift)));
        assertThat(found.size()).isEqualTo(truth.size());
        if (truth.size() > 0 && truth.re(0) > rounding) {
          // unstable: one growing mode is proof enough
          assertThat(found.re(0)).isGreaterThan(0).isLessThan(truth.re(0) + rounding);
          continue;
        }
        for (int k = 0; k < truth.size(); k++) {
          // Courant and Fischer: never slower than the true one
          assertThat(found.re(k)).isLessThan(truth.re(k) + rounding);
          if (found.converged()) {
            assertThat(found.re(k)).isCloseTo(truth.re(k), within(found.residual(k) + rounding));
          }
          residualIsRight(drift, found, k, rounding);
        }
        assertThat(found.converged()).isTrue();
      }
    }
  }

  private static void residualIsRight(Drift drift, SlowModes modes, int k, double rounding) {
    double[] v = modes.vector(k);
    double[] image = new double[v.length];
    drift.restore(v, image);
    Vectors.add(modes.re(k), v, image);
    assertThat(Vectors.norm(v)).isCloseTo(1, within(1e-12));
    assertThat(Vectors.norm(image)).isCloseTo(modes.residual(k), within(rounding));
  }

  /** A star's leaves share one rate n − 2 times: a single start sees it once, and the rest are found all the same. */
  @Test
  void repeatedRatesAreCounted() {
    int n = 200;
    double[][] w = new double[n][n];
    for (int i = 1; i < n; i++) {
      w[0][i] = w[i][0] = 1;
    }
    Drift star = Drift.of(Families.dominant(w, 0.1));
    SlowModes modes = sparse(star, 0, 5, JacobiSolver.EXACTLY);
    assertThat(modes.re(0)).isCloseTo(-0.1, within(1e-12));
    for (int k = 1; k < 5; k++) {
      assertThat(modes.re(k)).isCloseTo(-1.1, within(1e-6));
    }
    assertThat(modes.converged()).isTrue();
  }

  /** A thousand pieces without slack: their free modes are counted and cost nothing. */
  @Test
  void freeModesToSkipHaveNoVectors() {
    int n = 2000;
    int[] post = new int[n];
    int[] pre = new int[n];
    double[] weight = new double[n];
    double[] leak = new double[n];
    for (int i = 0; i < n; i++) {
      post[i] = i;
      pre[i] = i ^ 1;
      weight[i] = leak[i] = 1 + i / 2 % 7;
    }
    Drift pairs = Drift.of(Network.of(n, post, pre, weight, leak));
    SlowModes modes = sparse(pairs, 1000, 1003, JacobiSolver.EXACTLY);
    assertThat(modes.leading()).isEqualTo(1000);
    assertThat(modes.re(999)).isZero();
    for (int k = 1000; k < 1003; k++) {
      assertThat(modes.re(k)).isCloseTo(-2, within(1e-9)); // M of a pair of weight 1 is [1 −1; −1 1]
    }
    SlowModes few = sparse(pairs, 998, 1001, JacobiSolver.EXACTLY);
    assertThat(few.leading()).isEqualTo(998);
    assertThat(few.re(999)).isZero();
    assertThat(few.re(1000)).isCloseTo(-2, within(1e-9));
    assertThat(few.vector(998)).isNotEqualTo(few.vector(999));
  }

  /** More than half the leak gone: the growing mode is found without a solve, and its quotient is a proof. */
  @Test
  void growingModesAreFound() {
    Network hubs = LargeFamilies.originals().get(6).network();
    double[] leak = hubs.leaks();
    for (int i = 0; i < leak.length; i++) {
      leak[i] *= 0.4;
    }
    Drift drift = Drift.of(hubs.withLeak(leak));
    SlowModes truth = SlowModes.of(drift, 1, new Seed(1), Integer.MAX_VALUE);
    SlowModes found = sparse(drift, 0, 3, JacobiSolver.limited(0));
    assertThat(truth.re(0)).isPositive();
    assertThat(found.re(0)).isCloseTo(truth.re(0), within(found.residual(0) + 1e-10));
  }
}
