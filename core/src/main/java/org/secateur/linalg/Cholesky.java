package org.secateur.linalg;

/** The factor L of A = L Lᵀ, lower triangular with a positive diagonal, and what it is good for. */
public final class Cholesky {
  private final DenseAlgebra algebra;
  private final Matrix lower; // n×n, zero above the diagonal

  /** Takes the factor over. */
  Cholesky(DenseAlgebra algebra, Matrix lower) {
    this.algebra = algebra;
    this.lower = lower;
  }

  /** The order n. */
  public int size() {
    return lower.rows();
  }

  /** L itself, with zeros above the diagonal. Not a copy. */
  public Matrix lower() {
    return lower;
  }

  /** A⁻¹ B, for an n×k B that is not modified. Time O(n² k). */
  public Matrix solve(Matrix b) {
    return solveLowerTransposed(solveLower(b));
  }

  /** A⁻¹ b, as a new array; {@code b} is not modified. Time O(n²). */
  public double[] solve(double[] b) {
    return solve(Matrix.fromColumnMajor(b.length, 1, b)).toColumnMajor();
  }

  /** L⁻¹ B, for an n×k B that is not modified. Time O(n² k). */
  public Matrix solveLower(Matrix b) {
    Matrix x = b.copy();
    algebra.solveTriangular(lower, Side.LEFT, Transpose.NO, x);
    return x;
  }

  /** L⁻¹ b, as a new array; {@code b} is not modified. Time O(n²). */
  public double[] solveLower(double[] b) {
    return solveLower(Matrix.fromColumnMajor(b.length, 1, b)).toColumnMajor();
  }

  /** L⁻ᵀ B, for an n×k B that is not modified. Time O(n² k). */
  public Matrix solveLowerTransposed(Matrix b) {
    Matrix x = b.copy();
    algebra.solveTriangular(lower, Side.LEFT, Transpose.YES, x);
    return x;
  }

  /** L⁻ᵀ b, as a new array; {@code b} is not modified. Time O(n²). */
  public double[] solveLowerTransposed(double[] b) {
    return solveLowerTransposed(Matrix.fromColumnMajor(b.length, 1, b)).toColumnMajor();
  }

  /** A⁻¹, symmetric to the last bit. Time O(n³). */
  public Matrix inverse() {
    return algebra.inverseFromCholesky(lower);
  }

  /** L⁻¹, lower triangular. Time O(n³). */
  public Matrix inverseLower() {
    return algebra.inverseLower(lower);
  }

  /**
   * L⁻¹ B L⁻ᵀ, whose eigenvalues are those of the pencil (B, A). Symmetric to the last bit. Time O(n³).
   *
   * @param b n×n, symmetric; only its lower triangle is read; not modified
   */
  public Matrix whiten(Matrix b) {
    Matrix x = b.copy();
    x.mirrorLower();
    algebra.solveTriangular(lower, Side.LEFT, Transpose.NO, x);
    algebra.solveTriangular(lower, Side.RIGHT, Transpose.YES, x);
    x.symmetrize();
    return x;
  }

  /** ln det A = 2 Σ ln l_kk; 0 for the 0×0 matrix. */
  public double logDeterminant() {
    double sum = 0;
    for (int k = 0; k < size(); k++) {
      sum += 2 * Math.log(lower.get(k, k));
    }
    return sum;
  }
}
