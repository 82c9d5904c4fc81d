package org.secateur.kernel;

/**
 * Compressed sparse rows times a block of columns, four synapses at a time. The rows of the block are arrays of their own,
 * so that all loops run at one index and become vector instructions. No checks, no allocation.
 */
public final class SparseBlockKernel {
  private SparseBlockKernel() {
  }

  /** sum ← Σ_k value[k] · x[column[k]] over k in [from, to). {@code sum} (count) is none of the rows of x. */
  public static void row(int from, int to, int[] column, float[] value, float[][] x, int count, float[] sum) {
    for (int c = 0; c < count; c++) {
      sum[c] = 0;
    }
    int k = from;
    for (; k + 3 < to; k += 4) {
      addFour(x[column[k]], x[column[k + 1]], x[column[k + 2]], x[column[k + 3]], value[k], value[k + 1],
          value[k + 2],
          value[k + 3], count, sum);
    }
    for (; k < to; k++) {
      addOne(x[column[k]], value[k], count, sum);
    }
  }

  private static void addFour(float[] x0, float[] x1, float[] x2, float[] x3, float w0, float w1, float w2,
      float w3,
      int count, float[] sum) {
    for (int c = 0; c < count; c++) {
      sum[c] += Math.fma(w0, x0[c], w1 * x1[c]) + Math.fma(w2, x2[c], w3 * x3[c]);
    }
  }

  private static void addOne(float[] x, float w, int count, float[] sum) {
    for (int c = 0; c < count; c++) {
      sum[c] = Math.fma(w, x[c], sum[c]);
    }
  }

  /** y[to + c] += scale · sum[c]. */
  public static void add(float scale, float[] sum, int count, float[] y, int to) {
    for (int c = 0; c < count; c++) {
      y[to + c] = Math.fma(scale, sum[c], y[to + c]);
    }
  }
}
