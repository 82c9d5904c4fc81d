package org.secateur.boltzmann.evaluate;

import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Patterns;
import org.secateur.kernel.LogisticKernel;

/**
 * How well a machine of two layers gives patterns back through its hidden means: easy to follow in training, but no measure
 * of the distribution.
 *
 * @param meanSquared mean of (v − v')² over units and patterns
 */
public record Reconstruction(double meanSquared) {

  /** One step up and down by means. Time O(patterns · synapses). */
  public static Reconstruction of(Machine machine, Patterns patterns) {
    if (machine.layers() != 2) {
      throw new IllegalArgumentException(
          "reconstruction is for two layers, this machine has " + machine.layers());
    }
    float[] weights = machine.weights(0);
    float[] visibleBias = machine.biases(0);
    float[] hiddenBias = machine.biases(1);
    double sum = 0;
    for (int k = 0; k < patterns.count(); k++) {
      byte[] v = patterns.row(k);
      float[] hidden = hiddenBias.clone();
      for (int i = 0; i < v.length; i++) {
        for (int j = 0; v[i] != 0 && j < hidden.length; j++) {
          hidden[j] += weights[i * hidden.length + j];
        }
      }
      LogisticKernel.means(hidden, 0, hidden.length);
      for (int i = 0; i < v.length; i++) {
        float input = visibleBias[i];
        for (int j = 0; j < hidden.length; j++) {
          input += weights[i * hidden.length + j] * hidden[j];
        }
        double error = v[i] - LogisticKernel.logistic(input);
        sum += error * error;
      }
    }
    return new Reconstruction(sum / ((double) patterns.count() * patterns.width()));
  }
}
