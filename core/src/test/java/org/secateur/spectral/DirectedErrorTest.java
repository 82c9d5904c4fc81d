package org.secateur.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.secateur.dynamics.Drift;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.LuOutcome;
import org.secateur.linalg.Matrix;
import org.secateur.linalg.Transpose;
import org.secateur.network.Network;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

class DirectedErrorTest {

  static IntStream sizes() {
    return IntStream.of(1, 2, 3, 10, 40);
  }

  /** Second route: all eigenvalues of KKᵀ, K formed from an inverse, by the other library. */
  @ParameterizedTest
  @MethodSource("sizes")
  void errorIsTheNormOfTheRelativeChange(int n) {
    for (long seed = 0; seed < 3; seed++) {
      Drift original = Drift.of(Families.directed(n, 0.2, seed));
      Drift pruned = Drift.of(Families.sampled(original.network(), 0.6, seed));
      DenseAlgebra ejml = DenseAlgebra.pureJava();
      Matrix change = pruned.restoringMatrix();
      change.addScaled(-1, original.restoringMatrix());
      Matrix inverse = ((LuOutcome.Factored) ejml.lu(original.restoringMatrix())).factor().inverse();
      Matrix k = ejml.multiply(change, inverse);
      double[] squares = ejml.symmetricEigenvalues(ejml.gram(Transpose.NO, k));
      double expected = Math.sqrt(Math.max(0, squares[n - 1]));
      Extreme found = largest(original, pruned);
      // The inverse is right to n u κ(A); row-dominant A with slack 0.2 has ‖A⁻¹‖∞ ≤ 5 and ‖A‖∞ below 2n · 3.
      double tolerance = 1e-9 * expected + 10 * n * Math.ulp(1.0) * (30.0 * n) * Math.max(1, expected);
      assertThat(found.value()).isCloseTo(expected, within(tolerance));
      assertThat(found.bound()).isGreaterThanOrEqualTo(found.value());
      noPatternIsWorse(original, pruned, found, tolerance);
    }
  }

  private static void noPatternIsWorse(Drift original, Drift pruned, Extreme found, double tolerance) {
    NoiseStream noise = new Seed(1).stream("probes");
    double[] x = new double[original.size()];
    for (int probe = 0; probe < 50; probe++) {
      noise.fillGaussian(x);
      assertThat(error(original, pruned, x)).isLessThanOrEqualTo(found.value() + tolerance);
    }
    assertThat(error(original, pruned, found.vector())).isCloseTo(found.value(), within(tolerance));
  }

  private static double error(Drift original, Drift pruned, double[] x) {
    double[] a = new double[x.length];
    double[] b = new double[x.length];
    original.restore(x, a);
    pruned.restore(x, b);
    Vectors.add(-1, a, b);
    return Vectors.norm(b) / Vectors.norm(a);
  }

  private static Extreme largest(Drift original, Drift pruned) {
    return ((DirectedError.Largest) DirectedError.of(original, pruned, new Seed(1))).error();
  }

  @Test
  void aNetworkAgainstItselfIsZeroAndScalingIsTheChange() {
    Network network = Families.directed(20, 0.2, 1);
    assertThat(largest(Drift.of(network), Drift.of(network)).value()).isZero();
    // 0.75 A − A = −A/4 exactly; A⁻¹ is right to n u κ
    assertThat(largest(Drift.of(network), Drift.of(Families.times(network, 0.75))).value()).isCloseTo(0.25,
        within(1e-10));
  }

  /** A directed ring without slack: rows sum to zero exactly, and so does the last pivot. */
  @Test
  void aSingularDriftIsAnOutcome() {
    Network ring = Families.dominant(new double[][]{{0, 1, 0}, {0, 0, 1}, {1, 0, 0}}, 0);
    assertThat(DirectedError.of(Drift.of(ring), Drift.of(ring), new Seed(1)))
        .isInstanceOf(DirectedError.Singular.class);
  }
}
