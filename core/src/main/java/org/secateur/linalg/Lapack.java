package org.secateur.linalg;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;

/**
 * The routines of OpenBLAS that are used, with the types of Java. Column-major throughout, lower triangles, leading
 * dimension equal to the number of rows. No checks: the callers have done them, and call nothing on an empty matrix.
 */
final class Lapack {
  private static final int COLUMN_MAJOR = 102;
  private static final int NO_TRANSPOSE = 111;
  private static final int TRANSPOSE = 112;
  private static final int LOWER = 122;
  private static final int NON_UNIT = 131;
  private static final int LEFT = 141;
  private static final int RIGHT = 142;

  private final Routine dgemm;
  private final Routine sgemm;
  private final Routine dsyrk;
  private final Routine dtrsm;
  private final Routine dpotrf;
  private final Routine dpotri;
  private final Routine dtrtri;
  private final Routine dgetrf;
  private final Routine dgetrs;
  private final Routine dgetri;
  private final Routine dsyevd;
  private final Routine dsyevr;
  private final Routine dgeev;
  private final Routine dgees;
  private final Routine dtrsyl3;

  Lapack(SymbolLookup library) {
    dgemm = new Routine(library, "cblas_dgemm", "VIIIIIIDPIPIDPI");
    sgemm = new Routine(library, "cblas_sgemm", "VIIIIIIFPIPIFPI");
    dsyrk = new Routine(library, "cblas_dsyrk", "VIIIIIDPIDPI");
    dtrsm = new Routine(library, "cblas_dtrsm", "VIIIIIIIDPIPI");
    dpotrf = new Routine(library, "LAPACKE_dpotrf", "IICIPI");
    dpotri = new Routine(library, "LAPACKE_dpotri", "IICIPI");
    dtrtri = new Routine(library, "LAPACKE_dtrtri", "IICCIPI");
    dgetrf = new Routine(library, "LAPACKE_dgetrf", "IIIIPIP");
    dgetrs = new Routine(library, "LAPACKE_dgetrs", "IICIIPIPPI");
    dgetri = new Routine(library, "LAPACKE_dgetri", "IIIPIP");
    dsyevd = new Routine(library, "LAPACKE_dsyevd", "IICCIPIP");
    dsyevr = new Routine(library, "LAPACKE_dsyevr", "IICCCIPIDDIIDPPPIP");
    dgeev = new Routine(library, "LAPACKE_dgeev", "IICCIPIPPPIPI");
    dgees = new Routine(library, "LAPACKE_dgees", "IICCPIPIPPPPI");
    dtrsyl3 = new Routine(library, "LAPACKE_dtrsyl3", "IICCIIIPIPIPIP");
  }

  /** C ← α op(A) op(B) + β C. */
  void gemm(Transpose opA, Transpose opB, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    int k = opA == Transpose.NO ? a.columns() : a.rows();
    try {
      dgemm.handle().invokeExact(COLUMN_MAJOR, op(opA), op(opB), c.rows(), c.columns(), k, alpha, a.segment(),
          stride(a), b.segment(), stride(b), beta, c.segment(), stride(c));
    } catch (Throwable t) {
      throw dgemm.failure(t);
    }
  }

  /** C ← A B in single precision. */
  void gemm(FloatMatrix a, FloatMatrix b, FloatMatrix c) {
    try {
      sgemm.handle().invokeExact(COLUMN_MAJOR, NO_TRANSPOSE, NO_TRANSPOSE, c.rows(), c.columns(), a.columns(),
          1f, a.segment(), Math.max(1, a.rows()), b.segment(), Math.max(1, b.rows()), 0f, c.segment(),
          Math.max(1, c.rows()));
    } catch (Throwable t) {
      throw sgemm.failure(t);
    }
  }

  /** Lower triangle of C ← op(A) op(A)ᵀ. */
  void syrk(Transpose opA, Matrix a, Matrix c) {
    int k = opA == Transpose.NO ? a.columns() : a.rows();
    try {
      dsyrk.handle().invokeExact(COLUMN_MAJOR, LOWER, op(opA), c.rows(), k, 1.0, a.segment(), stride(a), 0.0,
          c.segment(), stride(c));
    } catch (Throwable t) {
      throw dsyrk.failure(t);
    }
  }

