package org.secateur.spectral;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * How far the whole spectrum moved, in the quantities of Moore and Chaudhuri (NeurIPS 2020). Modes without a restoring
 * force in the original are left out.
 *
 * @param modes how many eigenvalues are compared
 * @param eigenvalue ε_λ = |λ'_k / λ_k − 1|: symmetric, k-th to k-th by size; directed, each to the nearest not yet taken,
 *     slowest first
 * @param quadraticForm ε_v = |v_kᵀA'v_k / λ_k − 1| at the original's eigenvectors; symmetric only
 * @param cosine |cos θ_k| between v_k and A'v_k; symmetric only; 0 where A'v_k = 0
 */
public record SpectrumErrors(int modes, Summary eigenvalue, Summary quadraticForm, Summary cosine) {

  /**
   * A sample in four numbers; all empty if there is nothing to sum up.
   *
   * @param least smallest value
   * @param median middle value, the mean of two if the sample is even
   * @param mean arithmetic mean
   * @param greatest largest value
   */
  public record Summary(OptionalDouble least, OptionalDouble median, OptionalDouble mean,
      OptionalDouble greatest) {

    /** Sums up a sample, which is not modified. */
    public static Summary of(double[] sample) {
      if (sample.length == 0) {
        OptionalDouble none = OptionalDouble.empty();
        return new Summary(none, none, none, none);
      }
      double[] sorted = sample.clone();
      Arrays.sort(sorted);
      int half = sorted.length / 2;
      double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
      return new Summary(OptionalDouble.of(sorted[0]), OptionalDouble.of(median),
          Arrays.stream(sorted).average(),
          OptionalDouble.of(sorted[sorted.length - 1]));
    }
  }
}
