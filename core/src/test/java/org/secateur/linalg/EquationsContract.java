package org.secateur.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.secateur.linalg.Families.bound;
import static org.secateur.linalg.Families.difference;
import static org.secateur.linalg.Families.naiveProduct;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.linalg.Families.Named;

/** The Lyapunov equation and the exponential, which every implementation composes from its factorisations. */
abstract class EquationsContract extends DenseAlgebraContract {

  /** Schur forms and Newton steps are stable up to κ(A), which each inverse may cost. */
  @ParameterizedTest
  @MethodSource("org.secateur.linalg.Families#stable")
  void theLyapunovEquationHolds(Named m) {
    Matrix a = m.a();
    int n = m.n();
    Matrix q = Families.randomPositiveDefinite(n);
    LyapunovOutcome outcome = algebra().lyapunov(a, q);
    Matrix c = solved(outcome);
    Matrix residual = q.copy();
    residual.addScaled(1, naiveProduct(a, c));
    residual.addScaled(1, naiveProduct(c, a.transpose()));
    double condition = n == 0 ? 1 : a.frobeniusNorm() * luFactor(a).inverse().frobeniusNorm();
    assertThat(c.isSymmetric()).isTrue();
    assertThat(residual.frobeniusNorm()).isLessThanOrEqualTo(
        bound(n) * condition * (2 * a.frobeniusNorm() * c.frobeniusNorm() + q.frobeniusNorm()));
    assertThat(outcome.abscissa()).isNegative();
  }

  /** The oracle: n² linear equations (I ⊗ A + A ⊗ I) vec C = −vec Q. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10})
  void theLyapunovEquationAsALinearSystem(int n) {
    for (Matrix a : new Matrix[]{Families.randomStable(n), Families.rotations(n), Families.leaky(n)}) {
      Matrix q = Families.randomPositiveDefinite(n);
      Matrix system = Matrix.zeros(n * n, n * n);
      for (int j = 0; j < n; j++) {
        for (int i = 0; i < n; i++) {
          for (int k = 0; k < n; k++) {
            system.add(i + j * n, k + j * n, a.get(i, k));
            system.add(i + j * n, i + k * n, a.get(j, k));
          }
        }
      }
      Lu lu = luFactor(system);
      Matrix expected = Matrix.fromColumnMajor(n, n, lu.solve(Families.minus(q).toColumnMajor()));
      // The condition of the system is the condition of the equation.
      double condition = system.frobeniusNorm() * lu.inverse().frobeniusNorm();
      assertThat(difference(solved(algebra().lyapunov(a, q)), expected).frobeniusNorm())
          .isLessThanOrEqualTo(bound(n * n) * condition * expected.frobeniusNorm());
    }
  }

  /** C is linear in Q. At 2⁹⁷⁰ the triangular solver must scale to keep its intermediate sums from overflowing. */
  @ParameterizedTest
  @ValueSource(ints = {-970, -300, 300, 970})
  void hugeAndTinyNoiseScaleTheSolution(int exponent) {
    Matrix a = Families.leaky(10);
    Matrix q = Families.randomPositiveDefinite(10);
    Matrix expected = solved(algebra().lyapunov(a, q));
    q.scale(Math.scalb(1.0, exponent));
    Matrix c = solved(algebra().lyapunov(a, q));
    c.scale(Math.scalb(1.0, -exponent));
    // ‖A‖‖H‖ with H the solution for Q = I is the condition of the equation: below 10 · 500 for a leak of 10⁻³.
    assertThat(difference(c, expected).frobeniusNorm())
        .isLessThan(bound(10) * 5000 * expected.frobeniusNorm());
  }

  /** For a symmetric A and Q = I: C = −A⁻¹ / 2. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 40})
  void aSymmetricDriftUnderWhiteNoise(int n) {
    Matrix a = Families.secondDifference(n);
    Matrix expected = factor(a).inverse();
    expected.scale(0.5);
    Matrix c = solved(algebra().lyapunov(Families.minus(a), Matrix.identity(n)));
    double condition = (n + 1.0) * (n + 1);
    assertThat(difference(c, expected).frobeniusNorm())
        .isLessThan(bound(n) * condition * expected.frobeniusNorm());
  }

  /** [−1 2; 0 −3] with Q = I, by hand: c22 = 1/6, 4 c12 = 2 c22, 2 c11 = 1 + 4 c12. */
  @Test
  void aTwoByTwoLyapunovEquationByHand() {
    Matrix a = Matrix.fromRowMajor(new double[]{-1, 2}, new double[]{0, -3});
    Matrix c = solved(algebra().lyapunov(a, Matrix.identity(2)));
    double[] expected = {2.0 / 3, 1.0 / 12, 1.0 / 12, 1.0 / 6};
    assertThat(c.toRowMajor()).containsExactly(expected, within(100 * Math.ulp(1.0)));
  }

