package org.secateur.rnn.repair;

import java.util.Set;

import org.secateur.rnn.mask.Choice;
import org.secateur.rnn.mask.Evidence;
import org.secateur.rnn.mask.Locality;
import org.secateur.rnn.mask.Need;

/** What happens to the synapses that stay. Open: a laboratory adds its own. */
public interface Repair {

  /** The repair's name on the command line and in files. */
  String name();

  /** What it must be told beside the weights. */
  default Set<Need> needs() {
    return Set.of();
  }

  /** How far a synapse must look to know its new weight. */
  Locality locality();

  /**
   * Repairs.
   *
   * @param choice for the evidence's weights
   * @return new weights, 0 where the mask keeps nothing; self-connections stay part of the layer
   * @throws IllegalArgumentException if the evidence lacks something of {@link #needs}
   */
  Repaired repair(Evidence evidence, Choice choice);
}
