package org.secateur.linalg;

import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.foreign.FunctionDescriptor;
import java.util.stream.IntStream;

/**
 * Products of float matrices that lie row after row in Java arrays: OpenBLAS where this process has it, plain loops where
 * not. Stateless and safe for several threads.
 *
 * <p>The native routine reads and writes the arrays in place, which holds back garbage collection while it runs. A
 * product is therefore cut into panels of rows of {@value #PANEL} multiply-adds, a fraction of a millisecond each. Panels
 * depend on the shape alone, and each belongs to one thread, so that the bits do not depend on how many threads there are.
 */
public final class FloatProducts {
  /** Multiply-adds in one native call. */
  private static final long PANEL = 1L << 24;
  /** Panels are multiples of this many rows: a multiple of the tile of every OpenBLAS kernel. */
  private static final int TILE = 16;
  private static final int ROW_MAJOR = 101;
  private static final int NO_TRANSPOSE = 111;
  private static final int TRANSPOSE = 112;

  private FloatProducts() {
  }

  /** Where a matrix starts in an array, and how far its rows are apart. The array is not copied. */
  public static final class Rows {
    private final float[] values;
    private final int offset;
    private final int stride;

    /**
     * A matrix in an array.
     *
     * @param offset index of the first entry
     * @param stride distance between rows
     */
    public Rows(float[] values, int offset, int stride) {
      this.values = values;
      this.offset = offset;
      this.stride = stride;
    }

    float[] values() {
      return values;
    }

    int offset() {
      return offset;
    }

    int stride() {
      return stride;
    }

    Rows from(int row, int column) {
      return new Rows(values, offset + row * stride + column, stride);
    }
  }

  /**
   * C ← α op(A) op(B) + β C in the calling thread. Time O(m n k).
   *
   * @param m rows of C and of op(A)
   * @param n columns of C and of op(B)
   * @param k columns of op(A) and rows of op(B)
   */
  public static void multiply(Transpose opA, Transpose opB, int m, int n, int k, float alpha, Rows a, Rows b,
      float beta,
      Rows c) {
    check(opA == Transpose.NO ? m : k, opA == Transpose.NO ? k : m, a, "a");
    check(opB == Transpose.NO ? k : n, opB == Transpose.NO ? n : k, b, "b");
    check(m, n, c, "c");
    int panel = panelRows(n, k);
    for (int from = 0; from < m; from += panel) {
      panel(opA, opB, from, Math.min(panel, m - from), n, k, alpha, a, b, beta, c);
    }
  }

  /** The same by all threads of the calling thread's pool. */
  public static void multiplyParallel(Transpose opA, Transpose opB, int m, int n, int k, float alpha, Rows a,
      Rows b,
      float beta,
      Rows c) {
    int panel = panelRows(n, k);
    if (panel >= m) {
      multiply(opA, opB, m, n, k, alpha, a, b, beta, c);
      return;
    }
    check(opA == Transpose.NO ? m : k, opA == Transpose.NO ? k : m, a, "a");
    check(opB == Transpose.NO ? k : n, opB == Transpose.NO ? n : k, b, "b");
    check(m, n, c, "c");
    IntStream.range(0, (m + panel - 1) / panel).parallel()
        .forEach(p -> panel(opA, opB, p * panel, Math.min(panel, m - p * panel), n, k, alpha, a, b, beta, c));
  }

  private static int panelRows(int n, int k) {
    long rows = PANEL / Math.max(1, (long) n * k) / TILE * TILE;
    return Math.clamp(rows, TILE, 1 << 20);
  }

  private static void panel(Transpose opA, Transpose opB, int from, int rows, int n, int k, float alpha,
      Rows a, Rows b,
      float beta,
      Rows c) {
    if (rows <= 0 || n == 0) {
      return;
    }
    Rows panelA = opA == Transpose.NO ? a.from(from, 0) : a.from(0, from);
    Native library = Native.INSTANCE;
    if (library.available() && k > 0) {
      library.sgemm(opA, opB, rows, n, k, alpha, panelA, b, beta, c.from(from, 0));
    } else {
      loops(opA, opB, rows, n, k, alpha, panelA, b, beta, c.from(from, 0));
    }
  }

  private static void check(int rows, int columns, Rows x, String name) {
    long last = rows == 0 || columns == 0 ? 0 : (long) (rows - 1) * x.stride + columns;
    if (x.offset < 0 || columns > Math.max(1, x.stride) || x.offset + last > x.values.length) {
      throw new IllegalArgumentException(
          "%s needs %d×%d floats at %d with stride %d, has %d".formatted(name, rows, columns, x.offset,
              x.stride,
              x.values.length));
    }
  }

  /** The slow and obvious way. */
  static void loops(Transpose opA, Transpose opB, int m, int n, int k, float alpha, Rows a, Rows b,
      float beta, Rows c) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        float sum = 0;
        for (int l = 0; l < k; l++) {
          float x = a.values[a.offset + (opA == Transpose.NO ? i * a.stride + l : l * a.stride + i)];
          float y = b.values[b.offset + (opB == Transpose.NO ? l * b.stride + j : j * b.stride + l)];
          sum = Math.fma(x, y, sum);
        }
        int at = c.offset + i * c.stride + j;
        c.values[at] = beta == 0 ? alpha * sum : Math.fma(alpha, sum, beta * c.values[at]);
      }
    }
  }

  /** {@code cblas_sgemm}, linked as a critical call so that it may see the arrays themselves. */
  private static final class Native {
    private static final Native INSTANCE = new Native();
    private final MemorySegment address; // NULL where there is no such library
    private final MethodHandle handle;

    private Native() {
      SymbolLookup library = DenseAlgebra.best() instanceof OpenBlas best
          ? best.symbols()
          : name -> java.util.Optional.empty();
      address = library.find("cblas_sgemm").orElse(MemorySegment.NULL);
      var i = ValueLayout.JAVA_INT;
      var f = ValueLayout.JAVA_FLOAT;
      var p = ValueLayout.ADDRESS;
      FunctionDescriptor type = FunctionDescriptor.ofVoid(i, i, i, i, i, i, f, p, i, p, i, f, p, i);
      handle = Linker.nativeLinker().downcallHandle(type, Linker.Option.critical(true));
    }

    boolean available() {
      return address.address() != 0;
    }

    void sgemm(Transpose opA, Transpose opB, int m, int n, int k, float alpha, Rows a, Rows b, float beta,
        Rows c) {
      try {
        handle.invokeExact(address, ROW_MAJOR, opA == Transpose.NO ? NO_TRANSPOSE : TRANSPOSE,
            opB == Transpose.NO ? NO_TRANSPOSE : TRANSPOSE, m, n, k, alpha, segment(a), a.stride, segment(b),
            b.stride,
            beta, segment(c), c.stride);
      } catch (Error e) {
        throw e;
      } catch (Throwable t) {
        throw new AssertionError("cblas_sgemm could not be called", t);
      }
    }

    private static MemorySegment segment(Rows x) {
      return MemorySegment.ofArray(x.values).asSlice((long) x.offset * Float.BYTES);
    }
  }
}
