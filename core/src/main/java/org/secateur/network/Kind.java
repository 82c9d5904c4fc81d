package org.secateur.network;

/** What a square matrix is declared to be. */
public enum Kind {
  /** Synaptic weights W; the dynamics is −D + W with a leak D given beside it. */
  NETWORK,
  /** The whole drift A = −D + W: its diagonal is minus the leak. */
  DRIFT,
  /** An adjacency matrix of conductances; the dynamics is minus its Laplacian. */
  GRAPH
}
