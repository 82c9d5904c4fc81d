package org.secateur.kernel;

/**
 * Loops over a stretch of long vectors or of the rows of a matrix, so that several threads can share them. No checks,
 * no allocation. Sums run in four strands folded at the end: the same bits on every machine.
 */
public final class RangeKernel {
  private RangeKernel() {
  }

  /** Σ x_i y_i over {@code from} to {@code to}, exclusive. */
  public static double dot(int from, int to, double[] x, double[] y) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = from;
    for (; i + 3 < to; i += 4) {
      s0 += x[i] * y[i];
      s1 += x[i + 1] * y[i + 1];
      s2 += x[i + 2] * y[i + 2];
      s3 += x[i + 3] * y[i + 3];
    }
    for (; i < to; i++) {
      s0 += x[i] * y[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** y ← y + α x. */
  public static void add(int from, int to, double alpha, double[] x, double[] y) {
    for (int i = from; i < to; i++) {
      y[i] += alpha * x[i];
    }
  }

  /** y_{i+shift} ← y_{i+shift} + α x_i. */
  public static void add(int from, int to, double alpha, double[] x, double[] y, int shift) {
    for (int i = from; i < to; i++) {
      y[i + shift] += alpha * x[i];
    }
  }

  /** y ← D x − W x for rows {@code from} to {@code to}, exclusive; {@code y} must not be {@code x}. */
  public static void restore(int from, int to, CompressedRows w, double[] leak, double[] x, double[] y) {
    int[] rowStart = w.rowStart;
    int[] column = w.column;
    double[] value = w.value;
    for (int i = from; i < to; i++) {
      double sum = 0;
      for (int k = rowStart[i]; k < rowStart[i + 1]; k++) {
        sum += value[k] * x[column[k]];
      }
      y[i] = leak[i] * x[i] - sum;
    }
  }
}
