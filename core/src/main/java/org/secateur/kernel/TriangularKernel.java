package org.secateur.kernel;

/**
 * Solves with a unit lower triangular factor of an M-matrix, L = I − (entries), for eight vectors at once, neuron-major.
 * The factor lies by columns; all entries are in [0, 1], all rows below their column. No checks, no allocation.
 */
public final class TriangularKernel {
  private TriangularKernel() {
  }

  /**
   * Columns {@code from} to {@code to}, exclusive, of Y ← diag(scale) L⁻¹ Y.
   *
   * @param start (n + 1) of the columns
   * @param row of each entry
   * @param value of each entry, its sign changed
   * @param scale (n)
   */
  public static void forward(int from, int to, int[] start, int[] row, float[] value, double[] scale,
      double[] y) {
    for (int j = from; j < to; j++) {
      int c = j << 3;
      double y0 = y[c];
      double y1 = y[c + 1];
      double y2 = y[c + 2];
      double y3 = y[c + 3];
      double y4 = y[c + 4];
      double y5 = y[c + 5];
      double y6 = y[c + 6];
      double y7 = y[c + 7];
      for (int k = start[j]; k < start[j + 1]; k++) {
        int r = row[k] << 3;
        double v = value[k];
        y[r] = Math.fma(v, y0, y[r]);
        y[r + 1] = Math.fma(v, y1, y[r + 1]);
        y[r + 2] = Math.fma(v, y2, y[r + 2]);
        y[r + 3] = Math.fma(v, y3, y[r + 3]);
        y[r + 4] = Math.fma(v, y4, y[r + 4]);
        y[r + 5] = Math.fma(v, y5, y[r + 5]);
        y[r + 6] = Math.fma(v, y6, y[r + 6]);
        y[r + 7] = Math.fma(v, y7, y[r + 7]);
      }
      double s = scale[j];
      y[c] = s * y0;
      y[c + 1] = s * y1;
      y[c + 2] = s * y2;
      y[c + 3] = s * y3;
      y[c + 4] = s * y4;
      y[c + 5] = s * y5;
      y[c + 6] = s * y6;
      y[c + 7] = s * y7;
    }
  }

  /** Columns {@code from} to {@code to}, exclusive, of Y ← L⁻ᵀ Y, the last first. */
  public static void backward(int from, int to, int[] start, int[] row, float[] value, double[] y) {
    for (int j = to - 1; j >= from; j--) {
      int c = j << 3;
      double y0 = y[c];
      double y1 = y[c + 1];
      double y2 = y[c + 2];
      double y3 = y[c + 3];
      double y4 = y[c + 4];
      double y5 = y[c + 5];
      double y6 = y[c + 6];
      double y7 = y[c + 7];
      for (int k = start[j]; k < start[j + 1]; k++) {
        int r = row[k] << 3;
        double v = value[k];
        y0 = Math.fma(v, y[r], y0);
        y1 = Math.fma(v, y[r + 1], y1);
        y2 = Math.fma(v, y[r + 2], y2);
        y3 = Math.fma(v, y[r + 3], y3);
        y4 = Math.fma(v, y[r + 4], y4);
        y5 = Math.fma(v, y[r + 5], y5);
        y6 = Math.fma(v, y[r + 6], y6);
        y7 = Math.fma(v, y[r + 7], y7);
      }
      y[c] = y0;
      y[c + 1] = y1;
      y[c + 2] = y2;
      y[c + 3] = y3;
      y[c + 4] = y4;
      y[c + 5] = y5;
      y[c + 6] = y6;
      y[c + 7] = y7;
    }
  }

  /** y ← L y for one vector. */
  public static void multiply(int n, int[] start, int[] row, float[] value, double[] y) {
    for (int j = n - 1; j >= 0; j--) {
      for (int k = start[j]; k < start[j + 1]; k++) {
        y[row[k]] -= value[k] * y[j];
      }
    }
  }

  /** y[8 to_i + t] ← factor · sign_i r[8 i + t]; rows whose place is negative are left out. */
  public static void place(int from, int end, int[] to, double[] sign, double factor, double[] r,
      double[] y) {
    for (int i = from; i < end; i++) {
      if (to[i] >= 0) {
        int a = i << 3;
        int b = to[i] << 3;
        double s = factor * sign[i];
        for (int t = 0; t < BlockKernel.LANES; t++) {
          y[b + t] = s * r[a + t];
        }
      }
    }
  }

  /**
   * z[8 i + t] ← sign_i y[8 plus_i + t], or (y[8 plus_i + t] − y[8 minus_i + t])/2 where there is a minus; and R·Z for
   * each lane into {@code dot[at]} to {@code dot[at + 7]}.
   *
   * @param minus (n), or empty
   */
  public static void takeBack(int from, int end, int[] plus, int[] minus, double[] sign, double[] y,
      double[] r,
      double[] z, double[] dot, int at) {
    for (int t = 0; t < BlockKernel.LANES; t++) {
      dot[at + t] = 0;
    }
    for (int i = from; i < end; i++) {
      boolean covered = minus.length > 0 && minus[i] >= 0;
      int a = i << 3;
      int p = plus[i] << 3;
      int m = covered ? minus[i] << 3 : p;
      double ofPlus = covered ? 0.5 : sign[i];
      double ofMinus = covered ? -0.5 : 0;
      for (int t = 0; t < BlockKernel.LANES; t++) {
        double v = ofPlus * y[p + t] + ofMinus * y[m + t];
        z[a + t] = v;
        dot[at + t] += v * r[a + t];
      }
    }
  }

  /** As {@link #forward} for one vector. */
  public static void forwardOne(int from, int to, int[] start, int[] row, float[] value, double[] scale,
      double[] y) {
    for (int j = from; j < to; j++) {
      double v = y[j];
      for (int k = start[j]; k < start[j + 1]; k++) {
        y[row[k]] = Math.fma(value[k], v, y[row[k]]);
      }
      y[j] = scale[j] * v;
    }
  }

  /** As {@link #backward} for one vector. */
  public static void backwardOne(int from, int to, int[] start, int[] row, float[] value, double[] y) {
    for (int j = to - 1; j >= from; j--) {
      double v = y[j];
      for (int k = start[j]; k < start[j + 1]; k++) {
        v = Math.fma(value[k], y[row[k]], v);
      }
      y[j] = v;
    }
  }

  /** As {@link #place} for one vector. */
  public static void placeOne(int[] to, double[] sign, double factor, double[] r, double[] y) {
    for (int i = 0; i < to.length; i++) {
      if (to[i] >= 0) {
        y[to[i]] = factor * sign[i] * r[i];
      }
    }
  }

  /** As {@link #takeBack} for one vector; r·z. */
  public static double takeBackOne(int[] plus, int[] minus, double[] sign, double[] y, double[] r,
      double[] z) {
    double dot = 0;
    for (int i = 0; i < plus.length; i++) {
      boolean covered = minus.length > 0 && minus[i] >= 0;
      z[i] = covered ? (y[plus[i]] - y[minus[i]]) / 2 : sign[i] * y[plus[i]];
      dot = Math.fma(z[i], r[i], dot);
    }
    return dot;
  }
}
