package org.secateur.kernel;

/**
 * Elementwise steps of a recurrent network forward and backward in time. All arrays are read and written at one index, which
 * the compiler turns into vector instructions. No checks, no allocation.
 */
public final class BackpropagationKernel {
  private BackpropagationKernel() {
  }

  /** v[k] ← (1 − α) v[k] + α u[k]. */
  public static void leak(float[] v, float[] u, int count, float alpha) {
    float keep = 1 - alpha;
    for (int k = 0; k < count; k++) {
      v[k] = Math.fma(keep, v[k], alpha * u[k]);
    }
  }

  /** δ[k] ← (1 − α) δ[k] + g[k]: units whose rate is their voltage. */
  public static void linear(float[] delta, float[] g, int count, float alpha) {
    float keep = 1 - alpha;
    for (int k = 0; k < count; k++) {
      delta[k] = Math.fma(keep, delta[k], g[k]);
    }
  }

  /** δ[k] ← (1 − α) δ[k] + g[k] where r[k] is positive, without g[k] where it is 0: rectified units. */
  public static void rectified(float[] delta, float[] g, float[] r, int count, float alpha) {
    float keep = 1 - alpha;
    for (int k = 0; k < count; k++) {
      delta[k] = Math.fma(keep, delta[k], Math.signum(r[k]) * g[k]);
    }
  }

  /** δ[k] ← (1 − α) δ[k] + (1 − r[k]²) g[k]: units with r = tanh v. */
  public static void tanh(float[] delta, float[] g, float[] r, int count, float alpha) {
    float keep = 1 - alpha;
    for (int k = 0; k < count; k++) {
      delta[k] = Math.fma(keep, delta[k], Math.fma(-r[k], r[k], 1f) * g[k]);
    }
  }

  /** x[k] *= factor. */
  public static void scale(float[] x, int count, float factor) {
    for (int k = 0; k < count; k++) {
      x[k] *= factor;
    }
  }

  /** Σ_k x[k]², in four partial sums of doubles. */
  public static double squares(float[] x, int count) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int k = 0;
    for (; k + 3 < count; k += 4) {
      s0 += (double) x[k] * x[k];
      s1 += (double) x[k + 1] * x[k + 1];
      s2 += (double) x[k + 2] * x[k + 2];
      s3 += (double) x[k + 3] * x[k + 3];
    }
    for (; k < count; k++) {
      s0 += (double) x[k] * x[k];
    }
    return s0 + s1 + (s2 + s3);
  }
}
