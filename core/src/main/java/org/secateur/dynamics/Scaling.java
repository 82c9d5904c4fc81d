package org.secateur.dynamics;

import java.util.Arrays;

import org.secateur.network.Network;
import org.secateur.network.Require;

/** What the stored weights are multiplied by, row by row, to become 1/s. Raw connectomes count synapses. */
public sealed interface Scaling {

  /** The factor of each row of W (n); W'_ij = factor_i W_ij. */
  double[] factors(Network network);

  /** The network with its weights scaled; leaks stay. */
  default Network apply(Network network) {
    double[] factor = factors(network);
    double[] weight = new double[network.synapses()];
    for (int i = 0; i < factor.length; i++) {
      for (int k = network.firstSynapse(i); k < network.firstSynapse(i + 1); k++) {
        weight[k] = network.weight(k) * factor[i];
      }
    }
    return network.withWeights(weight);
  }

  /** As stored. */
  record None() implements Scaling {
    @Override
    public Network apply(Network network) {
      return network;
    }

    @Override
    public double[] factors(Network network) {
      return same(network, 1);
    }
  }

  /**
   * All weights by one factor, so that the spectral radius of W is as given.
   *
   * @param radius positive, in 1/s; below the leak the network is stable
   */
  record SpectralRadius(double radius) implements Scaling {
    public SpectralRadius {
      Require.positive(radius, "radius");
    }

    @Override
    public double[] factors(Network network) {
      double now = Spectra.radius(network);
      return same(network, now > 0 ? radius / now : 1);
    }
  }

  /** Each row so that its absolute weights sum to 1; a network that was symmetric is not so afterwards. */
  record Rows() implements Scaling {
    @Override
    public double[] factors(Network network) {
      double[] sum = network.absoluteInput();
      for (int i = 0; i < sum.length; i++) {
        double all = sum[i] + Math.abs(network.weight(i, i));
        sum[i] = all > 0 ? 1 / all : 1;
      }
      return sum;
    }
  }

  private static double[] same(Network network, double factor) {
    double[] factors = new double[network.neurons()];
    Arrays.fill(factors, factor);
    return factors;
  }
}
