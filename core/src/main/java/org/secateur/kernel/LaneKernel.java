package org.secateur.kernel;

/**
 * Loops over several vectors at once in single precision, neuron-major: entry i of vector t of L lies at {@code L i + t},
 * so that a matrix entry is fetched once for all of them. No checks, no allocation.
 *
 * <p>Every lane is summed in the order of the row, by fused multiply-add: its bits depend neither on the other lanes nor
 * on how many there are, nor on the processor.
 */
public final class LaneKernel {
  /** Lanes of {@link #multiplyEight}: a row of them is half a cache line. */
  public static final int EIGHT = 8;

  private LaneKernel() {
  }

  /**
   * Rows {@code from} to {@code to}, exclusive, of Y ← W X for eight lanes.
   *
   * @param x (8 n)
   * @param y (8 · at least (to − from)), the first row for {@code from}
   */
  public static void multiplyEight(FloatRows w, int from, int to, float[] x, float[] y) {
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

  /** The same for a single lane. */
  public static void multiplyOne(FloatRows w, int from, int to, float[] x, float[] y) {
    int[] rowStart = w.rowStart;
    int[] column = w.column;
    float[] value = w.value;
    for (int i = from; i < to; i++) {
      float sum = 0;
      for (int k = rowStart[i]; k < rowStart[i + 1]; k++) {
        sum = Math.fma(value[k], x[column[k]], sum);
      }
      y[i - from] = sum;
    }
  }

  /**
   * z′ ← z + (drive − d z + noise) for neurons {@code from} to {@code to}, exclusive, d = decay + rest.
   *
   * @param decay (n)
   * @param rest (n) what is left of d where {@code decay} is d rounded to single precision
   * @param drive (L · at least (to − from)), the first row for {@code from}
   * @param first (L · at least (to − from + 1)/2) noise of neurons from, from + 2, …
   * @param second of neurons from + 1, from + 3, …
   * @param z (L n)
   * @param into (L n), rows {@code from} to {@code to} overwritten; may be {@code z}
   */
  public static void step(int lanes, int from, int to, float[] decay, float[] rest, float[] drive,
      float[] first, float[] second, float[] z, float[] into) {
    for (int i = from; i < to; i++) {
      int row = i - from;
      step(lanes, decay[i], rest[i], lanes * row, drive, lanes * (row >> 1), (row & 1) == 0 ? first : second,
          lanes * i, z, into);
    }
  }

  private static void step(int lanes, float decay, float rest, int d, float[] drive, int r, float[] noise,
      int q,
      float[] z, float[] into) {
    for (int t = 0; t < lanes; t++) {
      float x = z[q + t];
      into[q + t] = x + (Math.fma(-rest, x, Math.fma(-decay, x, drive[d + t])) + noise[r + t]);
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
