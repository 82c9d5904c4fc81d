package org.secateur.linalg;

/** exp A by scaling and squaring (Higham, SIAM Journal on Matrix Analysis 2005, algorithm 2.3, degree 13 only). */
final class MatrixExponential {
  /** The largest ‖A‖₁ for which the approximant of degree 13 has a backward error below 2⁻⁵³ (table 2.3). */
  private static final double THETA = 5.371920351148152;

  /** The coefficients b_0 to b_13 of the numerator; the denominator has them with alternating signs. */
  private static final double[] B = {64764752532480000.0, 32382376266240000.0, 7771770303897600.0,
      1187353796428800.0,
      129060195264000.0, 10559470521600.0, 670442572800.0, 33522128640.0, 1323241920.0, 40840800.0, 960960.0,
      16380.0,
      182.0, 1.0};

  private MatrixExponential() {
  }

  static Matrix of(DenseAlgebra algebra, Matrix a) {
    Check.finiteSquare(a, "a");
    double norm = a.oneNorm();
    int squarings = norm <= THETA ? 0 : Math.max(0, Math.getExponent(norm / THETA) + 1);
    Matrix scaled = a.copy();
    scaled.scale(Math.scalb(1.0, -squarings));
    Matrix x = approximant(algebra, scaled);
    Matrix y = Matrix.zeros(a.rows(), a.rows());
    for (int k = 0; k < squarings; k++) {
      algebra.gemm(Transpose.NO, Transpose.NO, 1, x, x, 0, y);
      Matrix swap = x;
      x = y;
      y = swap;
    }
    return x;
  }

  /** r(A) = (V − U)⁻¹ (V + U), where U holds the odd powers and V the even ones. */
  private static Matrix approximant(DenseAlgebra algebra, Matrix a) {
    Matrix a2 = algebra.multiply(a, a);
    Matrix a4 = algebra.multiply(a2, a2);
    Matrix a6 = algebra.multiply(a2, a4);
    Matrix odd = combination(B[7], a6, B[5], a4, B[3], a2, B[1]);
    algebra.gemm(Transpose.NO, Transpose.NO, 1, a6, combination(B[13], a6, B[11], a4, B[9], a2, 0), 1, odd);
    Matrix u = algebra.multiply(a, odd);
    Matrix v = combination(B[6], a6, B[4], a4, B[2], a2, B[0]);
    algebra.gemm(Transpose.NO, Transpose.NO, 1, a6, combination(B[12], a6, B[10], a4, B[8], a2, 0), 1, v);
    Matrix numerator = v.copy();
    numerator.addScaled(1, u);
    v.addScaled(-1, u);
    return switch (algebra.lu(v)) {
      case LuOutcome.Factored(Lu factor) -> factor.solve(numerator);
      // The denominator's condition is below 20 when ‖A‖₁ ≤ θ (Higham 2005, table 2.2).
      case LuOutcome.Singular(int pivot) -> throw new AssertionError("singular denominator at " + pivot);
    };
  }

  /** α A + β B + γ C + δ I. */
  private static Matrix combination(double alpha, Matrix a, double beta, Matrix b, double gamma, Matrix c,
      double delta) {
    Matrix sum = a.copy();
    sum.scale(alpha);
    sum.addScaled(beta, b);
    sum.addScaled(gamma, c);
    sum.addToDiagonal(delta);
    return sum;
  }
}
