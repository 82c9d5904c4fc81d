package org.secateur.cli;

import java.util.Locale;

import org.secateur.rnn.mask.Ridge;
import org.secateur.rnn.mask.SparseGpt;
import org.secateur.rnn.repair.IndependentObs;
import org.secateur.rnn.repair.LocalRepair;
import org.secateur.rnn.repair.Refit;
import org.secateur.rnn.repair.Repair;
import org.secateur.rnn.repair.SparseGptRepair;

/** What becomes of the synapses that stay, by name. */
enum RepairName {
  /** Nothing. */
  NONE,
  /** w/p. */
  RESCALE,
  /** w min(1/p, its quantile). */
  CAPPED,
  /** One factor for each neuron. */
  GAIN,
  /** The best weights for the activity. */
  REFIT,
  /** The sweep. */
  SPARSEGPT,
  /** Corrections that do not know of each other. */
  OBS;

  /** The name as it is typed. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it divides by the probability that a synapse was kept with. */
  boolean needsDraws() {
    return this == RESCALE || this == CAPPED;
  }

  Repair repair(double cap, Ridge ridge) {
    return switch (this) {
      case NONE -> new LocalRepair.None();
      case RESCALE -> new LocalRepair.Rescale();
      case CAPPED -> new LocalRepair.CappedRescale(cap);
      case GAIN -> new LocalRepair.RowGain();
      case REFIT -> new Refit(ridge);
      case SPARSEGPT -> new SparseGptRepair(new SparseGpt(ridge, SparseGpt.PUBLISHED_BLOCK));
      case OBS -> new IndependentObs(ridge);
    };
  }
}
