package org.secateur.study;

import org.secateur.dynamics.LeakRule;
import org.secateur.network.Network;
import org.secateur.network.Require;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/**
 * Networks without any structure: every pair of neurons is joined, symmetric. Nothing depends on a single synapse, so that
 * the rule has no advantage here over {@link org.secateur.prune.PruningRule.ByDegree}; they show how ε falls with N and K.
 *
 * @param neurons n
 * @param law of the weights' sizes
 * @param inhibitory share of the pairs whose weight is negative, in expectation
 * @param slack what each leak exceeds the neuron's absolute input by, relative to the mean absolute input:
 *     {@link LeakRule.Dominant}
 */
public record DenseFamily(int neurons, WeightLaw law, double inhibitory, double slack) {
  /** The slack of the named families: 1 % of the mean absolute input. */
  public static final double SLACK = 0.01;

  public DenseFamily {
    Require.atLeast(neurons, 0, "neurons");
    Require.within(inhibitory, 0, 1, "inhibitory");
  }

  /** Excitatory, weights U(0, 1). */
  public static DenseFamily uniform(int neurons) {
    return new DenseFamily(neurons, new WeightLaw.Uniform(0, 1), 0, SLACK);
  }

  /** Excitatory, log-normal weights whose logarithm has deviation 1.5. */
  public static DenseFamily logNormal(int neurons) {
    return new DenseFamily(neurons, new WeightLaw.LogNormal(1.5), 0, SLACK);
  }

  /** Weights U(0, 1), three in ten of them inhibitory. */
  public static DenseFamily mixed(int neurons) {
    return new DenseFamily(neurons, new WeightLaw.Uniform(0, 1), 0.3, SLACK);
  }

  /** Draws a network. Memory 8 n² bytes. */
  public Network generate(Seed seed) {
    NoiseStream stream = seed.stream("dense-network");
    double[][] w = new double[neurons][neurons];
    for (int i = 0; i < neurons; i++) {
      for (int j = i + 1; j < neurons; j++) {
        double size = law.draw(stream);
        w[i][j] = w[j][i] = stream.nextDouble() < inhibitory ? -size : size;
      }
    }
    Network network = Network.ofDense(w, new double[neurons]);
    return network.withLeak(new LeakRule.Dominant(slack).leaks(network));
  }
}
