package org.secateur.io;

import java.util.Arrays;

import org.secateur.network.Network;

/** A network cut down to some of its neurons. */
final class Subnetwork {
  private Subnetwork() {
  }

  /**
   * The synapses between the neurons that are kept; no leak, no labels.
   *
   * @param newIndex (neurons) the new number of each, −1 to leave it out
   */
  static Network of(Network network, int[] newIndex, int count) {
    int[] post = new int[network.synapses()];
    int[] pre = new int[network.synapses()];
    double[] weight = new double[network.synapses()];
    int m = 0;
    for (int i = 0; i < network.neurons(); i++) {
      for (int k = network.firstSynapse(i); k < network.firstSynapse(i + 1); k++) {
        if (newIndex[i] >= 0 && newIndex[network.pre(k)] >= 0) {
          post[m] = newIndex[i];
          pre[m] = newIndex[network.pre(k)];
          weight[m++] = network.weight(k);
        }
      }
    }
    return Network.of(count, Arrays.copyOf(post, m), Arrays.copyOf(pre, m),
        Arrays.copyOf(weight, m), new double[count]);
  }
}
