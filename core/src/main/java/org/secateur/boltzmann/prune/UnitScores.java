package org.secateur.boltzmann.prune;

import java.util.Arrays;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Samples;
import org.secateur.network.Require;

/** Scores of whole hidden units. */
public final class UnitScores {
  private UnitScores() {
  }

  static double[][] zeros(Machine machine) {
    double[][] units = new double[machine.layers()][];
    Arrays.setAll(units, l -> new double[machine.units(l)]);
    return units;
  }

  /** A synapse goes with the first of its hidden ends to go. */
  static Scores ofSynapses(Machine machine, double[][] units) {
    return Scores.of(machine, (l, at, number) -> {
      double upper = units[l + 1][at % machine.units(l + 1)];
      return l == 0 ? upper : Math.min(upper, units[l][at / machine.units(l + 1)]);
    });
  }

  /** Number of synapses of each unit of a layer, to both sides. */
  static int[] degrees(Machine machine, int layer) {
    int[] degrees = new int[machine.units(layer)];
    if (layer > 0) {
      int[] below = machine.mask(layer - 1).synapsesOfColumns();
      Arrays.setAll(degrees, i -> degrees[i] + below[i]);
    }
    if (layer + 1 < machine.layers()) {
      int[] above = machine.mask(layer).synapsesOfRows();
      Arrays.setAll(degrees, i -> degrees[i] + above[i]);
    }
    return degrees;
  }

  /**
   * What disconnecting each hidden unit costs the joint distribution, in nats, from joint samples: KL = ⟨h a⟩ + ln⟨e^(−h a)⟩.
   * The unit itself is averaged out given its neighbours, with bias c: ⟨σ(c + a) a⟩ + ln⟨(1 + e^c) / (1 + e^(c + a))⟩.
   *
   * @return (layers)(units), the visible layer zeros
   */
  public static double[][] deletionCosts(Machine machine, Samples samples) {
    Require.atLeast(samples.count(), 1, "the number of samples");
    double[][] costs = zeros(machine);
    for (int l = 1; l < costs.length; l++) {
      int units = machine.units(l);
      double[] energy = new double[units];
      double[] ratio = new double[units];
      float[] bias = machine.biases(l);
      float[] below = machine.weights(l - 1);
      float[] above = l + 1 < costs.length ? machine.weights(l) : new float[0];
      double[] input = new double[units];
      for (int k = 0; k < samples.count(); k++) {
        Arrays.fill(input, 0);
        addBelow(samples.layer(l - 1).row(k), below, input);
        if (above.length > 0) {
          addAbove(samples.layer(l + 1).row(k), above, input);
        }
        for (int i = 0; i < units; i++) {
          double x = bias[i] + input[i];
          energy[i] += input[i] / (1 + Math.exp(-x));
          ratio[i] += Math.exp(softplus(bias[i]) - softplus(x));
        }
      }
      for (int i = 0; i < units; i++) {
        costs[l][i] = Math.max(0, energy[i] / samples.count() + Math.log(ratio[i] / samples.count()));
      }
    }
    return costs;
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  private static void addBelow(byte[] state, float[] weights, double[] input) {
    for (int i = 0; i < state.length; i++) {
      for (int j = 0; state[i] != 0 && j < input.length; j++) {
        input[j] += weights[i * input.length + j];
      }
    }
  }

  private static void addAbove(byte[] state, float[] weights, double[] input) {
    for (int i = 0; i < input.length; i++) {
      for (int j = 0; j < state.length; j++) {
        input[i] += state[j] * weights[i * state.length + j];
      }
    }
  }
}
