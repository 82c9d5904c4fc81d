package org.secateur.dynamics;

import java.util.Arrays;

import org.secateur.network.Require;

/**
 * A covariance estimated from activity, known for the neurons and for the pairs that a synapse joins. Immutable; memory
 * O(n + m).
 *
 * <p>What is estimated, without cancellation, is Var(x_i) and Var(x_i − sgn(w_ij) x_j); C_ij follows from the three. The
 * standard errors come from the scatter of batch means, so they account for correlation in time as far as it is
 * shorter than a batch. Moore and Chaudhuri (NeurIPS 2020) for the use; Geyer (1992) for batch means.
 */
public final class SampledCovariance implements Covariance {
  private final Combinations combinations;
  private final double[] variance; // (count), Hz²
  private final double[] error; // (count), Hz²
  private final SamplingFacts facts;

  SampledCovariance(Combinations combinations, double[] variance, double[] error, SamplingFacts.Method method,
      long samples, int batches) {
    this.combinations = combinations;
    this.variance = variance;
    this.error = error;
    this.facts = new SamplingFacts(method, samples, batches, combinations.count(), median());
  }

  private double median() {
    double[] effective = new double[combinations.count()];
    int pairs = 0;
    for (int e = 0; e < effective.length; e++) {
      if (combinations.sign[e] != 0 && error[e] > 0) {
        double ratio = variance[e] / error[e];
        effective[pairs++] = 2 * ratio * ratio;
      }
    }
    Arrays.sort(effective, 0, pairs);
    return pairs == 0 ? 0 : effective[pairs / 2];
  }

  /** What the estimate rests on. */
  public SamplingFacts facts() {
    return facts;
  }

  @Override
  public int neurons() {
    return combinations.neurons;
  }

  /**
   * C_ij in Hz², for a neuron or for a pair that a synapse joins.
   *
   * @throws IllegalArgumentException if no synapse joins the two
   */
  @Override
  public double get(int i, int j) {
    double ci = variance[combinations.alone(Require.index(i, neurons(), "i"))];
    double cj = variance[combinations.alone(Require.index(j, neurons(), "j"))];
    if (i == j) {
      return ci;
    }
    int e = known(i, j, 1);
    return combinations.sign[e] * (ci + cj - variance[e]) / 2;
  }

  /**
   * {@inheritDoc} For the sign that no synapse between the two has it is 2 (C_ii + C_jj) less the other.
   *
   * @throws IllegalArgumentException if no synapse joins the two
   */
  @Override
  public double differenceVariance(int i, int j, int sign) {
    double ci = get(i, i);
    if (i == j) {
      return sign > 0 ? 0 : 4 * ci;
    }
    int e = known(i, j, sign);
    double v = variance[e];
    return combinations.sign[e] == sign ? v : Math.max(0, 2 * (ci + get(j, j)) - v);
  }

  /**
   * The standard error of {@link #differenceVariance}, in Hz². For the sign that no synapse between the two has, the sum
   * of the errors it is computed from: an upper bound.
   *
   * @throws IllegalArgumentException if no synapse joins the two
   */
  @Override
  public double standardError(int i, int j, int sign) {
    double ei = error[combinations.alone(Require.index(i, neurons(), "i"))];
    double ej = error[combinations.alone(Require.index(j, neurons(), "j"))];
    if (i == j) {
      return sign > 0 ? 0 : 4 * ei;
    }
    int e = known(i, j, sign);
    return combinations.sign[e] == sign ? error[e] : 2 * (ei + ej) + error[e];
  }

  private int known(int i, int j, int sign) {
    int e = combinations.find(i, j, sign);
    if (e < 0) {
      throw new IllegalArgumentException(
          "the covariance of neurons " + i + " and " + j + " was not sampled: no synapse joins them");
    }
    return e;
  }

  @Override
  public String toString() {
    return "SampledCovariance[" + neurons() + " neurons, " + facts + "]";
  }
}
