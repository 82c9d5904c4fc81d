package org.secateur.study;

import org.secateur.network.Network;
import org.secateur.network.Require;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/**
 * A network with hubs: neurons come one by one and join k different earlier ones, each with probability in proportion to
 * the edges it has; the first k + 1 are all joined. Symmetric, with leak_i = Σ_j |w_ij| + slack.
 *
 * <p>Barabási and Albert, "Emergence of scaling in random networks", Science 1999; drawn from a list of all ends of edges
 * as by Batagelj and Brandes, "Efficient generation of large random networks", Physical Review E 2005.
 *
 * @param neurons n
 * @param edgesPerNeuron k, at least 1
 * @param law of the weights
 * @param slack in 1/s; at 0 the restoring matrix is the graph's Laplacian
 */
public record PreferentialAttachment(int neurons, int edgesPerNeuron, WeightLaw law, double slack) {

  public PreferentialAttachment {
    Require.atLeast(neurons, 1, "neurons");
    Require.atLeast(edgesPerNeuron, 1, "edgesPerNeuron");
    Require.within(slack, 0, Double.MAX_VALUE, "slack");
    Require.within((double) neurons * edgesPerNeuron, 1, (1 << 30) - 1, "neurons times edgesPerNeuron");
  }

  /** Ten edges a neuron, log-normal weights, no slack. */
  public static PreferentialAttachment benchmark(int neurons) {
    return new PreferentialAttachment(neurons, 10, new WeightLaw.LogNormal(1), 0);
  }

  /** Draws a network. Time and memory O(n k), and k² a neuron for telling its targets apart. */
  public Network generate(Seed seed) {
    NoiseStream targets = seed.stream("preferential-attachment");
    NoiseStream weights = seed.stream("preferential-attachment-weights");
    PairList pairs = new PairList((double) neurons * edgesPerNeuron);
    int[] end = new int[2 * neurons * edgesPerNeuron]; // every neuron as often as it has edges
    int ends = 0;
    int[] chosen = new int[edgesPerNeuron];
    for (int i = 1; i < neurons; i++) {
      int joined = Math.min(i, edgesPerNeuron);
      for (int c = 0; c < joined; c++) {
        chosen[c] = i <= edgesPerNeuron ? c : other(end, ends, chosen, c, targets);
      }
      for (int c = 0; c < joined; c++) {
        pairs.add(i, chosen[c], law.draw(weights));
        end[ends++] = i;
        end[ends++] = chosen[c];
      }
    }
    return pairs.network(neurons, slack);
  }

  /** An end drawn uniformly, again until it is none of the first c chosen. */
  private static int other(int[] end, int ends, int[] chosen, int c, NoiseStream stream) {
    while (true) {
      int target = end[(int) (stream.nextDouble() * ends)];
      int k = 0;
      while (k < c && chosen[k] != target) {
        k++;
      }
      if (k == c) {
        return target;
      }
    }
  }
}
