package org.secateur.kernel;

/** One loop over the pairs of a network that are left. No checks, no allocation. */
public final class PairKernel {
  private PairKernel() {
  }

  /**
   * For every pair k of neurons i, j: input_i ← input_i + w_k x_j, input_j ← input_j + v_k x_i, and
   * squares_k ← squares_k + (x_i − s_k x_j)².
   *
   * @param count pairs
   * @param first i of each
   * @param second j of each
   * @param weight w of each
   * @param backWeight v of each, 0 in a directed network
   * @param sign s of each
   * @param x rates, not modified
   */
  public static void inputAndDifferences(int count, int[] first, int[] second, double[] weight,
      double[] backWeight, double[] sign, double[] x, double[] input, double[] squares) {
    for (int k = 0; k < count; k++) {
      int i = first[k];
      int j = second[k];
      double a = x[i];
      double b = x[j];
      input[i] += weight[k] * b;
      input[j] += backWeight[k] * a;
      double d = a - sign[k] * b;
      squares[k] += d * d;
    }
  }
}
