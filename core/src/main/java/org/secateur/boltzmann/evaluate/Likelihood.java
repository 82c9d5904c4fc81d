package org.secateur.boltzmann.evaluate;

import java.util.stream.IntStream;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Patterns;
import org.secateur.boltzmann.chains.MeanField;
import org.secateur.network.Require;

/**
 * Average log-likelihood of patterns, or what stands in for it, in nats a pattern.
 *
 * @param mean over the patterns
 * @param standardError of the mean over patterns; it does not contain the error of ln Z
 */
public record Likelihood(double mean, double standardError) {

  /**
   * ln P(v) of a machine of two layers: exact, given ln Z. Double precision.
   *
   * @throws IllegalArgumentException if there are more layers
   */
  public static Likelihood exact(Machine machine, Patterns patterns, double logPartition) {
    double[] values = new double[patterns.count()];
    IntStream.range(0, values.length).parallel()
        .forEach(k -> values[k] = -machine.freeEnergy(patterns.row(k)) - logPartition);
    return of(values);
  }

  /**
   * The variational lower bound of ln P(v) by mean field, given ln Z: ⟨−E⟩_q + H(q) − ln Z. Of two layers it is ln P(v)
   * itself. Salakhutdinov and Hinton (2009).
   */
  public static Likelihood lowerBound(Machine machine, Patterns patterns, double logPartition,
      MeanField meanField) {
    double[] values = new double[patterns.count()];
    float[][] weights = new float[machine.layers() - 1][];
    float[][] biases = new float[machine.layers()][];
    for (int l = 0; l < biases.length; l++) {
      biases[l] = machine.biases(l);
      if (l < weights.length) {
        weights[l] = machine.weights(l);
      }
    }
    meanField.forEachBlock(machine, patterns, (first, count, layers) -> {
      for (int k = 0; k < count; k++) {
        values[first + k] = bound(weights, biases, layers, count, k) - logPartition;
      }
    });
    return of(values);
  }

  private static double bound(float[][] weights, float[][] biases, float[][] layers, int count, int k) {
    double sum = 0;
    double[] means = means(layers[0], biases[0].length, count, k);
    for (int l = 0; l < layers.length; l++) {
      double[] above = l + 1 < layers.length
          ? means(layers[l + 1], biases[l + 1].length, count, k)
          : new double[0];
      for (int i = 0; i < means.length; i++) {
        double x = means[i];
        sum += x * biases[l][i] + (l > 0 ? entropy(x) : 0);
        if (above.length > 0 && x != 0) {
          double input = 0;
          for (int j = 0; j < above.length; j++) {
            input += weights[l][i * above.length + j] * above[j];
          }
          sum += x * input;
        }
      }
      means = above;
    }
    return sum;
  }

  /** The means of one pattern's units, together. */
  private static double[] means(float[] layer, int units, int count, int k) {
    double[] means = new double[units];
    for (int i = 0; i < units; i++) {
      means[i] = layer[i * count + k];
    }
    return means;
  }

  private static double entropy(double p) {
    return p <= 0 || p >= 1 ? 0 : -p * Math.log(p) - (1 - p) * Math.log1p(-p);
  }

  /**
   * The pseudo-likelihood Σ_i ln P(v_i | all other visible units) of a machine of two layers: not a likelihood, and not
   * comparable with one. Besag (1975). All units are visited, so that it does not depend on draws. Time O(patterns · synapses).
   */
  public static Likelihood pseudo(Machine machine, Patterns patterns) {
    if (machine.layers() != 2) {
      throw new IllegalArgumentException(
          "the pseudo-likelihood is for two layers, this machine has " + machine.layers());
    }
    float[] weights = machine.weights(0);
    float[][] biases = {machine.biases(0), machine.biases(1)};
    double[] values = new double[patterns.count()];
    IntStream.range(0, values.length).parallel()
        .forEach(k -> values[k] = pseudo(patterns.row(k), weights, biases));
    return of(values);
  }

  private static double pseudo(byte[] v, float[] weights, float[][] biases) {
    int hidden = biases[1].length;
    double[] input = new double[hidden];
    for (int j = 0; j < hidden; j++) {
      input[j] = biases[1][j];
      for (int i = 0; i < v.length; i++) {
        input[j] += v[i] * (double) weights[i * hidden + j];
      }
    }
    double sum = 0;
    for (int i = 0; i < v.length; i++) {
      // ln P*(flipped) − ln P*(v)
      double flip = (1 - 2 * v[i]) * (double) biases[0][i];
      for (int j = 0; j < hidden; j++) {
        flip += softplus(input[j] + (1 - 2 * v[i]) * (double) weights[i * hidden + j]) - softplus(input[j]);
      }
      sum -= softplus(flip);
    }
    return sum;
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  /** The mean of values and its standard error. */
  static Likelihood of(double[] values) {
    Require.atLeast(values.length, 1, "the number of patterns");
    double sum = 0;
    for (double x : values) {
      sum += x;
    }
    double mean = sum / values.length;
    double squares = 0;
    for (double x : values) {
      squares += (x - mean) * (x - mean);
    }
    double error = values.length > 1 ? Math.sqrt(squares / (values.length - 1) / values.length) : Double.NaN;
    return new Likelihood(mean, error);
  }
}
