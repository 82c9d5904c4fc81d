package org.secateur.cli;

import org.jspecify.annotations.Nullable;
import org.secateur.prune.Budget;
import org.secateur.study.Target;
import picocli.CommandLine.Option;

/** How much to keep: exactly one of these. */
final class BudgetOptions {
  @Option(names = "--keep", paramLabel = "F", description = "Keep this share of the edges: 0.1, or 10%%.")
  @Nullable
  String keep;

  @Option(names = "--edges", paramLabel = "N", description = "Keep this many edges.")
  @Nullable
  Long edges;

  @Option(names = "--epsilon", paramLabel = "E",
      description = "Keep what the theorem asks for: every pattern within 1 +/- E with high probability.")
  @Nullable
  Double epsilon;

  @Option(names = "--tolerance", paramLabel = "T",
      description = "Keep as few as leave every activity pattern within T, measured.")
  @Nullable
  String tolerance;

  @Option(names = "--slow", paramLabel = "P%[:k]",
      description = "Keep as few as leave the k slowest modes (default 5) within P %%, measured.")
  @Nullable
  String slow;

  static final int DEFAULT_MODES = 5;

  boolean isGiven() {
    return keep != null || edges != null || epsilon != null || tolerance != null || slow != null;
  }

  Target toTarget() {
    int given = (keep != null ? 1 : 0) + (edges != null ? 1 : 0) + (epsilon != null ? 1 : 0)
        + (tolerance != null ? 1 : 0)
        + (slow != null ? 1 : 0);
    if (given != 1) {
      throw Failure.of(ExitCode.USAGE, "E171",
          given == 0
              ? "how much to keep is not said"
              : "%d budgets are given, and one is needed".formatted(given),
          "--keep 0.10, --edges N, --epsilon 0.5, --tolerance 0.3 or --slow 2%:5");
    }
    if (keep != null) {
      return new Target.Fixed(new Budget.KeepFraction(Fractions.keep(keep)));
    }
    if (edges != null) {
      if (edges < 1) {
        throw Failure.of(ExitCode.USAGE, "E171", "--edges %d keeps nothing".formatted(edges), "--keep 0.10");
      }
      return new Target.Fixed(new Budget.EdgeCount(edges));
    }
    if (epsilon != null) {
      if (!(epsilon > 0 && epsilon <= 1)) {
        throw Failure.of(ExitCode.USAGE, "E171", "--epsilon %s is not in (0, 1]".formatted(epsilon),
            "--epsilon 0.5");
      }
      return new Target.Fixed(new Budget.Epsilon(epsilon));
    }
    if (tolerance != null) {
      return new Target.WorstDirection(
          tolerated(tolerance, "--tolerance", "--tolerance 0.3, or --tolerance 30%"));
    }
    String text = String.valueOf(slow);
    int colon = text.indexOf(':');
    double within = tolerated(colon < 0 ? text : text.substring(0, colon), "--slow", "--slow 2%:5");
    int modes = DEFAULT_MODES;
    if (colon >= 0) {
      try {
        modes = Integer.parseInt(text.substring(colon + 1).trim());
      } catch (NumberFormatException e) {
        modes = 0;
      }
      if (modes < 1) {
        throw Failure.of(ExitCode.USAGE, "E171", "--slow %s does not name a number of modes".formatted(text),
            "--slow 2%:5");
      }
    }
    return new Target.SlowModes(within, modes);
  }

  /** A tolerance; a bare number of 1 or more is more likely meant as percent than as that many times. */
  private static double tolerated(String text, String option, String hint) {
    double value = positive(Fractions.parse(text, option), hint);
    if (value >= 1 && !text.contains("%")) {
      throw Failure.of(ExitCode.USAGE, "E171",
          "%s %s would tolerate errors of %s.".formatted(option, text, Text.percent(value)),
          "%s %s%% if percent was meant; %s %s%% if not".formatted(option, text.trim(), option,
              Fractions.trim(100 * value)));
    }
    return value;
  }

  private static double positive(double value, String hint) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw Failure.of(ExitCode.USAGE, "E171", "a tolerance must be positive", hint);
    }
    return value;
  }
}
