package org.secateur.boltzmann.prune;

/** What is left after synapses were removed. */
public sealed interface CutOutcome permits PrunedMachine, CutOutcome.Collapsed {

  /**
   * Nothing that could work: a layer has lost all its units.
   *
   * @param layer the lowest such layer, from 0
   */
  record Collapsed(int layer) implements CutOutcome {
  }
}
