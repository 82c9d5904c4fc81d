package org.secateur.cli;

import java.util.Locale;

import org.secateur.rnn.mask.ByScore;
import org.secateur.rnn.mask.DiagonalObs;
import org.secateur.rnn.mask.GradualObs;
import org.secateur.rnn.mask.LocalScore;
import org.secateur.rnn.mask.MaskCriterion;
import org.secateur.rnn.mask.Ridge;
import org.secateur.rnn.mask.Selection;
import org.secateur.rnn.mask.Sheet;
import org.secateur.rnn.mask.SparseGpt;
import org.secateur.rnn.mask.SynapseScore;

/** Which synapses of a trained network stay, by name. */
enum MaskName {
  /** The noise-driven score, of the covariance that --covariance names. */
  NOISE,
  /** The same, of the linear network's covariance. */
  L_NP,
  /** The same, of the covariance in a simulation with noise. */
  S_NP,
  /** |w|. */
  MAGNITUDE,
  /** Uniform numbers. */
  RANDOM,
  /** The noise-driven score without covariances. */
  DEGREE,
  /** |w| times the size of what it carries, row by row. */
  WANDA,
  /** What one removal alone costs in squared input. */
  OBS,
  /** The sweep's own choice. */
  SPARSEGPT,
  /** Round by round, with a refit of what is left after each. */
  GRADUAL,
  /** Near ones on a sheet. */
  LOCAL;

  /** The name as it is typed. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether its scores can be taken as probabilities. */
  boolean canBeDrawn() {
    return this != SPARSEGPT && this != GRADUAL;
  }

  boolean isNoiseDriven() {
    return this == NOISE || this == L_NP || this == S_NP;
  }

  /**
   * The criterion.
   *
   * @param drawn whether synapses are kept with a probability in proportion to the score, as rescaling repairs ask for
   */
  MaskCriterion criterion(boolean drawn, Ridge ridge, int units) {
    if (drawn && !canBeDrawn()) {
      throw Failure.of(ExitCode.USAGE, "E172",
          "--mask %s has no probabilities to divide by".formatted(word()),
          "--repair refit, or another --mask");
    }
    if (this == SPARSEGPT) {
      return new SparseGpt();
    }
    if (this == GRADUAL) {
      return new GradualObs(GradualObs.DEFAULT_ROUNDS, ridge);
    }
    SynapseScore score = score(ridge, units, drawn);
    return drawn
        ? ByScore.sampled(score, Selection.Factor.EXACT)
        : this == WANDA ? ByScore.largestPerRow(score) : ByScore.largest(score);
  }

  private SynapseScore score(Ridge ridge, int units, boolean drawn) {
    return switch (this) {
      case NOISE, L_NP, S_NP -> new LocalScore.NoiseDriven();
      case MAGNITUDE -> new LocalScore.Magnitude();
      case RANDOM -> drawn ? new LocalScore.Uniform() : new LocalScore.Random();
      case DEGREE -> new LocalScore.Degree();
      case WANDA -> new LocalScore.Wanda();
      case OBS -> new DiagonalObs(ridge);
      case LOCAL -> new LocalScore.Nearness(Sheet.of(units));
      case SPARSEGPT, GRADUAL -> throw new IllegalStateException("not a score");
    };
  }
}
