package org.secateur.report;

import java.util.Locale;

import org.secateur.study.RouteChoice;
import org.secateur.study.RouteChoice.Why;
import org.secateur.study.ScoreMethod;

/** How scores were found, and why so, in words. */
public final class RouteWords {
  private RouteWords() {
  }

  /** The method in a few words. */
  public static String method(ScoreMethod method) {
    return switch (method) {
      case NONE -> "from weights and leaks alone";
      case DENSE -> "exact, dense algebra";
      case SPARSE -> "exact, sparse factor and selected inversion";
      case SKETCH -> "sketch, solved noise snapshots";
      case SIMULATION -> "noise stepped in time";
      case RECORDING -> "recorded activity";
    };
  }

  /** The reason for a choice; fits after a semicolon. */
  public static String why(RouteChoice choice) {
    return switch (choice.why()) {
      case Why.Asked asked -> "as asked";
      case Why.FewNeurons few -> "few neurons";
      case Why.WideWeights(double ratio) ->
        "dense algebra would lose the small of weights over %.0f orders of magnitude"
            .formatted(Math.log10(ratio));
      case Why.Directed directed -> "directed networks have no other exact route";
      case Why.SmallFactor(long entries) -> "the factor has %s entries".formatted(million(entries));
      case Why.LargeFactor(long entries) ->
        "a sparse factor would have %s entries or more".formatted(million(entries));
      case Why.AllButDense(long entries) -> "a sparse factor would take longer than dense algebra";
      case Why.NotDominant not -> "a sketch needs a dominant diagonal";
    };
  }

  private static String million(long entries) {
    return entries < 1e6
        ? String.format(Locale.ROOT, "%,d", entries)
        : entries < 1e9
            ? String.format(Locale.ROOT, "%.3g million", entries / 1e6)
            : String.format(Locale.ROOT, "%.3g billion", entries / 1e9);
  }
}
