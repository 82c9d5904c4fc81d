package org.secateur.network;

/** Which neuron a row of a matrix stands for. */
public enum Orientation {
  /** Row = postsynaptic (receiving): W[i][j] is the input to i from j. */
  POST_ROWS,
  /** Row = presynaptic (sending), the custom of connectome tables: W[i][j] is the output of i to j. */
  PRE_ROWS
}
