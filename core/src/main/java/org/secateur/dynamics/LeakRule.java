package org.secateur.dynamics;

import java.util.Arrays;

import org.secateur.network.Network;
import org.secateur.network.Require;

/** How much each neuron leaks. */
public sealed interface LeakRule {

  /** The leak of the papers, 1 per second. */
  LeakRule DEFAULT = new Constant(1);

  /** The leaks (n) of a network, in 1/s. */
  double[] leaks(Network network);

  /**
   * The same for all.
   *
   * @param value in 1/s, finite
   */
  record Constant(double value) implements LeakRule {
    public Constant {
      Require.finite(value, "leak");
    }

    @Override
    public double[] leaks(Network network) {
      double[] leak = new double[network.neurons()];
      Arrays.fill(leak, value);
      return leak;
    }
  }

  /**
   * Just enough for diagonal dominance, and a little more: leak_i = w_ii + Σ_j |w_ij| + slack · mean_k Σ_j |w_kj|. The
   * mean makes the slack one number for all, so that neurons without input are held too.
   *
   * @param slack relative to the mean absolute input, at least 0
   */
  record Dominant(double slack) implements LeakRule {
    public Dominant {
      Require.within(slack, 0, Double.MAX_VALUE, "slack");
    }

    @Override
    public double[] leaks(Network network) {
      double[] leak = leaks(network.absoluteInput());
      for (int i = 0; i < leak.length; i++) {
        leak[i] += network.weight(i, i);
      }
      return leak;
    }

    /** The leaks (n) of neurons without self-connections, in 1/s, from their absolute inputs; a new array. */
    public double[] leaks(double[] absoluteInput) {
      double[] leak = absoluteInput.clone();
      double mean = Arrays.stream(leak).average().orElse(0);
      for (int i = 0; i < leak.length; i++) {
        leak[i] += slack * (mean > 0 ? mean : 1);
      }
      return leak;
    }
  }

  /** One value a neuron. */
  final class PerNeuron implements LeakRule {
    private final double[] leak;

    /** Takes a copy of (n) leaks in 1/s. */
    public PerNeuron(double[] leak) {
      this.leak = leak.clone();
    }

    @Override
    public double[] leaks(Network network) {
      Require.length(leak.length, network.neurons(), "leak");
      return leak.clone();
    }
  }
}
