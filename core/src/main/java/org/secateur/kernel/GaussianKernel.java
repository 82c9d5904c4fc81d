package org.secateur.kernel;

/**
 * Standard normal numbers in single precision, a pair from each 64-bit draw (Box and Muller, Annals of Mathematical
 * Statistics 1958). Short loops over arrays with no branch and no table, which a compiler turns into vector
 * instructions; only exactly rounded operations, so the same bits on every processor. No checks, no allocation.
 *
 * <p>A pair is r cos φ, r sin φ with r² = −2 ln U. U is an odd multiple of 2⁻³¹: no number exceeds √(62 ln 2) = 6.56,
 * which a normal one does once in 2·10¹⁰.
 */
public final class GaussianKernel {
  private static final long GAMMA = 0x9e3779b97f4a7c15L;
  private static final float LN_2 = 0.6931472f;
  private static final float RADIANS = (float) (Math.PI / 4 * 0x1p-29);

  private GaussianKernel() {
  }

  /**
   * The two halves of SplitMix64's output (Steele, Lea and Flood, OOPSLA 2014) for {@code count} states.
   *
   * @param origin states, each with {@code draws} draws still to be passed over
   */
  public static void draw(long[] origin, long draws, int count, int[] low, int[] high) {
    long passed = draws * GAMMA;
    for (int k = 0; k < count; k++) {
      long z = origin[k] + passed;
      z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
      z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
      z ^= z >>> 31;
      low[k] = (int) z;
      high[k] = (int) (z >>> 32);
    }
  }

  /**
   * radius[k] ← √(−ln U), U from the upper 31 bits of a half.
   *
   * <p>With U = 2⁻ᵉ (1 − t), ½ ≤ 1 − t ≤ 1: −ln U = e ln 2 + t Q(t), Q the polynomial through −ln(1 − t)/t at the
   * Chebyshev points of [0, ½], off by less than 5·10⁻⁸ of it. No cancellation, even for U near 1.
   */
  public static void radius(int[] half, int count, float[] radius) {
    for (int k = 0; k < count; k++) {
      int u = half[k] >>> 1 | 1;
      int below = u | u >>> 1; // all ones from the leading one down
      below |= below >>> 2;
      below |= below >>> 4;
      below |= below >>> 8;
      below |= below >>> 16;
      float power = 2 * (float) (below - (below >>> 1));
      float t = 1 - u / power;
      float q = 1.4079567f;
      q = Math.fma(q, t, -1.6302117f);
      q = Math.fma(q, t, 1.2050139f);
      q = Math.fma(q, t, -0.18157165f);
      q = Math.fma(q, t, 0.2645476f);
      q = Math.fma(q, t, 0.24343744f);
      q = Math.fma(q, t, 0.333662f);
      q = Math.fma(q, t, 0.49999374f);
      q = Math.fma(q, t, 1f);
      radius[k] = (float) Math.sqrt(Math.fma(q, t, (Integer.numberOfLeadingZeros(u) - 1) * LN_2));
    }
  }

  /**
   * The pairs from radius and the other half: two bits are signs, thirty an angle ψ in [−π/4, π/4); with φ = ψ + π/4,
   * √2 cos φ = cos ψ − sin ψ and √2 sin φ = cos ψ + sin ψ. Taylor's polynomials, off by less than 4·10⁻⁸.
   */
  public static void turn(int[] half, float[] radius, int count, float[] first, float[] second) {
    for (int k = 0; k < count; k++) {
      int bits = half[k];
      float psi = (bits >> 2) * RADIANS;
      float s = psi * psi;
      float cos = Math.fma(s, 1 / 40320f, -1 / 720f);
      cos = Math.fma(s, cos, 1 / 24f);
      cos = Math.fma(s, cos, -0.5f);
      cos = Math.fma(s, cos, 1f);
      float sin = Math.fma(s, 1 / 362880f, -1 / 5040f);
      sin = Math.fma(s, sin, 1 / 120f);
      sin = Math.fma(s, sin, -1 / 6f);
      sin = psi * Math.fma(s, sin, 1f);
      float r = radius[k];
      first[k] = r * (cos - sin) * ((bits & 1) * 2 - 1);
      second[k] = r * (cos + sin) * ((bits & 2) - 1);
    }
  }
}
