package org.secateur.linalg;

/** The factors of P A = L U, with row interchanges, of an invertible A. */
public sealed interface Lu permits OpenBlasLu, EjmlLu {

  /** The order n. */
  int size();

  /** A⁻¹ B, for an n×k B that is not modified. Time O(n² k). */
  Matrix solve(Matrix b);

  /** A⁻¹ b, as a new array; {@code b} is not modified. Time O(n²). */
  default double[] solve(double[] b) {
    return solve(Matrix.fromColumnMajor(b.length, 1, b)).toColumnMajor();
  }

  /** A⁻¹. Time O(n³). */
  Matrix inverse();

  /** ln |det A| = Σ ln |u_kk|; 0 for the 0×0 matrix. */
  double logAbsDeterminant();

  /** The sign of det A, 1 or −1. */
  int determinantSign();
}
