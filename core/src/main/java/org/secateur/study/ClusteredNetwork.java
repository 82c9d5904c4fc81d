package org.secateur.study;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.secateur.dynamics.LeakRule;
import org.secateur.network.Network;
import org.secateur.network.Require;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/**
 * Dense clusters joined by a few bridges, symmetric: the network whose slow dynamics hang on single synapses.
 *
 * @param network the network, diagonally dominant
 * @param group (n) the cluster of each neuron
 */
public record ClusteredNetwork(Network network, List<Integer> group) {

  /**
   * How to make one.
   *
   * @param sizes neurons of each cluster
   * @param density share of the pairs inside a cluster that are joined, in (0, 1]
   * @param low smallest weight, in 1/s
   * @param high largest weight, in 1/s; weights are uniform between
   * @param bridgesPerPair bridges between every two clusters
   * @param bridgeLow smallest weight of a bridge, in 1/s
   * @param bridgeHigh largest
   * @param slack what each neuron's leak exceeds its absolute input by, in 1/s
   * @param signed whether every neuron's sign is drawn at random and a synapse carries the product of its two signs:
   *     excitation and inhibition mixed, and the same spectrum as without
   */
  public record Recipe(List<Integer> sizes, double density, double low, double high, int bridgesPerPair,
      double bridgeLow, double bridgeHigh, double slack,
      boolean signed) {
    public Recipe {
      sizes = List.copyOf(sizes);
      Require.positive(density, "density");
      Require.within(density, 0, 1, "density");
      Require.within(slack, 0, Double.MAX_VALUE, "slack");
    }

    /** Three full clusters of 200, weights U(½, 1½) per second, 6 bridges of weight 1 a pair, leak 0.01 per second. */
    public static Recipe demo() {
      return new Recipe(List.of(200, 200, 200), 1, 0.5, 1.5, 6, 1, 1, 0.01, false);
    }

    /**
     * Three clusters of density 0.6 and weights U(0, 1), bridges included, without slack: at a small slack, relative to the
     * mean absolute input, the two slowest modes that part the clusters hang on the bridges.
     */
    public static Recipe bottleneck(int clusterSize, int bridgesPerPair, boolean signed) {
      return new Recipe(List.of(clusterSize, clusterSize, clusterSize), 0.6, 0, 1, bridgesPerPair, 0, 1, 0,
          signed);
    }

    /** Draws the network. */
    public ClusteredNetwork generate(Seed seed) {
      return new Drawing(this, seed).draw();
    }
  }

  /** The same synapses with the leaks of a rule. */
  public ClusteredNetwork withLeak(LeakRule rule) {
    return new ClusteredNetwork(network.withLeak(rule.leaks(network)), group);
  }

  /** How many of a network's edges join two clusters. */
  public int bridges(Network of) {
    int[] count = new int[1];
    of.forEachSynapse(s -> {
      if (s.pre() > s.post() && !group.get(s.pre()).equals(group.get(s.post()))) {
        count[0]++;
      }
    });
    return count[0];
  }

  private static final class Drawing {
    private final Recipe recipe;
    private final NoiseStream stream;
    private final List<int[]> pairs = new ArrayList<>();
    private final List<Double> weights = new ArrayList<>();

    Drawing(Recipe recipe, Seed seed) {
      this.recipe = recipe;
      this.stream = seed.stream("clustered-network");
    }

    ClusteredNetwork draw() {
      int clusters = recipe.sizes().size();
      int[] first = new int[clusters + 1];
      List<Integer> group = new ArrayList<>();
      for (int c = 0; c < clusters; c++) {
        first[c + 1] = first[c] + recipe.sizes().get(c);
        for (int i = first[c]; i < first[c + 1]; i++) {
          group.add(c);
        }
      }
      for (int c = 0; c < clusters; c++) {
        for (int i = first[c]; i < first[c + 1]; i++) {
          for (int j = i + 1; j < first[c + 1]; j++) {
            if (stream.nextDouble() < recipe.density()) {
              join(i, j, recipe.low(), recipe.high());
            }
          }
        }
      }
      for (int c = 0; c < clusters; c++) {
        for (int d = c + 1; d < clusters; d++) {
          bridge(first[c], first[c + 1], first[d], first[d + 1]);
        }
      }
      return new ClusteredNetwork(assemble(group.size()), List.copyOf(group));
    }

    private void bridge(int fromC, int toC, int fromD, int toD) {
      Set<Long> used = new HashSet<>();
      int wanted = (int) Math.min(recipe.bridgesPerPair(), (long) (toC - fromC) * (toD - fromD));
      while (used.size() < wanted) {
        int i = fromC + (int) (stream.nextDouble() * (toC - fromC));
        int j = fromD + (int) (stream.nextDouble() * (toD - fromD));
        if (used.add((long) i << 32 | j)) {
          join(i, j, recipe.bridgeLow(), recipe.bridgeHigh());
        }
      }
    }

    private void join(int i, int j, double low, double high) {
      pairs.add(new int[]{i, j});
      weights.add(low + (high - low) * stream.nextDouble());
    }

    private Network assemble(int n) {
      double[] sign = new double[n];
      for (int i = 0; i < n; i++) {
        sign[i] = recipe.signed() && stream.nextDouble() < 0.5 ? -1 : 1;
      }
      double[] w = new double[pairs.size()];
      for (int e = 0; e < w.length; e++) {
        w[e] = weights.get(e) * sign[pairs.get(e)[0]] * sign[pairs.get(e)[1]];
      }
      return Dominant.symmetric(n, pairs, w, recipe.slack());
    }
  }
}
