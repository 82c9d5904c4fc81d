package org.secateur.study;

import java.util.List;

import org.secateur.network.Network;

/** Assembles networks whose leak exceeds each neuron's absolute input by a given slack. */
final class Dominant {
  private Dominant() {
  }

  /** A symmetric network from its pairs {i, j} and weights; leak_i = Σ_j |w_ij| + slack. */
  static Network symmetric(int n, List<int[]> pairs, double[] weight, double slack) {
    int count = pairs.size();
    int[] post = new int[2 * count];
    int[] pre = new int[2 * count];
    double[] both = new double[2 * count];
    for (int e = 0; e < count; e++) {
      post[2 * e] = pre[2 * e + 1] = pairs.get(e)[0];
      pre[2 * e] = post[2 * e + 1] = pairs.get(e)[1];
      both[2 * e] = both[2 * e + 1] = weight[e];
    }
    return withSlack(Network.of(n, post, pre, both, new double[n]), slack);
  }

  /** The same synapses with leak_i = Σ_j |w_ij| + slack. */
  static Network withSlack(Network network, double slack) {
    double[] leak = network.absoluteInput();
    for (int i = 0; i < leak.length; i++) {
      leak[i] += slack;
    }
    return network.withLeak(leak);
  }
}
