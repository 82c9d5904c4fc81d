package org.secateur.study;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.secateur.dynamics.LeakRule;
import org.secateur.dynamics.Scaling;
import org.secateur.network.Network;
import org.secateur.network.Require;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/**
 * The networks of the paper's experiments: clusters of very different sizes with weights of both signs, a few long-range
 * synapses on top, and no slack at all. Symmetric.
 *
 * <p>Inside a cluster a pair is joined with probability 0.6 and weight N(1, 1), about 16 % of them inhibitory. Long-range
 * pairs are drawn from all pairs of neurons, so that most fall into the largest cluster, and add U(0, 1). Then
 * W ← W / (1.1 λ), λ its largest eigenvalue, and each leak is the neuron's absolute input, exactly. That would be singular
 * were all weights excitatory; the mixture of signs makes it definite.
 *
 * <p>Moore and Chaudhuri, "Using noise to probe recurrent neural network structure and prune synapses", NeurIPS 2020, and
 * the notebooks published with it.
 *
 * @param sizes neurons of each cluster
 * @param longRange how many long-range pairs are drawn, with replacement
 */
public record UnequalClusters(List<Integer> sizes, int longRange) {
  /** The share of pairs inside a cluster that are joined. */
  public static final double DENSITY = 0.6;
  /** λ(W) after scaling is 1 over this. */
  public static final double MARGIN = 1.1;
  /** Long-range pairs in the authors' networks, whose sizes begin at 2000 neurons. */
  public static final int PUBLISHED_LONG_RANGE = 2500;
  private static final WeightLaw INSIDE = new WeightLaw.Normal(1, 1);
  private static final WeightLaw ACROSS = new WeightLaw.Uniform(0, 1);

  /** Copies the list. */
  public UnequalClusters {
    sizes = List.copyOf(sizes);
    Require.atLeast(longRange, 0, "longRange");
  }

  /** Clusters of 50, 10 and 40 %, as in the authors' notebook, where n is 2000; long-range pairs in proportion to n. */
  public static UnequalClusters notebook(int neurons) {
    return new UnequalClusters(List.of(neurons / 2, neurons / 10, neurons - neurons / 2 - neurons / 10),
        inProportion(neurons));
  }

  /** Clusters of 80, 10 and 10 %. */
  public static UnequalClusters lopsided(int neurons) {
    return new UnequalClusters(List.of(neurons - 2 * (neurons / 10), neurons / 10, neurons / 10),
        inProportion(neurons));
  }

  private static int inProportion(int neurons) {
    return Math.toIntExact((long) PUBLISHED_LONG_RANGE * neurons / 2000);
  }

  /** Draws a network. Memory 8 n² bytes, time O(n³) for the largest eigenvalue. */
  public ClusteredNetwork generate(Seed seed) {
    NoiseStream stream = seed.stream("unequal-clusters");
    List<Integer> group = new ArrayList<>();
    for (int c = 0; c < sizes.size(); c++) {
      group.addAll(Collections.nCopies(sizes.get(c), c));
    }
    int n = group.size();
    double[][] w = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        if (group.get(i).equals(group.get(j)) && stream.nextDouble() < DENSITY) {
          w[i][j] = w[j][i] = INSIDE.draw(stream);
        }
      }
    }
    for (int k = 0; k < longRange && n > 1; k++) {
      int i = (int) (stream.nextDouble() * n);
      int j = (i + 1 + (int) (stream.nextDouble() * (n - 1))) % n;
      w[i][j] = w[j][i] = w[i][j] + ACROSS.draw(stream);
    }
    // weights of mean 1 give W one eigenvalue far above all others: its spectral radius
    Network scaled = new Scaling.SpectralRadius(1 / MARGIN).apply(Network.ofDense(w, new double[n]));
    return new ClusteredNetwork(scaled.withLeak(new LeakRule.Dominant(0).leaks(scaled)), group);
  }
}
