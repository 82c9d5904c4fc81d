package org.secateur.kernel;

/** Loops over compressed sparse rows. No checks, no allocation: the callers have done both. */
public final class CsrKernel {
  private CsrKernel() {
  }

  /** y ← W x. {@code y} must not be {@code x}. Time O(n + m). */
  public static void multiply(CompressedRows w, double[] x, double[] y) {
    int[] rowStart = w.rowStart;
    int[] column = w.column;
    double[] value = w.value;
    for (int i = 0; i < w.n; i++) {
      double sum = 0;
      for (int k = rowStart[i]; k < rowStart[i + 1]; k++) {
        sum += value[k] * x[column[k]];
      }
      y[i] = sum;
    }
  }

  /** y ← Wᵀ x. {@code y} must not be {@code x}. Time O(n + m). */
  public static void multiplyTransposed(CompressedRows w, double[] x, double[] y) {
    int[] rowStart = w.rowStart;
    int[] column = w.column;
    double[] value = w.value;
    for (int i = 0; i < w.n; i++) {
      y[i] = 0;
    }
    for (int i = 0; i < w.n; i++) {
      double xi = x[i];
      for (int k = rowStart[i]; k < rowStart[i + 1]; k++) {
        y[column[k]] += value[k] * xi;
      }
    }
  }

  /** sum[i] ← Σ_j |W_ij| over j ≠ i, in index order. */
  public static void absoluteRowSums(CompressedRows w, double[] sum) {
    for (int i = 0; i < w.n; i++) {
      double s = 0;
      for (int k = w.rowStart[i]; k < w.rowStart[i + 1]; k++) {
        if (w.column[k] != i) {
          s += Math.abs(w.value[k]);
        }
      }
      sum[i] = s;
    }
  }
}