  /** A shift of 2 makes the drifts [1 2; 0 −1] and diag(1, −3) stable: the solution above, and 1/2 and 1/10. */
  @Test
  void aShiftMovesTheSpectrum() {
    Matrix shear = Matrix.fromRowMajor(new double[]{1, 2}, new double[]{0, -1});
    LyapunovOutcome outcome = algebra().lyapunov(shear, Matrix.identity(2), abscissa -> 2 * abscissa);
    assertThat(outcome.abscissa()).isEqualTo(1, within(100 * Math.ulp(1.0)));
    double[] expected = {2.0 / 3, 1.0 / 12, 1.0 / 12, 1.0 / 6};
    assertThat(solved(outcome).toRowMajor()).containsExactly(expected, within(200 * Math.ulp(1.0)));
    Matrix c = solved(algebra().lyapunov(Matrix.diagonal(1, -3), Matrix.identity(2), abscissa -> 2));
    assertThat(c.toRowMajor()).containsExactly(new double[]{0.5, 0, 0, 0.1}, within(10 * Math.ulp(1.0)));
    assertThat(algebra().lyapunov(shear, Matrix.identity(2), abscissa -> abscissa / 2))
        .isInstanceOf(LyapunovOutcome.Unstable.class);
  }

  @Test
  void anUnstableDriftIsAFinding() {
    Matrix q = Matrix.identity(2);
    assertThat(algebra().lyapunov(Matrix.diagonal(-1, 2), q)).isEqualTo(new LyapunovOutcome.Unstable(2));
    assertThat(algebra().lyapunov(Matrix.diagonal(-1, 0), q)).isEqualTo(new LyapunovOutcome.Unstable(0));
    Matrix shear = Matrix.fromRowMajor(new double[]{-1, 7}, new double[]{0, 0.5});
    LyapunovOutcome outcome = algebra().lyapunov(shear, q);
    assertThat(outcome).isInstanceOf(LyapunovOutcome.Unstable.class);
    // A 2×2 eigenvalue's condition is √(1 + (7 / gap)²), below 5 for the gap 1.5.
    assertThat(outcome.abscissa()).isEqualTo(0.5, within(bound(2) * 5 * shear.frobeniusNorm()));
  }

  @Test
  void theEmptyEquationIsSolved() {
    LyapunovOutcome outcome = algebra().lyapunov(Matrix.zeros(0, 0), Matrix.zeros(0, 0));
    assertThat(solved(outcome).rows()).isZero();
    assertThat(outcome.abscissa()).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  /** exp [0 −θ; θ 0] turns by θ; its condition number is about 1 + θ. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-9, 0.1, 1, 5, 6, 30, 1000})
  void theExponentialOfARotation(double theta) {
    Matrix a = Matrix.fromRowMajor(new double[]{0, -theta}, new double[]{theta, 0});
    double[] expected = {Math.cos(theta), -Math.sin(theta), Math.sin(theta), Math.cos(theta)};
    assertThat(algebra().exponential(a).toRowMajor()).containsExactly(expected,
        within(bound(2) * (1 + theta)));
  }

  /** exp of a shift by one: 1/k! on the k-th diagonal; at norm 1 the condition is below e. */
  @Test
  void theExponentialOfAShift() {
    int n = 10;
    Matrix a = Matrix.zeros(n, n);
    for (int i = 0; i + 1 < n; i++) {
      a.set(i, i + 1, 1);
    }
    Matrix e = algebra().exponential(a);
    for (int i = 0; i < n; i++) {
      double factorial = 1;
      for (int j = i; j < n; j++) {
        factorial *= Math.max(1, j - i);
        assertThat(e.get(i, j)).isEqualTo(1 / factorial, within(bound(n) * Math.E));
      }
    }
  }

  /** Squaring k times doubles the error k times, so that the bound has the factor ‖A‖; each product adds its norms. */
  @ParameterizedTest
  @MethodSource("org.secateur.linalg.Families#stable")
  void theExponentialOfMinusAIsTheInverse(Named m) {
    Matrix e = algebra().exponential(m.a());
    Matrix inverse = algebra().exponential(Families.minus(m.a()));
    double norms = e.frobeniusNorm() * inverse.frobeniusNorm() * Math.max(1, m.a().oneNorm());
    assertThat(departureFromIdentity(naiveProduct(e, inverse))).isLessThanOrEqualTo(bound(m.n()) * norms);
  }
}
