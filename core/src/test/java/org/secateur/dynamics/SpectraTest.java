package org.secateur.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Matrix;
import org.secateur.network.Network;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/** Spectral radii by the fast routes against all eigenvalues. */
class SpectraTest {
  /** Symmetric networks: a mean that stands out, none, ±λ in pairs, one that the start might miss, and nothing. */
  static Stream<Arguments> symmetric() {
    return Stream.of(Arguments.of("mean 1", random(60, 1)), Arguments.of("mean −1", random(60, -1)),
        Arguments.of("mean 0, crowded", random(60, 0)), Arguments.of("bipartite", bipartite(20)),
        Arguments.of("one neuron", new double[1][1]), Arguments.of("nothing", new double[5][5]),
        Arguments.of("two", new double[][]{{0, -2}, {-2, 0}}));
  }

  private static double[][] random(int n, double mean) {
    NoiseStream s = new Seed(3).stream("spectra");
    double[][] w = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        w[i][j] = w[j][i] = mean + s.nextGaussian();
      }
    }
    return w;
  }

  private static double[][] bipartite(int half) {
    NoiseStream s = new Seed(4).stream("spectra");
    double[][] w = new double[2 * half][2 * half];
    for (int i = 0; i < half; i++) {
      for (int j = half; j < 2 * half; j++) {
        w[i][j] = w[j][i] = s.nextGaussian();
      }
    }
    return w;
  }

  /** The power method stops at a change of 1e-13 a step; with the 300 steps it is given it is off by some hundred times that. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("symmetric")
  void theRadiusIsThatOfAllEigenvalues(String name, double[][] w) {
    Matrix dense = Matrix.zeros(w.length, w.length);
    for (int i = 0; i < w.length; i++) {
      for (int j = 0; j < w.length; j++) {
        dense.set(i, j, w[i][j]);
      }
    }
    double expected = DenseAlgebra.best().eigenvalues(dense).radius();
    assertThat(Spectra.radius(Network.ofDense(w, new double[w.length]))).isCloseTo(expected,
        within(1e-10 * expected));
  }

  @Test
  void noNeuronsHaveNoRadius() {
    assertThat(Spectra.radius(Network.ofDense(new double[0][0], new double[0]))).isZero();
  }
}
