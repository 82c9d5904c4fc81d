package org.secateur.boltzmann.prune;

/** How much each synapse is worth keeping. Open: a laboratory adds its own. */
public interface Criterion {

  /** The scores of all synapses of the evidence's machine: the lowest goes first. */
  Scores score(Evidence evidence);

  /** Whether it looks at rates of units and pairs; if not, nothing need be sampled. */
  default boolean needsStatistics() {
    return true;
  }

  /** Whether it looks at joint samples. */
  default boolean needsSamples() {
    return false;
  }
}
