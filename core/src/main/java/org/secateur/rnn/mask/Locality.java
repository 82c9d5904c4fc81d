package org.secateur.rnn.mask;

/** How far a synapse must look to follow a rule. The order is by reach. */
public enum Locality {
  /** At itself and its two neurons: a rule that biology could follow. */
  SYNAPSE,
  /** At everything that reaches one neuron: homeostasis. */
  NEURON,
  /** At the whole network. */
  NETWORK;

  /** The longer reach of two. */
  public Locality and(Locality other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
