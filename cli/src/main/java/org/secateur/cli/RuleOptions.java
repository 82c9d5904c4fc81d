package org.secateur.cli;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.secateur.dynamics.RecordedActivity;
import org.secateur.io.InputException;
import org.secateur.io.NumberTable;
import org.secateur.io.ReadOptions;
import org.secateur.prune.Diagonal;
import org.secateur.prune.PruningRule;
import org.secateur.prune.Rescale;
import org.secateur.prune.Sampling;
import org.secateur.random.Seed;
import org.secateur.study.Precision;
import org.secateur.study.PruningRequest;
import org.secateur.study.ScoreRoute;
import org.secateur.study.Target;
import picocli.CommandLine.Option;

/** Which rule, fed by what, and what happens to the survivors. */
final class RuleOptions {
  /** Every rule there is, the paper's own first. */
  static final List<PruningRule> RULES = List.of(new PruningRule.NoiseDriven(),
      new PruningRule.EffectiveResistance(),
      new PruningRule.ByWeight(), new PruningRule.Uniform(), new PruningRule.LargestWeights(),
      new PruningRule.ByDegree());

  @Option(names = "--rule", paramLabel = "RULE", defaultValue = "noise", description = {
      "noise: |w| Var(x_i - sgn(w) x_j), the default;", "resistance: effective resistance of the graph;",
      "weight, uniform, top (largest weights), degree (|w|(1/M_ii + 1/M_jj)): controls."})
  String rule = "noise";

  @Option(names = "--scores", paramLabel = "ROUTE", defaultValue = "auto", description = {
      "auto: exact where that is cheap, a sketch elsewhere, the default;",
      "exact: solve for the covariance; sketch[:k]: k solved noise snapshots, with standard errors;",
      "simulate: measure it in noise stepped in time."})
  String scores = "auto";

  @Option(names = "--probes", paramLabel = "k", description = "How many snapshots a sketch takes.")
  @Nullable
  Integer probes;

  @Option(names = "--score-error", paramLabel = "E",
      description = "Or as many as bring the scores' mean relative standard error to E. Default: 0.05.")
  @Nullable
  String scoreError;

  @Option(names = "--activity", paramLabel = "FILE",
      description = "Take the covariance from recorded activity, time x neurons.")
  @Nullable
  String activity;

  @Option(names = "--activity-moments", paramLabel = "HOW", defaultValue = "consecutive",
      description = "consecutive: rows follow one another in time; independent: each is a trial of its own. Default: ${DEFAULT-VALUE}.")
  String activityMoments = "consecutive";

  @Option(names = "--connected",
      description = "Keep the best spanning forest, and sample a fixed number of the others.")
  boolean connected;

  @Option(names = "--diagonal", paramLabel = "HOW", defaultValue = "match", description = {
      "match: each neuron's leak follows its synapses, its slack stays; keep: leaks stay as they are. Default: ${DEFAULT-VALUE}."})
  String diagonal = "match";

  @Option(names = "--rescale", paramLabel = "HOW", defaultValue = "yes", description = {
      "yes: a kept weight becomes w/p; no: it stays; capped:Q: 1/p is capped at its quantile Q. Default: ${DEFAULT-VALUE}."})
  String rescale = "yes";

  PruningRule ruleValue() {
    return InputOptions.choice("--rule", rule, RULES.stream().filter(r -> r.name().equals(rule)).findFirst(),
        "noise, resistance, weight, uniform, top or degree");
  }

  PruningRequest toRequest(Target target, Seed seed, int neurons) throws InputException {
    Diagonal diagonalValue = InputOptions.choice("--diagonal", diagonal,
        InputOptions.constant(Diagonal.class, diagonal),
        "match or keep");
    return new PruningRequest(ruleValue(), route(seed, neurons), target,
        connected ? Sampling.CONNECTED : Sampling.INDEPENDENT, diagonalValue, rescaleValue(), seed);
  }

  ScoreRoute route(Seed seed, int neurons) throws InputException {
    if (activity != null) {
      var moments = InputOptions.choice("--activity-moments", activityMoments,
          InputOptions.constant(RecordedActivity.Moments.class, activityMoments),
          "consecutive or independent");
      return new ScoreRoute.Recorded(recorded(activity, neurons), moments);
    }
    Precision precision = precision();
    return switch (scores.startsWith("sketch:") ? "sketch" : scores) {
      case "auto" -> new ScoreRoute.Automatic(precision, seed);
      case "exact" -> new ScoreRoute.Exact();
      case "sketch" -> new ScoreRoute.Sketched(precision, seed);
      case "simulate" -> new ScoreRoute.Simulated(Optional.empty(), seed);
      default -> throw Failure.of(ExitCode.USAGE, "E172", "--scores %s is not a choice".formatted(scores),
          "--scores takes auto, exact, sketch, sketch:K or simulate; --activity FILE uses recorded activity");
    };
  }

  private Precision precision() {
    boolean counted = scores.startsWith("sketch:");
    if ((counted ? 1 : 0) + (probes == null ? 0 : 1) + (scoreError == null ? 0 : 1) > 1) {
      throw Failure.of(ExitCode.USAGE, "E172", "how good a sketch is to be is said twice",
          "one of --scores sketch:K, --probes K and --score-error E");
    }
    if (scoreError != null) {
      double error = Fractions.parse(scoreError, "--score-error");
      if (!(error > 0 && error < 1)) {
        throw Failure.of(ExitCode.USAGE, "E172",
            "--score-error %s is not between 0 and 1".formatted(scoreError),
            "--score-error 0.05");
      }
      return new Precision.MeanError(error);
    }
    if (!counted && probes == null) {
      return Precision.DEFAULT;
    }
    int count = 0;
    try {
      count = counted
          ? Integer.parseInt(scores.substring("sketch:".length()))
          : Objects.requireNonNull(probes);
    } catch (NumberFormatException e) {
      // reported below, like a number that is too small
    }
    if (count < 1) {
      throw Failure.of(ExitCode.USAGE, "E172", counted
          ? "--scores %s does not name a number of snapshots".formatted(scores)
          : "--probes %d is not a number of snapshots".formatted(count), "--scores sketch:16");
    }
    return new Precision.Probes(count);
  }

  private static RecordedActivity recorded(String spec, int neurons) throws InputException {
    NumberTable table = NumberTable.read(spec, ReadOptions.DEFAULT.withShape(ReadOptions.Shape.ANY));
    if (table.columns() != neurons) {
      throw InputException
          .of("E115", "the activity has %d columns, and the network has %d neurons".formatted(table.columns(),
              neurons))
          .withHint(table.rows() == neurons
              ? "rows are times and columns are neurons: transpose the file (secateur"
                  + " convert IN OUT --transpose)"
              : "record the same neurons that the network has");
    }
    if (table.rows() < 2) {
      throw InputException.of("E115",
          "the activity has %d moment; a covariance needs at least two".formatted(table.rows()));
    }
    return RecordedActivity.of(table.rows(), table.columns(), table.values());
  }

  private Rescale rescaleValue() {
    if (rescale.equals("yes")) {
      return new Rescale.Yes();
    }
    if (rescale.equals("no")) {
      return new Rescale.No();
    }
    try {
      if (rescale.startsWith("capped:")) {
        return new Rescale.Capped(Double.parseDouble(rescale.substring(7)));
      }
    } catch (IllegalArgumentException e) {
      // reported below, like any other word
    }
    throw Failure.of(ExitCode.USAGE, "E172", "--rescale %s is not a choice".formatted(rescale),
        "--rescale takes yes, no or capped:Q with Q a quantile between 0 and 1, such as capped:0.9");
  }
}
