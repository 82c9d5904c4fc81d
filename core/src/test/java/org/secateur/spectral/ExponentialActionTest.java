package org.secateur.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.dynamics.Drift;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Matrix;
import org.secateur.network.Network;
import org.secateur.random.Seed;

class ExponentialActionTest {

  /** I_k(z) = Σ_j (z/2)^{2j+k} / (j! (j+k)!), all terms positive. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 1, 5, 20})
  void besselFunctionsOfTheSeries(double z) {
    double[] scaled = ExponentialAction.scaledBessel(z);
    double first = 1; // (z/2)^k / k!
    for (int k = 0; k < Math.min(8, scaled.length); k++) {
      double term = first;
      double sum = 0;
      for (int j = 0; j < 200; j++) {
        sum += term;
        term *= z * z / 4 / ((j + 1.0) * (j + 1 + k));
      }
      double expected = Math.exp(-z) * sum;
      assertThat(scaled[k]).isCloseTo(expected, within(1e-13 * expected + 1e-17)); // 200 terms, each right to u
      first *= z / 2 / (k + 1);
    }
  }

  @Test
  void noTimeIsTheIdentity() {
    assertThat(ExponentialAction.scaledBessel(0)).containsExactly(1);
  }

  /** e^{z cos θ} = I_0 + 2 Σ I_k cos kθ at θ = π/3, also where z is large: terms are positive at first and add up to 1. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-8, 0.1, 3, 40, 1e3, 1e6})
  void generatingFunction(double z) {
    double[] scaled = ExponentialAction.scaledBessel(z);
    double sum = scaled[0];
    for (int k = 1; k < scaled.length; k++) {
      sum += 2 * scaled[k] * Math.cos(k * Math.PI / 3);
    }
    // e^{−z} e^{z/2}; the sum of terms of 1 in all is right to their number times u
    assertThat(sum).isCloseTo(Math.exp(-z / 2), within(scaled.length * Math.ulp(1.0)));
  }

  /** Dense exponential by scaling and squaring, which is right to about n u t ‖A‖ relative to 1. */
  private static void agrees(Network network, double time) {
    Drift drift = Drift.of(network);
    int n = drift.size();
    double[] x = ModalComparison.randomUnit(n, new Seed(3));
    Matrix a = drift.restoringMatrix();
    a.scale(-time);
    double[] expected = DenseAlgebra.best().exponential(a).times(x);
    new ExponentialAction(drift).advance(time, x);
    double tolerance = 10 * n * Math.ulp(1.0) * Math.max(1, 2 * time * DriftMatrix.scale(drift));
    for (int i = 0; i < n; i++) {
      assertThat(x[i]).isCloseTo(expected[i], within(tolerance));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 0.1, 1, 30})
  void symmetric(double time) {
    for (Families.Named f : LargeFamilies.originals().subList(4, 8)) {
      agrees(f.network(), time);
    }
    agrees(Families.path(1, 0), time);
    agrees(Network.ofDense(new double[3][3], new double[3]), time);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 0.1, 1, 30})
  void directed(double time) {
    for (int seed = 0; seed < 3; seed++) {
      agrees(Families.directed(60, 0.1, seed), time);
    }
  }

  /** The errors of a pair, beside the two dense routes. */
  @Test
  void relaxationsOfAPair() {
    double[] times = {0.05, 0.1, 0.2, 0.5, 1, 2, 5};
    Network grid = LargeFamilies.originals().get(9).network();
    Drift original = Drift.of(grid);
    Drift pruned = Drift.of(Families.sampled(grid, 0.6, 1));
    double[] modal = ModalComparison.of(original, pruned).relaxationErrors(times, new Seed(4));
    double[] found = LargeRelaxation.of(original, pruned).errors(times, new Seed(4), Steps.NONE);
    for (int t = 0; t < times.length; t++) {
      // ‖exp(At)x‖ is at least the part of x on the slowest mode, e^{−0.05 · 5} / √300 of 1
      assertThat(found[t]).isCloseTo(modal[t], within(1e-10));
    }
    Drift directed = Drift.of(Families.directed(60, 0.1, 1));
    Drift other = Drift.of(Families.sampled(directed.network(), 0.6, 1));
    Propagation grid2 = Propagation.of(directed, other, 0.05, 7, new Seed(4));
    double[] doubling = grid2.time().stream().mapToDouble(Double::doubleValue).toArray();
    double[] followed = LargeRelaxation.of(directed, other).errors(doubling, new Seed(4), Steps.NONE);
    for (int t = 0; t < doubling.length; t++) {
      assertThat(followed[t]).isCloseTo(grid2.relaxationError().get(t), within(1e-10));
    }
  }
}
