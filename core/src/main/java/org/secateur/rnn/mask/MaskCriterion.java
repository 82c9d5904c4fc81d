package org.secateur.rnn.mask;

import java.util.Set;

/**
 * Which synapses stay. What happens to their weights is a matter of its own: {@code org.secateur.rnn.repair}. Open: a
 * laboratory adds its own.
 */
public interface MaskCriterion {

  /** The criterion's name on the command line and in files. */
  String name();

  /** What it must be told beside the weights. */
  Set<Need> needs();

  /** How far a synapse must look to know whether it stays. */
  Locality locality();

  /**
   * Chooses.
   *
   * @param keep how many synapses are to stay, of {@link Weights#synapses}; a criterion that draws keeps so many on average
   * @throws IllegalArgumentException if the evidence lacks something of {@link #needs}, or there are not so many synapses
   */
  Choice choose(Evidence evidence, int keep);
}
