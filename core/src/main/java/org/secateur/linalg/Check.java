package org.secateur.linalg;

/** Guards on the matrices an operation is given. */
final class Check {
  /** The largest n whose work array for all eigenvectors, 1 + 6n + 2n² doubles, a 32-bit length can state. */
  private static final int MAX_EIGEN = 32_766;

  private Check() {
  }

  static void square(Matrix a, String name) {
    if (!a.isSquare()) {
      throw new IllegalArgumentException(name + " must be square, was " + a.rows() + "×" + a.columns());
    }
  }

  static void finiteSquare(Matrix a, String name) {
    square(a, name);
    if (!a.isFinite()) {
      throw new IllegalArgumentException(name + " must have no infinite or NaN entry");
    }
  }

  static void eigenInput(Matrix a) {
    finiteSquare(a, "a");
    if (a.rows() > MAX_EIGEN) {
      throw new IllegalArgumentException("a must be of order at most " + MAX_EIGEN + ", was " + a.rows());
    }
  }

  static void lyapunov(Matrix a, Matrix q) {
    eigenInput(a);
    shape(q, a.rows(), a.rows(), "q");
    finiteSquare(q, "q");
  }

  static void nonzeroDiagonal(Matrix l) {
    square(l, "l");
    for (int k = 0; k < l.rows(); k++) {
      if (!(l.get(k, k) != 0)) {
        throw new IllegalArgumentException("l must have no zero on its diagonal, has one at " + k);
      }
    }
  }

  static void range(int n, int from, int count) {
    if (from < 0 || count < 0 || count > n - from) {
      throw new IllegalArgumentException(
          "eigenpairs " + from + " to " + ((long) from + count) + " must lie within 0 to " + n);
    }
  }

  static void shape(Matrix a, int rows, int columns, String name) {
    if (a.rows() != rows || a.columns() != columns) {
      throw new IllegalArgumentException(
          name + " must be " + rows + "×" + columns + ", was " + a.rows() + "×" + a.columns());
    }
  }

  static void product(Transpose opA, Transpose opB, Matrix a, Matrix b, Matrix c) {
    int m = opA == Transpose.NO ? a.rows() : a.columns();
    int k = opA == Transpose.NO ? a.columns() : a.rows();
    int n = opB == Transpose.NO ? b.columns() : b.rows();
    shape(b, opB == Transpose.NO ? k : n, opB == Transpose.NO ? n : k, "b");
    shape(c, m, n, "c");
    distinct(a, c);
    distinct(b, c);
  }

  @SuppressWarnings("ReferenceEquality") // identity is what is asked
  static void product(FloatMatrix a, FloatMatrix b, FloatMatrix c) {
    if (a.columns() != b.rows() || c.rows() != a.rows() || c.columns() != b.columns()) {
      throw new IllegalArgumentException("a product " + a + " times " + b + " cannot go into " + c);
    }
    if (a == c || b == c) {
      throw new IllegalArgumentException("the matrix overwritten must not be an operand");
    }
  }

  static void sections(Transpose opA, Transpose opB, int m, int n, int k, double[] a, int aAt, int lda,
      double[] b,
      int bAt, int ldb, double[] c, int cAt, int ldc) {
    section(opA == Transpose.NO ? m : k, opA == Transpose.NO ? k : m, a, aAt, lda);
    section(opB == Transpose.NO ? k : n, opB == Transpose.NO ? n : k, b, bAt, ldb);
    section(m, n, c, cAt, ldc);
  }

  private static void section(int rows, int columns, double[] a, int at, int stride) {
    long end = columns == 0 || rows == 0 ? at : at + (columns - 1L) * stride + rows;
    if (rows < 0 || columns < 0 || stride < rows || at < 0 || end > a.length) {
      throw new IndexOutOfBoundsException(rows + "×" + columns + " numbers from " + at + ", columns " + stride
          + " apart, are not within " + a.length);
    }
  }

  static void triangular(Matrix l, Side side, Matrix b) {
    square(l, "l");
    if (side == Side.LEFT) {
      shape(b, l.rows(), b.columns(), "b");
    } else {
      shape(b, b.rows(), l.rows(), "b");
    }
    distinct(l, b);
  }

  @SuppressWarnings("ReferenceEquality") // identity is what is asked
  private static void distinct(Matrix operand, Matrix target) {
    if (operand == target) {
      throw new IllegalArgumentException("the matrix overwritten must not be an operand");
    }
  }

  static void converged(int info, String what) {
    converged(info == 0, what);
  }

  static void converged(boolean done, String what) {
    if (!done) {
      throw new ArithmeticException(what + " did not converge");
    }
  }
}
