package org.secateur.network;

import org.secateur.kernel.CompressedRows;

/**
 * What a rule decides about, one draw each: the pairs {i, j} of a symmetric network, the synapses of a directed one.
 * Self-connections are not among them. Immutable; ordered by (post, pre), for pairs post < pre.
 */
public final class Edges {
  private final Network network;
  private final boolean paired;
  private final int[] post;
  private final int[] synapse;
  private final int[] reciprocal; // empty when directed

  private Edges(Network network, boolean paired, int[] post, int[] synapse, int[] reciprocal) {
    this.network = network;
    this.paired = paired;
    this.post = post;
    this.synapse = synapse;
    this.reciprocal = reciprocal;
  }

  /** The edges of a network. Time O(n + m). */
  public static Edges of(Network network) {
    return network.isSymmetric() ? pairs(network) : directed(network);
  }

  private static Edges pairs(Network network) {
    CompressedRows rows = network.rows();
    int count = 0;
    for (int i = 0; i < rows.n; i++) {
      for (int k = rows.rowStart[i]; k < rows.rowStart[i + 1]; k++) {
        count += rows.column[k] > i ? 1 : 0;
      }
    }
    int[] post = new int[count];
    int[] synapse = new int[count];
    int[] reciprocal = new int[count];
    int[] cursor = new int[rows.n];
    System.arraycopy(rows.rowStart, 0, cursor, 0, rows.n);
    int e = 0;
    for (int i = 0; i < rows.n; i++) {
      for (int k = rows.rowStart[i]; k < rows.rowStart[i + 1]; k++) {
        if (rows.column[k] > i) {
          post[e] = i;
          synapse[e] = k;
          reciprocal[e++] = cursor[rows.column[k]]++;
        }
      }
    }
    return new Edges(network, true, post, synapse, reciprocal);
  }

  private static Edges directed(Network network) {
    CompressedRows rows = network.rows();
    int count = 0;
    for (int i = 0; i < rows.n; i++) {
      for (int k = rows.rowStart[i]; k < rows.rowStart[i + 1]; k++) {
        count += rows.column[k] != i ? 1 : 0;
      }
    }
    int[] post = new int[count];
    int[] synapse = new int[count];
    int e = 0;
    for (int i = 0; i < rows.n; i++) {
      for (int k = rows.rowStart[i]; k < rows.rowStart[i + 1]; k++) {
        if (rows.column[k] != i) {
          post[e] = i;
          synapse[e++] = k;
        }
      }
    }
    return new Edges(network, false, post, synapse, new int[0]);
  }

  /** How many neurons the network has. */
  public int neurons() {
    return network.neurons();
  }

  /** Whether these are the edges of a network with just these synapses and weights. */
  public boolean areOf(Network other) {
    return network.rows() == other.rows();
  }

  /** How many edges there are. */
  public int count() {
    return synapse.length;
  }

  /** Whether an edge is a pair of reciprocal synapses of equal weight, decided by one draw. */
  public boolean paired() {
    return paired;
  }

  /** The receiving neuron of edge e; the smaller of the two for pairs. */
  public int post(int e) {
    return post[e];
  }

  /** The sending neuron of edge e; the larger of the two for pairs. */
  public int pre(int e) {
    return network.pre(synapse[e]);
  }

  /** The weight of edge e, in 1/s. */
  public double weight(int e) {
    return network.weight(synapse[e]);
  }

  /** The position in the network of edge e's synapse onto {@link #post}. */
  public int synapse(int e) {
    return synapse[e];
  }

  /** The position of the synapse the other way, or −1 when the network is directed. */
  public int reciprocal(int e) {
    return paired ? reciprocal[e] : -1;
  }

  /**
   * The number a draw is keyed by: post · n + pre. It depends on nothing but the two neurons, so that a synapse's draw
   * is the same at every budget and whatever other synapses there are.
   */
  public long key(int e) {
    return (long) post[e] * network.neurons() + pre(e);
  }

  /** One number an edge laid out as one number a synapse (m); self-connections get {@code self}. */
  public double[] spread(double[] perEdge, double self) {
    Require.length(perEdge.length, count(), "perEdge");
    double[] perSynapse = new double[network.synapses()];
    java.util.Arrays.fill(perSynapse, self);
    for (int e = 0; e < synapse.length; e++) {
      perSynapse[synapse[e]] = perEdge[e];
      if (paired) {
        perSynapse[reciprocal[e]] = perEdge[e];
      }
    }
    return perSynapse;
  }
}
