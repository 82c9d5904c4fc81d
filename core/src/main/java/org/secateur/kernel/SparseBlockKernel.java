package org.secateur.kernel;

/**
 * Compressed sparse rows times a block of columns, four entries at a time. The rows of the block are arrays of their own,
 * so that all loops run at one index and become vector instructions. No checks, no allocation.
 */
public final class SparseBlockKernel {
  private SparseBlockKernel() {
  }

  /**
   * sum += scale · Σ_k value[k] · x[column[k]] over k in [from, to).
   *
   * @param count of the columns, from the first
   * @param sum (count) none of the rows of x
   */
  public static void addRow(float scale, int from, int to, int[] column, float[] value, float[][] x,
      int count,
      float[] sum) {
    int k = from;
    for (; k + 7 < to; k += 8) {
      addEight(x[column[k]], x[column[k + 1]], x[column[k + 2]], x[column[k + 3]], x[column[k + 4]],
          x[column[k + 5]], x[column[k + 6]], x[column[k + 7]], scale * value[k], scale * value[k + 1],
          scale * value[k + 2], scale * value[k + 3], scale * value[k + 4], scale * value[k + 5],
          scale * value[k + 6], scale * value[k + 7], count, sum);
    }
    for (; k + 3 < to; k += 4) {
      addFour(x[column[k]], x[column[k + 1]], x[column[k + 2]], x[column[k + 3]], scale * value[k],
          scale * value[k + 1], scale * value[k + 2], scale * value[k + 3], count, sum);
    }
    for (; k < to; k++) {
      addOne(x[column[k]], scale * value[k], count, sum);
    }
  }

  private static void addEight(float[] x0, float[] x1, float[] x2, float[] x3, float[] x4, float[] x5,
      float[] x6,
      float[] x7, float w0, float w1, float w2, float w3, float w4, float w5, float w6, float w7, int count,
      float[] sum) {
    for (int c = 0; c < count; c++) {
      float low = Math.fma(w0, x0[c], w1 * x1[c]) + Math.fma(w2, x2[c], w3 * x3[c]);
      float high = Math.fma(w4, x4[c], w5 * x5[c]) + Math.fma(w6, x6[c], w7 * x7[c]);
      sum[c] += low + high;
    }
  }

  private static void addFour(float[] x0, float[] x1, float[] x2, float[] x3, float w0, float w1, float w2,
      float w3, int count, float[] sum) {
    for (int c = 0; c < count; c++) {
      sum[c] += Math.fma(w0, x0[c], w1 * x1[c]) + Math.fma(w2, x2[c], w3 * x3[c]);
    }
  }

  private static void addOne(float[] x, float w, int count, float[] sum) {
    for (int c = 0; c < count; c++) {
      sum[c] = Math.fma(w, x[c], sum[c]);
    }
  }
}
