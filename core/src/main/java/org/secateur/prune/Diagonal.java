package org.secateur.prune;

/** What happens to the diagonal of the drift when synapses change. */
public enum Diagonal {
  /**
   * Each neuron's leak follows its synapses, A'_ii = A_ii + Σ|w_ij| − Σ|w'_ij|, so that its slack stays exactly. The
   * variant the theorem is about; a diagonally dominant network stays stable, symmetric or not.
   */
  MATCH,
  /** A'_ii = A_ii. Near marginal stability this makes stable networks unstable. */
  KEEP
}
