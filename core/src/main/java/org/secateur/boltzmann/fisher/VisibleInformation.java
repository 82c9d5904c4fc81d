package org.secateur.boltzmann.fisher;

import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Patterns;
import org.secateur.network.Require;

/**
 * Fisher information of the weights about the visible units alone: hidden units are averaged out, so that it is never more
 * than the joint information, and what only hidden units could tell does not count.
 */
public final class VisibleInformation {
  private VisibleInformation() {
  }

  /**
   * Var(v_i ⟨h_j | v⟩) over samples of the visible units, unbiased: the diagonal of {@link InformationMatrix#marginal} without
   * enumeration. Time O(samples · visible · hidden).
   *
   * @param machine of two layers
   * @param visible independent samples of the machine's visible units, at least 2
   * @return (visible · hidden), row = visible unit, for connected pairs or not
   * @throws IllegalArgumentException if there are more layers: the means of a deep machine given v have no closed form
   */
  public static double[] ofWeights(Machine machine, Patterns visible) {
    requireTwoLayers(machine);
    int count = Require.atLeast(visible.count(), 2, "the number of samples");
    Require.length(visible.width(), machine.units(0), "a sample");
    int hidden = machine.units(1);
    float[] weights = machine.weights(0);
    float[] biases = machine.biases(1);
    double[] sum = new double[weights.length];
    double[] squares = new double[weights.length];
    double[] mean = new double[hidden];
    for (int k = 0; k < count; k++) {
      byte[] v = visible.row(k);
      hiddenMeans(v, weights, biases, mean);
      for (int i = 0; i < v.length; i++) {
        for (int j = 0; v[i] != 0 && j < hidden; j++) {
          sum[i * hidden + j] += mean[j];
          squares[i * hidden + j] += mean[j] * mean[j];
        }
      }
    }
    for (int at = 0; at < sum.length; at++) {
      squares[at] = Math.max(0, squares[at] - sum[at] * sum[at] / count) / (count - 1);
    }
    return squares;
  }

  /**
   * Passes a machine of two layers.
   *
   * @throws IllegalArgumentException if it has more
   */
  public static void requireTwoLayers(Machine machine) {
    if (machine.layers() != 2) {
      throw new IllegalArgumentException(
          "information about the visible units needs two layers, this machine has " + machine.layers());
    }
  }

  private static void hiddenMeans(byte[] v, float[] weights, float[] biases, double[] mean) {
    for (int j = 0; j < mean.length; j++) {
      mean[j] = biases[j];
    }
    for (int i = 0; i < v.length; i++) {
      for (int j = 0; v[i] != 0 && j < mean.length; j++) {
        mean[j] += weights[i * mean.length + j];
      }
    }
    for (int j = 0; j < mean.length; j++) {
      mean[j] = 1 / (1 + StrictMath.exp(-mean[j]));
    }
  }
}