  /** B ← op(L)⁻¹ B or B op(L)⁻¹. */
  void trsm(Matrix l, Side side, Transpose opL, Matrix b) {
    try {
      dtrsm.handle().invokeExact(COLUMN_MAJOR, side == Side.LEFT ? LEFT : RIGHT, LOWER, op(opL), NON_UNIT,
          b.rows(),
          b.columns(), 1.0, l.segment(), stride(l), b.segment(), stride(b));
    } catch (Throwable t) {
      throw dtrsm.failure(t);
    }
  }

  /** Lower triangle of A ← L. Returns 0, or the order of the first leading minor that is not positive. */
  int potrf(Matrix a) {
    try {
      return dpotrf.checked(
          (int) dpotrf.handle().invokeExact(COLUMN_MAJOR, (byte) 'L', a.rows(), a.segment(), stride(a)));
    } catch (Throwable t) {
      throw dpotrf.failure(t);
    }
  }

  /** Lower triangle of L ← (L Lᵀ)⁻¹. Returns 0, or k if l_kk = 0, from 1. */
  int potri(Matrix l) {
    try {
      return dpotri.checked(
          (int) dpotri.handle().invokeExact(COLUMN_MAJOR, (byte) 'L', l.rows(), l.segment(), stride(l)));
    } catch (Throwable t) {
      throw dpotri.failure(t);
    }
  }

  /** L ← L⁻¹. Returns 0, or k if l_kk = 0, from 1. */
  int trtri(Matrix l) {
    try {
      return dtrtri.checked((int) dtrtri.handle().invokeExact(COLUMN_MAJOR, (byte) 'L', (byte) 'N', l.rows(),
          l.segment(), stride(l)));
    } catch (Throwable t) {
      throw dtrtri.failure(t);
    }
  }

  /** A ← L and U; {@code pivots} (n ints) are overwritten. Returns 0, or k if u_kk = 0, from 1. */
  int getrf(Matrix a, MemorySegment pivots) {
    try {
      return dgetrf.checked(
          (int) dgetrf.handle().invokeExact(COLUMN_MAJOR, a.rows(), a.columns(), a.segment(), stride(a),
              pivots));
    } catch (Throwable t) {
      throw dgetrf.failure(t);
    }
  }

  /** B ← A⁻¹ B from the factors of A. */
  void getrs(Matrix factors, MemorySegment pivots, Matrix b) {
    try {
      dgetrs.checked((int) dgetrs.handle().invokeExact(COLUMN_MAJOR, (byte) 'N', b.rows(), b.columns(),
          factors.segment(), stride(factors), pivots, b.segment(), stride(b)));
    } catch (Throwable t) {
      throw dgetrs.failure(t);
    }
  }

  /** A ← A⁻¹ from the factors of A. Returns 0, or k if u_kk = 0, from 1. */
  int getri(Matrix factors, MemorySegment pivots) {
    try {
      return dgetri.checked((int) dgetri.handle().invokeExact(COLUMN_MAJOR, factors.rows(), factors.segment(),
          stride(factors), pivots));
    } catch (Throwable t) {
      throw dgetri.failure(t);
    }
  }

