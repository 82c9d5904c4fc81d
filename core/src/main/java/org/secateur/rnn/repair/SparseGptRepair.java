package org.secateur.rnn.repair;

import java.util.Set;

import org.secateur.rnn.mask.Choice;
import org.secateur.rnn.mask.Evidence;
import org.secateur.rnn.mask.Locality;
import org.secateur.rnn.mask.Need;
import org.secateur.rnn.mask.SparseGpt;

/**
 * The weights that the sweep of {@link SparseGpt} leaves on a mask, its own or another's.
 *
 * @param sweep its ridge; the mask is given, so that its block does not matter
 */
public record SparseGptRepair(SparseGpt sweep) implements Repair {

  /** With the constants of the publication. */
  public SparseGptRepair() {
    this(new SparseGpt());
  }

  @Override
  public String name() {
    return "sparsegpt";
  }

  @Override
  public Set<Need> needs() {
    return Set.of(Need.SECOND_MOMENT);
  }

  @Override
  public Locality locality() {
    return Locality.NEURON;
  }

  @Override
  public Repaired repair(Evidence evidence, Choice choice) {
    return new Repaired(choice.mask(), sweep.repair(evidence, choice.mask()));
  }
}
