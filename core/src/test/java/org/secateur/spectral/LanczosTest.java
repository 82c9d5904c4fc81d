package org.secateur.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.secateur.dynamics.Drift;
import org.secateur.network.Network;
import org.secateur.random.Seed;

class LanczosTest {

  /**
   * Second route: tridiagonal reduction by another library. A residual r leaves an error of at most r, and the
   * reduction one of n u ‖M‖.
   */
  @ParameterizedTest
  @MethodSource("org.secateur.spectral.Families#held")
  void extremesAgreeWithAllEigenvalues(Families.Named family) {
    Drift drift = family.drift();
    int n = drift.size();
    double[] all = Families.eigenvalues(drift);
    Extremes ends = new Lanczos(new Seed(3)).extremes(operator(drift), List.of(), 3, 3);
    assertThat(ends.converged()).isTrue();
    assertThat(ends.lowest().size()).isEqualTo(Math.min(3, n));
    double rounding = 8 * n * Math.ulp(all[n - 1]);
    for (int k = 0; k < ends.lowest().size(); k++) {
      assertThat(ends.lowest().value(k)).isCloseTo(all[k], within(rounding + ends.lowest().residual(k)));
      int high = n - ends.highest().size() + k;
      assertThat(ends.highest().value(k)).isCloseTo(all[high], within(rounding + ends.highest().residual(k)));
    }
  }

  /** A full graph has one eigenvalue n − 1 times: one starting vector sees it once, and all must be found. */
  @Test
  void repeatedEigenvaluesAreCounted() {
    int n = 30;
    double[][] w = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        w[i][j] = i == j ? 0 : 1;
      }
    }
    Extremes ends = new Lanczos(new Seed(1)).extremes(operator(Drift.of(Families.dominant(w, 1))), List.of(),
        4, 5);
    // M = (n + 1) I − J: 1 once, n + 1 otherwise
    assertThat(ends.lowest().value(0)).isCloseTo(1, within(n * Math.ulp((double) n)));
    for (int k = 1; k < 4; k++) {
      assertThat(ends.lowest().value(k)).isCloseTo(n + 1, within(n * Math.ulp((double) n)));
    }
    for (int k = 0; k < 5; k++) {
      assertThat(ends.highest().value(k)).isCloseTo(n + 1, within(n * Math.ulp((double) n)));
    }
  }

  /** Two equal blocks: every eigenvalue twice, and the second copy lies in the middle of the others. */
  @Test
  void copiesHiddenBetweenOtherEigenvaluesAreFound() {
    double[][] w = new double[20][20];
    for (int i = 0; i < 20; i++) {
      if (i % 10 < 9) {
        w[i][i + 1] = w[i + 1][i] = 1;
      }
    }
    Drift drift = Drift.of(Families.dominant(w, 0.5));
    double[] all = Families.eigenvalues(drift);
    Extremes ends = new Lanczos(new Seed(1)).extremes(operator(drift), List.of(), 6, 6);
    for (int k = 0; k < 6; k++) {
      assertThat(ends.lowest().value(k)).isCloseTo(all[k], within(1e-9));
      assertThat(ends.highest().value(k)).isCloseTo(all[14 + k], within(1e-9));
    }
  }

  @Test
  void deflatedDirectionsAreLeftOut() {
    Drift drift = Drift.of(Families.path(30, 0));
    List<double[]> free = FreeModes.of(drift).basis();
    Extremes ends = new Lanczos(new Seed(1)).extremes(operator(drift), free, 1, 0);
    // Path Laplacian: 2 − 2 cos(πk/n); residual r leaves an error of at most r
    assertThat(ends.lowest().value(0)).isCloseTo(2 - 2 * Math.cos(Math.PI / 30), within(1e-10));
  }

  /** Ritz values lie inside the spectrum: stopped early, the iteration says so and errs inwards only. */
  @Test
  void anUnfinishedIterationSaysSo() {
    Drift drift = Drift.of(Families.path(200, 0.1));
    Extremes ends = new Lanczos(1e-10, 6, new Seed(1)).extremes(operator(drift), List.of(), 1, 1);
    double[] all = Families.eigenvalues(drift);
    assertThat(ends.converged()).isFalse();
    assertThat(ends.lowest().value(0)).isGreaterThan(all[0]).isCloseTo(all[0], within(1.0));
    assertThat(ends.highest().value(0)).isLessThan(all[199]);
  }

  @Test
  void aSeedFixesEveryBit() {
    Network network = Families.sampled(Families.path(60, 0.1), 0.9, 1);
    double[] first = new Lanczos(new Seed(5)).extremes(operator(Drift.of(network)), List.of(), 1, 1).lowest()
        .vector(0);
    double[] second = new Lanczos(new Seed(5)).extremes(operator(Drift.of(network)), List.of(), 1, 1).lowest()
        .vector(0);
    assertThat(first).isEqualTo(second);
  }

  static SymmetricOperator operator(Drift drift) {
    return new SymmetricOperator() {
      @Override
      public int size() {
        return drift.size();
      }

      @Override
      public void apply(double[] x, double[] y) {
        drift.restore(x, y);
      }
    };
  }
}
