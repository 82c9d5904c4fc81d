package org.secateur.linalg;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Three ways to solve B C + C Bᵀ + Q = 0 with B = A − s I, the shift s a function of the spectral abscissa of A. */
final class Lyapunov {
  /** Newton's iteration for the sign function squares its error; this many halvings of the distance never happen. */
  private static final int MAX_ITERATIONS = 100;

  private Lyapunov() {
  }

  /** For a symmetric A = V Λ Vᵀ: C = V Y Vᵀ with y_ij = −(Vᵀ Q V)_ij / (λ_i + λ_j − 2s). */
  static LyapunovOutcome bySpectrum(DenseAlgebra algebra, Matrix a, Matrix q, DoubleUnaryOperator shift) {
    SymmetricEigen eigen = algebra.symmetricEigen(a);
    int n = a.rows();
    double abscissa = n == 0 ? Double.NEGATIVE_INFINITY : eigen.value(n - 1);
    double moved = shift.applyAsDouble(abscissa);
    if (!(abscissa - moved < 0)) {
      return new LyapunovOutcome.Unstable(abscissa);
    }
    double[] lambda = eigen.values();
    Arrays.setAll(lambda, k -> lambda[k] - moved);
    Matrix y = congruence(algebra, Transpose.YES, eigen.vectors(), full(q));
    double[] column = new double[n];
    for (int j = 0; j < n; j++) {
      y.copyColumn(j, column);
      for (int i = 0; i < n; i++) {
        column[i] = -column[i] / (lambda[i] + lambda[j]);
      }
      y.setColumn(j, column);
    }
    return solved(congruence(algebra, Transpose.NO, eigen.vectors(), y), abscissa);
  }

  /** For A = Z T Zᵀ: C = Z Y Zᵀ with (T − s) Y + Y (T − s)ᵀ = −Zᵀ Q Z (Bartels and Stewart 1972). */
  static LyapunovOutcome bySchurForm(OpenBlas algebra, Matrix a, Matrix q, DoubleUnaryOperator shift) {
    RealSchur schur = algebra.schur(a);
    double abscissa = schur.spectrum().abscissa();
    double moved = shift.applyAsDouble(abscissa);
    if (!(abscissa - moved < 0)) {
      return new LyapunovOutcome.Unstable(abscissa);
    }
    Matrix t = schur.t();
    t.addToDiagonal(-moved); // Z brings A − s I to T − s I
    Matrix y = congruence(algebra, Transpose.YES, schur.z(), full(q));
    double scale = algebra.solveTriangularLyapunov(t, y);
    Matrix c = congruence(algebra, Transpose.NO, schur.z(), y);
    c.scale(-1 / scale);
    return solved(c, abscissa);
  }

  /**
   * By sign [B Q; 0 −Bᵀ] = [−I 2C; 0 I], with nothing but inverses and products: B ← (cB + B⁻¹/c)/2 and
   * Q ← (cQ + B⁻¹QB⁻ᵀ/c)/2, where c² = ‖B⁻¹‖/‖B‖ shortens the way (Roberts 1980; Byers, Linear Algebra and its
   * Applications 1987).
   */
  static LyapunovOutcome bySignFunction(DenseAlgebra algebra, Matrix a, Matrix q, DoubleUnaryOperator shift) {
    double abscissa = algebra.eigenvalues(a).abscissa();
    double moved = shift.applyAsDouble(abscissa);
    if (!(abscissa - moved < 0)) {
      return new LyapunovOutcome.Unstable(abscissa);
    }
    int n = a.rows();
    Matrix x = a.copy();
    x.addToDiagonal(-moved);
    Matrix y = full(q);
    double distance = Double.POSITIVE_INFINITY;
    for (int k = 0; k < MAX_ITERATIONS && distance > 0; k++) {
      Matrix inverse = switch (algebra.lu(x)) {
        case LuOutcome.Factored(Lu factor) -> factor.inverse();
        case LuOutcome.Singular(int pivot) ->
          throw new ArithmeticException("the drift is singular to working precision, at pivot " + pivot);
      };
      // Near the end the scaling would only bring rounding errors in.
      double c = distance < 0.1 ? 1 : Math.sqrt(inverse.frobeniusNorm() / x.frobeniusNorm());
      Matrix correction = congruence(algebra, Transpose.NO, inverse, y);
      y.scale(c / 2);
      y.addScaled(1 / (2 * c), correction);
      x.scale(c / 2);
      x.addScaled(1 / (2 * c), inverse);
      double previous = distance;
      distance = distanceToMinusIdentity(x);
      // The error is squared at every step until rounding stops it, and then no longer falls.
      if (distance < 1e-4 && distance >= previous / 2) {
        break;
      }
    }
    if (!(distance < 1e-4 * Math.max(1, n))) {
      throw new ArithmeticException("the sign iteration did not converge: distance " + distance);
    }
    y.scale(0.5);
    return solved(y, abscissa);
  }

  private static double distanceToMinusIdentity(Matrix x) {
    Matrix difference = x.copy();
    difference.addToDiagonal(1);
    return difference.frobeniusNorm();
  }

  /** op(Z) M op(Z)ᵀ. */
  private static Matrix congruence(DenseAlgebra algebra, Transpose op, Matrix z, Matrix m) {
    Transpose opposite = op == Transpose.NO ? Transpose.YES : Transpose.NO;
    return algebra.multiply(Transpose.NO, opposite, algebra.multiply(op, Transpose.NO, z, m), z);
  }

  private static Matrix full(Matrix q) {
    Matrix m = q.copy();
    m.mirrorLower();
    return m;
  }

  private static LyapunovOutcome solved(Matrix c, double abscissa) {
    if (!c.isFinite()) {
      throw new ArithmeticException(
          "the solution of the Lyapunov equation overflows: spectral abscissa " + abscissa);
    }
    c.symmetrize();
    return new LyapunovOutcome.Solved(c, abscissa);
  }
}
