package org.secateur.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a machine is measured. */
final class EvaluationFlags {
  /** Where ln Z comes from. */
  enum Partition {
    /** Enumeration where that is a moment's work, annealing otherwise. */
    AUTO,
    /** Enumeration. */
    EXACT,
    /** Annealed importance sampling. */
    AIS,
    /** Nowhere: no likelihood. */
    NONE
  }

  @Option(names = "--test", paramLabel = "FILE|SHARE",
      description = "Measure on these patterns: another file, read in the same way, or a share of DATA such as 0.1, which"
          + " then is not trained on. Default: DATA itself.")
  @Nullable
  String test;

  @Option(names = "--test-labels", paramLabel = "FILE",
      description = "The classes of --test, if that is a file.")
  @Nullable
  String testLabels;

  @Option(names = "--measure-on", paramLabel = "N", defaultValue = "1000",
      description = "The most patterns that likelihood and reconstruction are measured on: the first. Default: ${DEFAULT-VALUE}.")
  int measureOn = 1000;

  @Option(names = "--log-z", paramLabel = "HOW", defaultValue = "auto",
      description = "ln Z by exact enumeration, by ais (annealed importance sampling), auto (exact where that is quick), or"
          + " none: no likelihood. Default: ${DEFAULT-VALUE}.")
  Partition logZ = Partition.AUTO;

  @Option(names = "--ais-chains", paramLabel = "N", defaultValue = "100",
      description = "Chains of the annealing. Default: ${DEFAULT-VALUE}.")
  int aisChains = 100;

  @Option(names = "--temperatures", paramLabel = "N", defaultValue = "1000",
      description = "Steps of the annealing. Default: ${DEFAULT-VALUE}.")
  int temperatures = 1000;

  @Option(names = "--no-probe",
      description = "Do not learn classes from the top layer, even where there are labels.")
  boolean noProbe;

  @Option(names = "--probe-cost", paramLabel = "C", defaultValue = "1",
      description = "Weight of the losses of the logistic regression against its penalty; pixels get a tenth, as in the"
          + " paper's code. Default: ${DEFAULT-VALUE}.")
  double probeCost = 1;

  /** Refuses numbers that make no sense. */
  void check() {
    TrainerFlags.atLeastOne("--measure-on", measureOn);
    TrainerFlags.atLeastOne("--temperatures", temperatures);
    if (aisChains < 2) {
      throw Failure.of(ExitCode.USAGE, "E172", "--ais-chains %d is less than 2".formatted(aisChains),
          "--ais-chains 100");
    }
    if (!(probeCost > 0 && Double.isFinite(probeCost))) {
      throw Failure.of(ExitCode.USAGE, "E172",
          "--probe-cost %s is not a positive number".formatted(probeCost),
          "--probe-cost 1");
    }
    if (testLabels != null && test == null) {
      throw Failure.of(ExitCode.USAGE, "E172", "--test-labels without --test", "--test FILE");
    }
  }
}
