package org.secateur.kernel;

/** Loops over the parameters in training. All arrays are read and written at one index. No checks, no allocation. */
public final class TrainingKernel {
  private TrainingKernel() {
  }

  /** d ← m d + rate (g − decay w); w ← w + d. */
  public static void momentum(float[] w, float[] d, float[] g, int count, float m, float rate, float decay) {
    for (int k = 0; k < count; k++) {
      d[k] = Math.fma(m, d[k], rate * Math.fma(-decay, w[k], g[k]));
      w[k] += d[k];
    }
  }

  /** d ← rate (m d + g − decay w); w ← w + d. */
  public static void rateScaled(float[] w, float[] d, float[] g, int count, float m, float rate,
      float decay) {
    for (int k = 0; k < count; k++) {
      d[k] = rate * Math.fma(m, d[k], Math.fma(-decay, w[k], g[k]));
      w[k] += d[k];
    }
  }

  /** Adam's step with the rate already corrected for bias. g, first and second moments at one index. */
  public static void adam(float[] w, float[] first, float[] second, float[] g, int count, float rate,
      float beta1,
      float beta2, float epsilon, float decay) {
    for (int k = 0; k < count; k++) {
      float slope = Math.fma(-decay, w[k], g[k]);
      first[k] = Math.fma(beta1, first[k], (1 - beta1) * slope);
      second[k] = Math.fma(beta2, second[k], (1 - beta2) * slope * slope);
      w[k] += rate * first[k] / ((float) Math.sqrt(second[k]) + epsilon);
    }
  }

  /** sum[j] += x[j]. */
  public static void add(float[] x, int count, float[] sum) {
    for (int j = 0; j < count; j++) {
      sum[j] += x[j];
    }
  }

  /** Σ_j x[j] y[j], in eight partial sums. */
  public static float dot(float[] x, float[] y, int count) {
    return dot(x, 0, y, 0, count);
  }

  /** Σ_j x[fromX + j] y[fromY + j] over count, in eight partial sums. */
  public static float dot(float[] x, int fromX, float[] y, int fromY, int count) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    int j = 0;
    for (; j + 7 < count; j += 8) {
      int a = fromX + j;
      int b = fromY + j;
      s0 = Math.fma(x[a], y[b], s0);
      s1 = Math.fma(x[a + 1], y[b + 1], s1);
      s2 = Math.fma(x[a + 2], y[b + 2], s2);
      s3 = Math.fma(x[a + 3], y[b + 3], s3);
      s4 = Math.fma(x[a + 4], y[b + 4], s4);
      s5 = Math.fma(x[a + 5], y[b + 5], s5);
      s6 = Math.fma(x[a + 6], y[b + 6], s6);
      s7 = Math.fma(x[a + 7], y[b + 7], s7);
    }
    for (; j < count; j++) {
      s0 = Math.fma(x[fromX + j], y[fromY + j], s0);
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }

  /** g[j] ← v p[j] − u q[j]: a row of the difference of two outer products. */
  public static void outerRow(float v, float[] p, float u, float[] q, int count, float[] g) {
    for (int j = 0; j < count; j++) {
      g[j] = v * p[j] - u * q[j];
    }
  }

  /** x[j] *= y[j]. */
  public static void times(float[] x, float[] y, int count) {
    for (int j = 0; j < count; j++) {
      x[j] *= y[j];
    }
  }

  /** The mean of x[from … from + count), in eight partial sums. */
  public static float mean(float[] x, int from, int count) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    int j = from;
    for (; j + 7 < from + count; j += 8) {
      s0 += x[j];
      s1 += x[j + 1];
      s2 += x[j + 2];
      s3 += x[j + 3];
      s4 += x[j + 4];
      s5 += x[j + 5];
      s6 += x[j + 6];
      s7 += x[j + 7];
    }
    for (; j < from + count; j++) {
      s0 += x[j];
    }
    return (((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7))) / count;
  }

  /** The largest |x[k] − y[k]|. */
  public static float largestChange(float[] x, float[] y, int count) {
    float most = 0;
    for (int k = 0; k < count; k++) {
      most = Math.max(most, Math.abs(x[k] - y[k]));
    }
    return most;
  }
}