  /** All eigenvalues, ascending, into {@code values} (n); A ← eigenvectors if wanted, and is destroyed if not. */
  int syevd(boolean vectors, Matrix a, double[] values) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment w = arena.allocate(JAVA_DOUBLE, values.length);
      int info = dsyevd.checked((int) dsyevd.handle().invokeExact(COLUMN_MAJOR, (byte) (vectors ? 'V' : 'N'),
          (byte) 'L', a.rows(), a.segment(), stride(a), w));
      MemorySegment.copy(w, JAVA_DOUBLE, 0, values, 0, values.length);
      return info;
    } catch (Throwable t) {
      throw dsyevd.failure(t);
    }
  }

  /** The eigenpairs {@code from} and following, as many as {@code z} (n×count) has columns; A is destroyed. */
  int syevr(Matrix a, int from, double[] values, Matrix z) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment found = arena.allocate(JAVA_INT);
      MemorySegment w = arena.allocate(JAVA_DOUBLE, a.rows());
      MemorySegment support = arena.allocate(JAVA_INT, 2L * a.rows());
      int info = dsyevr
          .checked((int) dsyevr.handle().invokeExact(COLUMN_MAJOR, (byte) 'V', (byte) 'I', (byte) 'L',
              a.rows(), a.segment(), stride(a), 0.0, 0.0, from + 1, from + values.length, 0.0, found, w,
              z.segment(),
              stride(z), support));
      MemorySegment.copy(w, JAVA_DOUBLE, 0, values, 0, values.length);
      return info != 0 ? info : values.length - found.get(JAVA_INT, 0);
    } catch (Throwable t) {
      throw dsyevr.failure(t);
    }
  }

  /** All eigenvalues of a general matrix into {@code re} and {@code im} (n); A is destroyed. */
  int geev(Matrix a, double[] re, double[] im) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment wr = arena.allocate(JAVA_DOUBLE, re.length);
      MemorySegment wi = arena.allocate(JAVA_DOUBLE, im.length);
      int info = dgeev
          .checked((int) dgeev.handle().invokeExact(COLUMN_MAJOR, (byte) 'N', (byte) 'N', a.rows(),
              a.segment(), stride(a), wr, wi, MemorySegment.NULL, 1, MemorySegment.NULL, 1));
      MemorySegment.copy(wr, JAVA_DOUBLE, 0, re, 0, re.length);
      MemorySegment.copy(wi, JAVA_DOUBLE, 0, im, 0, im.length);
      return info;
    } catch (Throwable t) {
      throw dgeev.failure(t);
    }
  }

  /** A ← T, the real Schur form; {@code z} (n×n) is overwritten with the vectors, {@code re} and {@code im} (n) too. */
  int gees(Matrix a, Matrix z, double[] re, double[] im) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment selected = arena.allocate(JAVA_INT);
      MemorySegment wr = arena.allocate(JAVA_DOUBLE, re.length);
      MemorySegment wi = arena.allocate(JAVA_DOUBLE, im.length);
      int info = dgees.checked((int) dgees.handle().invokeExact(COLUMN_MAJOR, (byte) 'V', (byte) 'N',
          MemorySegment.NULL, a.rows(), a.segment(), stride(a), selected, wr, wi, z.segment(), stride(z)));
      MemorySegment.copy(wr, JAVA_DOUBLE, 0, re, 0, re.length);
      MemorySegment.copy(wi, JAVA_DOUBLE, 0, im, 0, im.length);
      return info;
    } catch (Throwable t) {
      throw dgees.failure(t);
    }
  }

  /**
   * C ← Y with T Y + Y Tᵀ = s C for a quasi upper triangular T, where s in (0, 1] keeps Y from overflowing.
   *
   * @return s
   */
  double trsyl3(Matrix t, Matrix c) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment scale = arena.allocate(JAVA_DOUBLE);
      // The status 1 says that a common eigenvalue of T and −Tᵀ was moved by a rounding error; a stable T has none.
      int info = (int) dtrsyl3.handle().invokeExact(COLUMN_MAJOR, (byte) 'N', (byte) 'T', 1, c.rows(),
          c.columns(),
          t.segment(), stride(t), t.segment(), stride(t), c.segment(), stride(c), scale);
      dtrsyl3.checked(info);
      return scale.get(JAVA_DOUBLE, 0);
    } catch (Throwable thrown) {
      throw dtrsyl3.failure(thrown);
    }
  }

  private static int op(Transpose op) {
    return op == Transpose.NO ? NO_TRANSPOSE : TRANSPOSE;
  }

  /** The distance between columns. */
  private static int stride(Matrix a) {
    return Math.max(1, a.rows());
  }
}
