package org.secateur.cli;

import java.util.Arrays;
import java.util.Locale;

import org.secateur.random.Seed;
import org.secateur.rnn.RateNetwork;
import org.secateur.rnn.RecurrentNetwork;
import org.secateur.rnn.Sheet;
import org.secateur.rnn.evaluate.LyapunovSpectrum;
import org.secateur.rnn.evaluate.RateTangent;
import org.secateur.rnn.mask.ByScore;
import org.secateur.rnn.mask.DiagonalObs;
import org.secateur.rnn.mask.GradualObs;
import org.secateur.rnn.mask.LocalScore;
import org.secateur.rnn.mask.MaskCriterion;
import org.secateur.rnn.mask.Ridge;
import org.secateur.rnn.mask.Selection;
import org.secateur.rnn.mask.SparseGpt;
import org.secateur.rnn.mask.SynapseScore;
import org.secateur.rnn.mask.experimental.LyapunovNoise;

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
  LOCAL,
  /** Experimental: Lyapunov noise pruning, the exponent of a neuron by its share in the directions. */
  LNP_MASS,
  /** Experimental: the same, the i-th largest exponent for the i-th neuron. */
  LNP_RANK;

  /** The name as it is typed. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether its scores can be taken as probabilities. */
  boolean canBeDrawn() {
    return this != SPARSEGPT && this != GRADUAL;
  }

  /** Whether it looks at a covariance. */
  boolean isNoiseDriven() {
    return this == NOISE || this == L_NP || this == S_NP || isExperimental();
  }

  /** Whether it has to be asked for by another flag too. */
  boolean isExperimental() {
    return this == LNP_MASS || this == LNP_RANK;
  }

  /** The criterion of an experimental mask. */
  MaskCriterion experimental(RecurrentNetwork network, Seed seed, boolean drawn) {
    if (!(network instanceof RateNetwork rate)) {
      throw Failure.of(ExitCode.USAGE, "E172", "--mask %s is for rate units".formatted(word()),
          "--mask s-np");
    }
    LyapunovSpectrum spectrum = LyapunovSpectrum.of(new RateTangent(rate, new float[rate.inputs()], seed),
        new LyapunovSpectrum.Settings(rate.units(), 10, 40, 5), seed);
    double[] exponents = spectrum.ofNeurons(
        this == LNP_MASS ? LyapunovSpectrum.NeuronReading.MASS : LyapunovSpectrum.NeuronReading.RANK);
    if (Arrays.stream(exponents).anyMatch(x -> x == 0 || !Double.isFinite(x))) {
      throw Failure.of(ExitCode.NO, "E235",
          "some direction of the network is lost altogether in a step: its exponent is not finite, and LNP divides by it",
          "--mask s-np");
    }
    SynapseScore score = new LyapunovNoise(exponents);
    return drawn ? ByScore.sampled(score, Selection.Factor.EXACT) : ByScore.largest(score);
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
      case SPARSEGPT, GRADUAL, LNP_MASS, LNP_RANK -> throw new IllegalStateException("not a score");
    };
  }
}
