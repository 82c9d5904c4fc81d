package org.secateur.rnn;

/**
 * A trained recurrent layer with its inputs and its linear readout. Immutable.
 *
 * <p>The recurrent weights are a stack of square matrices, one a gate: row g · units + i is an input of unit i.
 */
public sealed interface RecurrentNetwork permits RateNetwork, GatedNetwork {

  /** H. */
  int units();

  /** How many input channels. */
  int inputs();

  /** How many outputs. */
  int outputs();

  /** How many square matrices the recurrent weights are: 1, or 3 for gated units. */
  int gates();

  /** The recurrent weights as a new array (gates · H · H). */
  float[] recurrent();

  /** The same network with other recurrent weights, (gates · H · H), copied. */
  RecurrentNetwork withRecurrent(float[] w);

  /** W_out as a new array (outputs · H). */
  float[] readout();

  /** b_out as a new array (outputs). */
  float[] readoutBias();

  /** How many recurrent weights differ from 0, self-connections included. */
  default int synapses() {
    int count = 0;
    for (float w : recurrent()) {
      count += w != 0 ? 1 : 0;
    }
    return count;
  }
}
