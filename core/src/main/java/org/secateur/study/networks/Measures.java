package org.secateur.study.networks;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** What can be measured of a pruned network, by the names that study files use. */
enum Measures {
  /** Share of edges kept, their number, the mean number of partners. */
  KEPT(List.of("kept", "edges_kept", "degree_kept")),
  /** Smallest and largest ratio of restoring forces, and how far they leave 1. */
  RANGE(List.of("g_min", "g_max", "worst_error")),
  /** The largest relative change of a pattern, a bound. */
  WORST_DIRECTION(List.of("worst_direction")),
  /** The largest relative error of the k slowest rates, compared rank by rank. */
  SLOW_MODES(List.of("slow_modes")),
  /** Whether the pruned network is stable, and its spectral abscissa. */
  STABLE(List.of("stable", "abscissa")),
  /** Share of the bridges kept, and the mean probability with which they are. */
  BRIDGES(List.of("bridges_kept", "bridge_probability")),
  /** The whole spectrum, as Moore and Chaudhuri compare it. */
  SPECTRUM(List.of("eigenvalue_median", "eigenvalue_mean", "eigenvalue_max", "form_mean", "cosine_min",
      "cosine_median"), "spectrum"),
  /** The k slowest eigenvalues and eigenvectors of a network too large for all of them. */
  SLOW_SPECTRUM(List.of("slow_eigenvalue_max", "slow_cosine_min"), "slow_spectrum"),
  /** All eigenvalues of a directed network, each matched to the nearest. */
  EIGENVALUES(List.of("matched_median", "matched_max"), "eigenvalues"),
  /** Relative error at a time, in s, after a random start, without noise: exact. Symmetric networks of up to 2000 neurons. */
  TRAJECTORY(List.of(), "relaxation"),
  /** Relative error at a time, in s, under the same noise and input, simulated. */
  NOISY(List.of(), "trajectories"),
  /** The steady state of rectified dynamics. */
  RECTIFIED(List.of("rectified_error", "rectified_energy_error", "bound_violated", "jaccard",
      "active_share")),
  /** The steady state of linear dynamics under one random input. */
  STEADY_STATE(List.of("steady_error")),
  /** Relative error of the covariance, Frobenius norm. */
  COVARIANCE(List.of("covariance_error")),
  /** Sampled against exact variances of differences, over the synapses. */
  SAMPLING(List.of("score_error", "score_least_ratio")),
  /** The largest w'/w, and the Gini coefficient of the scores. */
  AMPLIFICATION(List.of("amplification_max", "gini")),
  /** Weights, covariances, their differences and keep probabilities, as in the paper's first figure. */
  MATRICES(List.of("strong_probability", "other_probability"), "matrices"),
  /** Of a network pruned more than once: whether it came to rest, when, and what was left of it over time. */
  HISTORY(List.of("settled", "settling_time"), "history");

  private final String columns; // separated by blanks
  private final String tables;

  Measures(List<String> columns, String... tables) {
    this.columns = String.join(" ", columns);
    this.tables = String.join(" ", tables);
  }

  /** A measure and its argument: slow_modes:3, trajectory@10. */
  record Asked(Measures measure, double argument) {
    List<String> columns() {
      return measure == TRAJECTORY || measure == NOISY
          ? List.of(measure.word() + "@" + org.secateur.study.trials.Setting.canonical(argument))
          : words(measure.columns);
    }

    List<String> tables() {
      return words(measure.tables);
    }
  }

  private static List<String> words(String separated) {
    return separated.isEmpty() ? List.of() : List.of(separated.split(" ", -1));
  }

  String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  static List<String> names() {
    return Arrays.stream(values()).map(Measures::word).toList();
  }

  /** Reads one. */
  static Asked parse(String text) {
    String word = text.replaceFirst("[:@].*", "");
    Measures measure = Arrays.stream(values()).filter(m -> m.word().equals(word)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("\"" + word + "\" is no measure"));
    String rest = text.substring(word.length());
    return switch (measure) {
      case SLOW_MODES, SLOW_SPECTRUM ->
        new Asked(measure, number(text, rest, ':', 5, k -> k >= 1 && k == Math.rint(k)));
      case TRAJECTORY, NOISY -> new Asked(measure, number(text, rest, '@', Double.NaN, t -> t > 0));
      default -> {
        if (!rest.isEmpty()) {
          throw new IllegalArgumentException(
              "\"" + word + "\" takes nothing after it, but is \"" + text + "\"");
        }
        yield new Asked(measure, 0);
      }
    };
  }

  private static double number(String text, String rest, char mark, double fallback,
      Function<Double, Boolean> fits) {
    if (rest.isEmpty() && !Double.isNaN(fallback)) {
      return fallback;
    }
    try {
      double value = rest.isEmpty() || rest.charAt(0) != mark
          ? Double.NaN
          : Double.parseDouble(rest.substring(1));
      if (fits.apply(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException(mark == '@'
        ? "\"" + text + "\" needs a time, as in trajectory@10"
        : "\"" + text + "\" needs a whole number of modes, as in slow_modes:3");
  }
}
