package org.secateur.kernel;

/**
 * Loops over several vectors at once in single precision, neuron-major: entry i of vector t of L lies at {@code L i + t},
 * so that a matrix entry is fetched once for all of them. No checks, no allocation.
 *
 * <p>Every lane is summed in the order of the row, by fused multiply-add: its bits depend neither on the other lanes nor
 * on how many there are, nor on the processor.
 */
public final class LaneKernel {
  /** Lanes of {@link #slopes}: a row of them is half a cache line. */
  public static final int EIGHT = 8;

  private LaneKernel() {
  }

  /**
   * Rows {@code from} to {@code to}, exclusive, of Y ← W X − D X for eight lanes, D = diag(decay + rest).
   *
   * @param decay (n)
   * @param rest (n) what is left of the diagonal where {@code decay} is rounded to single precision
   * @param x (8 n)
   * @param y (8 · at least (to − from)), the first row for {@code from}
   */
  public static void slopes(FloatRows w, float[] decay, float[] rest, int from, int to, float[] x,
      float[] y) {
    if (VectorInstructions.IN_USE) {
      VectorKernel.multiply(w, from, to, x, y);
    } else {
      multiplyPlainly(w, from, to, x, y);
    }
    restore(EIGHT, decay, rest, from, to, x, y);
  }

  /** Rows {@code from} to {@code to} of Y ← W X. */
  static void multiplyPlainly(FloatRows w, int from, int to, float[] x, float[] y) {
    int[] rowStart = w.rowStart;
    int[] column = w.column;
    float[] value = w.value;
    for (int i = from; i < to; i++) {
      float s0 = 0;
      float s1 = 0;
      float s2 = 0;
      float s3 = 0;
      float s4 = 0;
      float s5 = 0;
      float s6 = 0;
      float s7 = 0;
      for (int k = rowStart[i]; k < rowStart[i + 1]; k++) {
        float v = value[k];
        int c = column[k] << 3;
        s0 = Math.fma(v, x[c], s0);
        s1 = Math.fma(v, x[c + 1], s1);
        s2 = Math.fma(v, x[c + 2], s2);
        s3 = Math.fma(v, x[c + 3], s3);
        s4 = Math.fma(v, x[c + 4], s4);
        s5 = Math.fma(v, x[c + 5], s5);
        s6 = Math.fma(v, x[c + 6], s6);
        s7 = Math.fma(v, x[c + 7], s7);
      }
      int r = (i - from) << 3;
      y[r] = s0;
      y[r + 1] = s1;
      y[r + 2] = s2;
      y[r + 3] = s3;
      y[r + 4] = s4;
      y[r + 5] = s5;
      y[r + 6] = s6;
      y[r + 7] = s7;
    }
  }

  /**
   * Y ← Y − D X for rows {@code from} to {@code to}, exclusive.
   *
   * @param lanes a multiple of eight
   */
  public static void restore(int lanes, float[] decay, float[] rest, int from, int to, float[] x, float[] y) {
    for (int i = from; i < to; i++) {
      for (int t = 0; t < lanes; t += EIGHT) {
        restore(-decay[i], -rest[i], lanes * i + t, x, lanes * (i - from) + t, y);
      }
    }
  }

  private static void restore(float d, float e, int q, float[] x, int r, float[] y) {
    y[r] = Math.fma(e, x[q], Math.fma(d, x[q], y[r]));
    y[r + 1] = Math.fma(e, x[q + 1], Math.fma(d, x[q + 1], y[r + 1]));
    y[r + 2] = Math.fma(e, x[q + 2], Math.fma(d, x[q + 2], y[r + 2]));
    y[r + 3] = Math.fma(e, x[q + 3], Math.fma(d, x[q + 3], y[r + 3]));
    y[r + 4] = Math.fma(e, x[q + 4], Math.fma(d, x[q + 4], y[r + 4]));
    y[r + 5] = Math.fma(e, x[q + 5], Math.fma(d, x[q + 5], y[r + 5]));
    y[r + 6] = Math.fma(e, x[q + 6], Math.fma(d, x[q + 6], y[r + 6]));
    y[r + 7] = Math.fma(e, x[q + 7], Math.fma(d, x[q + 7], y[r + 7]));
  }

  /** x[k] ← x[k] + (slope[k] + noise[k]) for the first {@code count}. */
  public static void step(int count, float[] slope, float[] noise, float[] x) {
    for (int k = 0; k < count; k++) {
      x[k] += slope[k] + noise[k];
    }
  }

  /** The largest |x_q|; NaN if one is. */
  public static float maxAbs(float[] x) {
    float max = 0;
    for (float v : x) {
      max = Math.max(max, Math.abs(v));
    }
    return max;
  }
}
