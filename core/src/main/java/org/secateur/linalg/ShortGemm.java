package org.secateur.linalg;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * dgemm on sections of Java arrays. The calls are declared critical, so that arrays need not be copied and an 8×8×8
 * product takes about 60 ns; as the garbage collector has to wait for the end of such a call, none is longer than about
 * a millisecond.
 */
final class ShortGemm {
  private static final int COLUMN_MAJOR = 102;
  private static final int NO_TRANSPOSE = 111;
  private static final int TRANSPOSE = 112;
  /** Multiplications and additions of one call, at most: 1 ms at 30 Gflop/s. */
  private static final long LONGEST = 15_000_000;
  /** Sides below this are not cut. */
  private static final int SHORTEST_SIDE = 128;

  private final MemorySegment address;

  ShortGemm(SymbolLookup library) {
    this.address = library.findOrThrow("cblas_dgemm");
  }

  /** C ← α op(A) op(B) + β C for m, n ≥ 1. No checks. */
  void multiply(Transpose opA, Transpose opB, int m, int n, int k, double alpha, double[] a, int aAt, int lda,
      double[] b, int bAt, int ldb, double beta, double[] c, int cAt, int ldc) {
    if ((long) m * n * k <= LONGEST || Math.max(m, Math.max(n, k)) <= SHORTEST_SIDE) {
      call(opA, opB, m, n, k, alpha, a, aAt, lda, b, bAt, ldb, beta, c, cAt, ldc);
    } else if (m >= n && m >= k) {
      int half = half(m);
      int rest = opA == Transpose.NO ? aAt + half : aAt + half * lda;
      multiply(opA, opB, half, n, k, alpha, a, aAt, lda, b, bAt, ldb, beta, c, cAt, ldc);
      multiply(opA, opB, m - half, n, k, alpha, a, rest, lda, b, bAt, ldb, beta, c, cAt + half, ldc);
    } else if (n >= k) {
      int half = half(n);
      int rest = opB == Transpose.NO ? bAt + half * ldb : bAt + half;
      multiply(opA, opB, m, half, k, alpha, a, aAt, lda, b, bAt, ldb, beta, c, cAt, ldc);
      multiply(opA, opB, m, n - half, k, alpha, a, aAt, lda, b, rest, ldb, beta, c, cAt + half * ldc, ldc);
    } else {
      int half = half(k);
      int restA = opA == Transpose.NO ? aAt + half * lda : aAt + half;
      int restB = opB == Transpose.NO ? bAt + half : bAt + half * ldb;
      multiply(opA, opB, m, n, half, alpha, a, aAt, lda, b, bAt, ldb, beta, c, cAt, ldc);
      multiply(opA, opB, m, n, k - half, alpha, a, restA, lda, b, restB, ldb, 1, c, cAt, ldc);
    }
  }

  /** Half of a side, in whole registers. */
  private static int half(int side) {
    return (side / 2 + 15) & -16;
  }

  private void call(Transpose opA, Transpose opB, int m, int n, int k, double alpha, double[] a, int aAt,
      int lda,
      double[] b, int bAt, int ldb, double beta, double[] c, int cAt, int ldc) {
    try {
      Handle.DGEMM.invokeExact(address, COLUMN_MAJOR, code(opA), code(opB), m, n, k, alpha, section(a, aAt),
          lda,
          section(b, bAt), ldb, beta, section(c, cAt), ldc);
    } catch (Throwable t) {
      throw t instanceof Error error ? error : new AssertionError("cblas_dgemm could not be called", t);
    }
  }

  private static int code(Transpose op) {
    return op == Transpose.NO ? NO_TRANSPOSE : TRANSPOSE;
  }

  private static MemorySegment section(double[] a, int at) {
    return MemorySegment.ofArray(a).asSlice((long) at * Double.BYTES);
  }

  /**
   * The handle is a constant of a class, which the compiler can inline, and the function's address an argument, since
   * every library has its own. It is made at the first call: handles take much of the start-up time.
   */
  private static final class Handle {
    static final MethodHandle DGEMM = Linker.nativeLinker().downcallHandle(
        FunctionDescriptor.ofVoid(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_DOUBLE,
            ADDRESS,
            JAVA_INT, ADDRESS, JAVA_INT, JAVA_DOUBLE, ADDRESS, JAVA_INT),
        Linker.Option.critical(true));
  }
}
