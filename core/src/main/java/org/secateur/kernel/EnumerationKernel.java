package org.secateur.kernel;

/**
 * Loops over all states of one side of a two-sided Boltzmann machine: every synapse joins an enumerated unit and a summed
 * one, so that given the enumerated side e the summed units are independent. States of a chunk differ in their lower bits
 * and are visited in Gray order (Gray, US patent 2 632 058, 1953), one change a step; the inputs are computed afresh for
 * each chunk. No checks, no allocation.
 */
public final class EnumerationKernel {
  /** Factors below 2 that are multiplied before a logarithm is taken: 2⁵¹² is within the range of a double. */
  private static final int FACTORS = 512;

  private EnumerationKernel() {
  }

  /** The state at step {@code g} of a chunk: bit i is enumerated unit i. */
  public static int state(int chunk, int lowerBits, int g) {
    return (chunk << lowerBits) | (g ^ (g >>> 1));
  }

  /** input[j] ← bias_j + Σ_i e_i w_ij at the first state of a chunk. */
  public static void firstInputs(int chunk, int lowerBits, double[][] w, double[] bias, double[] input) {
    System.arraycopy(bias, 0, input, 0, input.length);
    int state = state(chunk, lowerBits, 0);
    for (int i = 0; i < w.length; i++) {
      if (((state >>> i) & 1) != 0) {
        add(w[i], input);
      }
    }
  }

  /** input ← the inputs at step g, from those at step g − 1, g at least 1. */
  public static void advance(int chunk, int lowerBits, int g, double[][] w, double[] input) {
    int changed = Integer.numberOfTrailingZeros(g);
    if (((state(chunk, lowerBits, g) >>> changed) & 1) != 0) {
      add(w[changed], input);
    } else {
      subtract(w[changed], input);
    }
  }

  private static void add(double[] row, double[] input) {
    for (int j = 0; j < input.length; j++) {
      input[j] += row[j];
    }
  }

  private static void subtract(double[] row, double[] input) {
    for (int j = 0; j < input.length; j++) {
      input[j] -= row[j];
    }
  }

  /** Σ_j ln(1 + e^{input_j}): max(x, 0) + ln(1 + e^{−|x|}), with one logarithm for many factors. */
  public static double softplusSum(double[] input) {
    double sum = 0;
    double product = 1;
    for (int j = 0; j < input.length; j++) {
      double x = input[j];
      sum += Math.max(x, 0);
      product *= 1 + Math.exp(-Math.abs(x));
      if (j % FACTORS == FACTORS - 1) {
        sum += Math.log(product);
        product = 1;
      }
    }
    return sum + Math.log(product);
  }

  /** Σ_i e_i bias_i. */
  public static double biasOf(int state, double[] bias) {
    double sum = 0;
    for (int i = 0; i < bias.length; i++) {
      sum += ((state >>> i) & 1) * bias[i];
    }
    return sum;
  }

  /** mean[j] ← σ(input[j]). */
  public static void logistic(double[] input, double[] mean) {
    for (int j = 0; j < input.length; j++) {
      mean[j] = 1 / (1 + Math.exp(-input[j]));
    }
  }

  /** For each unit i that is on: rate[i] += weight, pair[i][j] += weight · mean[j]; mean is overwritten by weight · mean. */
  public static void addMoments(int state, double weight, double[] mean, double[] rate, double[][] pair,
      double[] summedRate) {
    for (int j = 0; j < mean.length; j++) {
      mean[j] *= weight;
    }
    add(mean, summedRate);
    for (int i = 0; i < rate.length; i++) {
      if (((state >>> i) & 1) != 0) {
        rate[i] += weight;
        add(mean, pair[i]);
      }
    }
  }
}
