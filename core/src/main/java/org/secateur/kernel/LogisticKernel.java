package org.secateur.kernel;

/**
 * Logistic functions and Bernoulli draws over floats. No checks, no allocation. Every loop over chains is of a form that
 * the compiler turns into vector instructions: no branches, and arrays of one type are read and written at one index.
 *
 * <p>σ(x) = ½ + ½ tanh(x/2) with a rational tanh of degree 9 over 8, fitted here to [−9, 9]: absolute error below 3 · 10⁻⁷.
 * Sums, fused products and one quotient, so the bits are the same on every processor.
 */
public final class LogisticKernel {
  private static final long GAMMA = 0x9e3779b97f4a7c15L;
  private static final float P0 = 0.9999999f;
  private static final float P1 = 0.13373193f;
  private static final float P2 = 0.0034865772f;
  private static final float P3 = 2.0471749e-5f;
  private static final float P4 = 1.318411e-8f;
  private static final float Q1 = 0.46706492f;
  private static final float Q2 = 0.02584196f;
  private static final float Q3 = 3.2713774e-4f;
  private static final float Q4 = 7.702617e-7f;
  /** Beyond |x| = 18 the clamped fit is 0 or 1 in floats. */
  private static final float CLAMP = 81f;

  private LogisticKernel() {
  }

  private static float tanhOfHalf(float x) {
    float y = Math.min(9f, Math.max(-9f, 0.5f * x));
    float z = y * y;
    float p = Math.fma(Math.fma(Math.fma(Math.fma(P4, z, P3), z, P2), z, P1), z, P0);
    float q = Math.fma(Math.fma(Math.fma(Math.fma(Q4, z, Q3), z, Q2), z, Q1), z, 1f);
    return y * p / q;
  }

  /** σ(x), in [0, 1]. */
  public static float logistic(float x) {
    return Math.min(1f, Math.max(0f, Math.fma(0.5f, tanhOfHalf(x), 0.5f)));
  }

  /** x[k] ← σ(x[k]) for k in [from, from + count). */
  public static void means(float[] x, int from, int count) {
    for (int k = from; k < from + count; k++) {
      x[k] = logistic(x[k]);
    }
  }

  /** x[k] ← σ(scale · (x[k] + shift[k])): the units of one chain. */
  public static void unitMeans(float[] x, int count, float scale, float[] shift) {
    for (int k = 0; k < count; k++) {
      x[k] = logistic(scale * (x[k] + shift[k]));
    }
  }

  /**
   * x[k] ← 1 with probability σ(x[k]), else 0, for k in [from, from + count). It is 1 if the upper 23 bits of a word, as a
   * number u on (0, 1), lie below σ = ½ + ½ y p / q, that is if 0 < ½ y p + (½ − u) q, q being positive: no quotient is
   * needed. Nothing needs clamping but the square: a tanh beyond ±1 decides as ±1 does.
   *
   * @param words (count) one word an element
   */
  public static void sample(float[] x, int from, int count, int[] words) {
    for (int k = 0; k < count; k++) {
      float y = 0.5f * x[from + k];
      float z = Math.min(CLAMP, y * y);
      float p = Math.fma(Math.fma(Math.fma(Math.fma(P4, z, P3), z, P2), z, P1), z, P0);
      float q = Math.fma(Math.fma(Math.fma(Math.fma(Q4, z, Q3), z, Q2), z, Q1), z, 1f);
      float u = words[k] >>> 9;
      x[from + k] = Math.max(0f, Math.signum(Math.fma(y * 0x1p22f, p, (0x1p22f - 0.5f - u) * q)));
    }
  }

  /** x[k] ← 1 with probability x[k], else 0, for k in [from, from + count). */
  public static void bernoulli(float[] x, int from, int count, int[] words) {
    for (int k = 0; k < count; k++) {
      float u = words[k] >>> 9;
      x[from + k] = Math.max(0f, Math.signum(Math.fma(x[from + k], 0x1p23f, -0.5f) - u));
    }
  }

  /** keys[q · chains + c] ← key[c] + γ q: the streams of some chains, each as {@code several} that are a draw apart. */
  public static void spread(long[] key, int several, long[] keys) {
    for (int q = 0; q < several; q++) {
      for (int c = 0; c < key.length; c++) {
        keys[q * key.length + c] = key[c] + GAMMA * q;
      }
    }
  }

  /**
   * Draw number {@code draw} of many streams: bits[c] ← mix(key[c] + γ (draw + 1)), SplitMix64 (Steele, Lea and Flood,
   * OOPSLA 2014), the generator of {@code random.Seed}.
   */
  public static void draws(long[] key, int count, long draw, long[] bits) {
    long step = GAMMA * (draw + 1);
    for (int c = 0; c < count; c++) {
      long z = key[c] + step;
      z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
      z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
      bits[c] = z ^ (z >>> 31);
    }
  }

  /** words[c] ← the lower half of bits[c]. */
  public static void lowerHalves(long[] bits, int count, int[] words) {
    for (int c = 0; c < count; c++) {
      words[c] = (int) bits[c];
    }
  }

  /** words[c] ← the upper half of bits[c]. */
  public static void upperHalves(long[] bits, int count, int[] words) {
    for (int c = 0; c < count; c++) {
      words[c] = (int) (bits[c] >>> 32);
    }
  }

  /**
   * The words of the units of one stream, as many chains have them: the units go in groups of 16, which share 8 draws; the
   * first 8 units of a group have the lower halves, the others the upper ones.
   */
  public static void unitWords(long key, long draw, int units, int[] words) {
    for (int first = 0; first < units; first += 16) {
      for (int q = 0; q < 8 && first + q < units; q++) {
        long z = key + GAMMA * (draw + (first >> 1) + q + 1);
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        z ^= z >>> 31;
        words[first + q] = (int) z;
        if (first + q + 8 < units) {
          words[first + q + 8] = (int) (z >>> 32);
        }
      }
    }
  }
}
