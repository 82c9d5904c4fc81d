package org.secateur.linalg;

import java.util.function.DoubleUnaryOperator;

/**
 * Dense linear algebra on {@link Matrix}. Stateless and safe for several threads at once; one call runs on one thread.
 * On one processor type the same input gives the same bits; between processor types, and between implementations, the
 * last digits differ.
 *
 * <p>Arguments are not modified unless an operation says so, and results never share memory with them. Wrong shapes are
 * an {@link IllegalArgumentException}, as is an infinity or a NaN in a matrix to be factored; a failure to converge,
 * which finite input practically never brings about, is an {@link ArithmeticException}. Where a matrix must be
 * symmetric, only its lower triangle is read.
 */
public sealed interface DenseAlgebra permits OpenBlas, Ejml {

  /**
   * The best implementation this process can have, chosen at the first call: OpenBLAS, or EJML where that cannot be
   * loaded. The system property {@code secateur.algebra}, or else the environment variable {@code SECATEUR_ALGEBRA},
   * forces {@code openblas} or {@code ejml}.
   *
   * @throws IllegalStateException if OpenBLAS is forced and cannot be loaded, or anything else is asked for
   */
  static DenseAlgebra best() {
    return Choice.ofProcess();
  }

  /** The implementation in plain Java, 10 to 20 times slower: a second route to an answer. */
  static DenseAlgebra pureJava() {
    return Choice.pureJava();
  }

  /** Which library does the work, with its version, for reports. */
  String name();

  /**
   * C ← α op(A) op(B) + β C. Time O(m n k).
   *
   * @param a m×k after op
   * @param b k×n after op
   * @param c m×n, overwritten; neither {@code a} nor {@code b}. With β = 0 what it held, NaN included, does not matter
   */
  void gemm(Transpose opA, Transpose opB, double alpha, Matrix a, Matrix b, double beta, Matrix c);

  /**
   * C ← A B in single precision: twice the speed, and each entry off by at most γ Σ_k |a_ik| |b_kj|, γ = ku/(1 − ku) with
   * u = 2⁻²⁴, in whatever order it is summed. Time O(m n k).
   *
   * @param a m×k
   * @param b k×n
   * @param c m×n, overwritten; neither {@code a} nor {@code b}
   */
  void multiply(FloatMatrix a, FloatMatrix b, FloatMatrix c);

  /**
   * C ← α op(A) op(B) + β C for column-major sections of arrays: entry (i, j) of A is {@code a[aAt + i + j lda]}. Meant
   * for many small products; large ones are cut into pieces of less than about a millisecond, because none of them can
   * be interrupted by the garbage collector. Time O(m n k).
   *
   * @param c overwritten; its section must not overlap that of A or B. With β = 0 what it held does not matter
   * @throws IndexOutOfBoundsException if a section reaches beyond its array
   */
  void gemm(Transpose opA, Transpose opB, int m, int n, int k, double alpha, double[] a, int aAt, int lda,
      double[] b,
      int bAt, int ldb, double beta, double[] c, int cAt, int ldc);

  /** A B, as a new matrix. */
  default Matrix multiply(Matrix a, Matrix b) {
    return multiply(Transpose.NO, Transpose.NO, a, b);
  }

  /** op(A) op(B), as a new matrix. */
  default Matrix multiply(Transpose opA, Transpose opB, Matrix a, Matrix b) {
    int rows = opA == Transpose.NO ? a.rows() : a.columns();
    int columns = opB == Transpose.NO ? b.columns() : b.rows();
    Matrix c = Matrix.zeros(rows, columns);
    gemm(opA, opB, 1, a, b, 0, c);
    return c;
  }

  /** op(A) op(A)ᵀ, as a new matrix, symmetric to the last bit. Half the time of a product. */
  Matrix gram(Transpose opA, Matrix a);

  /** The eigenvalues of a symmetric matrix, ascending, as a new array. Time O(n³). */
  double[] symmetricEigenvalues(Matrix a);

  /**
   * All eigenpairs of a symmetric matrix. Time O(n³).
   *
   * @param a n×n with n at most 32 766, the limit of 32-bit LAPACK
   */
  SymmetricEigen symmetricEigen(Matrix a);

  /**
   * Some eigenpairs of a symmetric matrix. OpenBLAS reduces the matrix, O(n³), and finds only these; EJML finds all.
   *
   * @param from the first wanted, from 0, the smallest
   * @param count how many, in ascending order
   */
  SymmetricEigen symmetricEigen(Matrix a, int from, int count);

  /** The eigenvalues of a square matrix. Time O(n³). */
  Spectrum eigenvalues(Matrix a);

  /** The Cholesky factor of a symmetric matrix. Time O(n³). */
  CholeskyOutcome cholesky(Matrix a);

  /**
   * B ← op(L)⁻¹ B or B op(L)⁻¹. Time O(n² k).
   *
   * @param l n×n, lower triangular, its diagonal not checked for zeros; nothing above it is read
   * @param b n×k on the left or k×n on the right, overwritten; not {@code l}
   */
  void solveTriangular(Matrix l, Side side, Transpose opL, Matrix b);

  /** L⁻¹ of a lower triangular matrix with no zero on its diagonal; nothing above it is read. Time O(n³). */
  Matrix inverseLower(Matrix l);

  /** (L Lᵀ)⁻¹, symmetric to the last bit, for a lower triangular L with no zero on its diagonal. Time O(n³). */
  Matrix inverseFromCholesky(Matrix l);

  /** The factors of a square matrix, with row interchanges. Time O(n³). */
  LuOutcome lu(Matrix a);

  /**
   * Solves A C + C Aᵀ + Q = 0 for a stable A. Time O(n³), and three to five times less if A is symmetric to the last
   * bit, which is looked at first.
   *
   * <p>OpenBLAS: the real Schur form and a blocked triangular Sylvester solver (Bartels and Stewart, Communications of
   * the ACM 1972; Schwarz, Kjelgaard Mikkelsen and Karlsson, Concurrency and Computation 2020). EJML: Newton's iteration
   * for the matrix sign function (Roberts, International Journal of Control 1980).
   *
   * @param a n×n
   * @param q n×n, symmetric, not necessarily positive
   * @throws ArithmeticException if A is stable only to rounding and the solution overflows
   */
  default LyapunovOutcome lyapunov(Matrix a, Matrix q) {
    return lyapunov(a, q, abscissa -> 0);
  }

  /**
   * Solves (A − s I) C + C (A − s I)ᵀ + Q = 0 for an s that depends on how unstable A is. The shift moves the spectrum and
   * nothing else, so that A is factored once. Time as without shift.
   *
   * @param a n×n
   * @param q n×n, symmetric, not necessarily positive
   * @param shift s as a function of the spectral abscissa of A
   * @return the outcome for A − s I, with the abscissa of A itself
   * @throws ArithmeticException if A − s I is stable only to rounding and the solution overflows
   */
  LyapunovOutcome lyapunov(Matrix a, Matrix q, DoubleUnaryOperator shift);

  /**
   * exp A, by scaling, the Padé approximant of degree 13, and squaring (Higham, SIAM Journal on Matrix Analysis 2005).
   * Time O(n³ (10 + log₂ ‖A‖₁)). Entries beyond the range of a double come out infinite or NaN.
   */
  default Matrix exponential(Matrix a) {
    return MatrixExponential.of(this, a);
  }
}
