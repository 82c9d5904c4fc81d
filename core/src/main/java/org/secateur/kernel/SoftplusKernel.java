package org.secateur.kernel;

/** Sums of ln(1 + eˣ) over the units of many chains. No checks, no allocation. */
public final class SoftplusKernel {
  /** Ratios in [½, 2] that are multiplied before a logarithm is taken. */
  private static final int FACTORS = 512;

  private SoftplusKernel() {
  }

  /**
   * w[c] += Σ_i softplus(next · a + to[i]) − softplus(beta · a + from[i]) with a = input[i · chains + c], where softplus is
   * max(x, 0) + ln(1 + e^−|x|) and the second parts are multiplied.
   *
   * @param product (chains) scratch
   */
  public static void addDifferences(float[] input, int chains, double beta, float[] from, double next,
      float[] to,
      double[] product, double[] w) {
    for (int c = 0; c < chains; c++) {
      product[c] = 1;
    }
    for (int i = 0; i < from.length; i++) {
      for (int c = 0; c < chains; c++) {
        double a = input[i * chains + c];
        double x = Math.fma(beta, a, from[i]);
        double y = Math.fma(next, a, to[i]);
        w[c] += Math.max(y, 0) - Math.max(x, 0);
        product[c] *= (1 + Math.exp(-Math.abs(y))) / (1 + Math.exp(-Math.abs(x)));
      }
      if (i % FACTORS == FACTORS - 1) {
        flush(chains, product, w);
      }
    }
    flush(chains, product, w);
  }

  private static void flush(int chains, double[] product, double[] w) {
    for (int c = 0; c < chains; c++) {
      w[c] += Math.log(product[c]);
      product[c] = 1;
    }
  }
}
