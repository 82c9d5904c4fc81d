package org.secateur.cli;

import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.secateur.random.Seed;
import org.secateur.rnn.RecurrentNetwork;
import org.secateur.rnn.mask.DiagonalObs;
import org.secateur.rnn.mask.MaskCriterion;
import org.secateur.rnn.mask.Ridge;
import org.secateur.rnn.repair.Repair;
import org.secateur.rnn.task.InputNoise;
import picocli.CommandLine.Option;

/** Which synapses go, what becomes of the others, and what both may look at. */
final class RnnPruneFlags {
  /** Where a covariance comes from. */
  enum CovarianceSource {
    /** The Lyapunov equation of W − I. */
    LYAPUNOV,
    /** The same with the mean slope of each unit on the trials. */
    LYAPUNOV_GAIN,
    /** A simulation with noise. */
    SIMULATED,
    /** The task without noise. */
    TASK;

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What activity shows a repair what inputs do together. */
  enum Activity {
    /** The network on its trials, without noise. */
    TASK,
    /** The network driven by noise, without any input. */
    NOISE,
    /** The network driven by noise on its inputs, without any task. */
    INPUTS
  }

  private static final double DEFAULT_CAP = 0.5;

  @Option(names = "--keep", paramLabel = "F", required = true,
      description = "Keep this share of the recurrent synapses: 0.2, or 20%%.")
  String keep = "";

  @Option(names = "--mask", paramLabel = "M", defaultValue = "magnitude",
      description = "Which synapses stay: noise, l-np, s-np, magnitude, random, degree, wanda, obs, sparsegpt,"
          + " gradual (in rounds, with refits), local; with --experimental also lnp-mass and lnp-rank."
          + " Default: ${DEFAULT-VALUE}.")
  MaskName mask = MaskName.MAGNITUDE;

  @Option(names = "--experimental",
      description = "Allow masks that are described too loosely to be called reproductions: lnp-mass, lnp-rank.")
  boolean experimental;

  @Option(names = "--repair", paramLabel = "R", defaultValue = "none",
      description = "What becomes of them: none, rescale (w/p), capped, gain (each neuron), refit, sparsegpt, obs. Default:"
          + " ${DEFAULT-VALUE}.")
  RepairName repair = RepairName.NONE;

  @Option(names = "--cap", paramLabel = "Q", defaultValue = "0.5",
      description = "Quantile of 1/p that --repair capped cuts off at. Default: ${DEFAULT-VALUE}.")
  double cap;

  @Option(names = "--covariance", paramLabel = "C",
      description = "For --mask noise: lyapunov, lyapunov-gain, simulated or task. Default: simulated.")
  @Nullable
  CovarianceSource covariance;

  @Option(names = "--activity", paramLabel = "A",
      description = "What refit, gain, wanda, obs, sparsegpt and gradual look at: task, noise (no input at all) or inputs"
          + " (white noise through the input weights, no task). Default: task where there are trials, else noise.")
  @Nullable
  Activity activity;

  @Option(names = "--input-noise", paramLabel = "D", defaultValue = "1",
      description = "Standard deviation of --activity inputs at each step. Default: ${DEFAULT-VALUE}.")
  double inputNoise;

  @Option(names = "--tonic", paramLabel = "X", defaultValue = "0",
      description = "Added to the first channel of --activity inputs; 1 is the fixation signal of the generated tasks."
          + " Default: ${DEFAULT-VALUE}.")
  double tonic;

  @Option(names = "--ridge", paramLabel = "X",
      description = "Added to the diagonal of the activity's second moment. Default: 0.001.")
  @Nullable
  Double ridge;

  @Option(names = "--retain", paramLabel = "R",
      description = "Exit with 1 unless at least this share of the accuracy is kept: 0.95.")
  @Nullable
  String retain;

  double keepValue() {
    return Fractions.keep(keep, "--keep");
  }

  Ridge ridgeValue() {
    if (ridge != null && !(ridge > 0 && ridge < Double.POSITIVE_INFINITY)) {
      throw Failure.of(ExitCode.USAGE, "E172", "--ridge %s is not positive".formatted(ridge),
          "--ridge 0.001");
    }
    return ridge == null ? DiagonalObs.PUBLISHED_RIDGE : new Ridge.Absolute(ridge);
  }

  /** Trials of noise on the inputs. */
  InputNoise inputs(int channels, int steps) {
    if (channels == 0) {
      throw Failure.of(ExitCode.USAGE, "E237",
          "--activity inputs needs input weights, and the network has none",
          "--activity noise");
    }
    if (!(inputNoise >= 0 && inputNoise <= Float.MAX_VALUE && Double.isFinite(tonic))) {
      throw Failure.of(ExitCode.USAGE, "E172",
          "--input-noise %s with --tonic %s is no noise".formatted(inputNoise, tonic), "--input-noise 1");
    }
    return new InputNoise(channels, steps, inputNoise, tonic);
  }

  MaskCriterion criterion(RecurrentNetwork network, Seed seed) {
    if (mask.isExperimental() && !experimental) {
      throw Failure.of(ExitCode.USAGE, "E172",
          "--mask %s is experimental: its publication leaves open what the exponent of a neuron is"
              .formatted(mask.word()),
          "--experimental, or --mask s-np");
    }
    if (covariance != null && mask != MaskName.NOISE) {
      throw Failure.of(ExitCode.USAGE, "E172", "--covariance does nothing with --mask " + mask.word(),
          "--mask noise --covariance " + covariance.word());
    }
    return mask.isExperimental()
        ? mask.experimental(network, seed, repair.needsDraws())
        : mask.criterion(repair.needsDraws(), ridgeValue(), network.units());
  }

  Repair repairValue() {
    if (!(cap >= 0 && cap <= 1)) {
      throw Failure.of(ExitCode.USAGE, "E172", "--cap %s is no quantile".formatted(cap), "--cap 0.5");
    }
    if (cap != DEFAULT_CAP && repair != RepairName.CAPPED) {
      throw Failure.of(ExitCode.USAGE, "E172", "--cap does nothing with --repair " + repair.word(),
          "--repair capped --cap " + cap);
    }
    if ((inputNoise != 1 || tonic != 0) && activity != Activity.INPUTS) {
      throw Failure.of(ExitCode.USAGE, "E172", "--input-noise and --tonic are for white noise on the inputs",
          "--activity inputs, or leave them out");
    }
    return repair.repair(cap, ridgeValue());
  }

  CovarianceSource source() {
    return switch (mask) {
      case L_NP -> CovarianceSource.LYAPUNOV;
      case S_NP, LNP_MASS, LNP_RANK -> CovarianceSource.SIMULATED;
      default -> covariance == null ? CovarianceSource.SIMULATED : covariance;
    };
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
