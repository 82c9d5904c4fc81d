package org.secateur.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

import org.secateur.certify.Block;
import org.secateur.certify.Certificate;
import org.secateur.certify.Claim;
import org.secateur.certify.Finding;
import org.secateur.certify.Omission;
import org.secateur.certify.Shortfall;
import org.secateur.certify.Stability;
import org.secateur.certify.TrajectoryFacts.ErrorAt;
import org.secateur.certify.WorstDirection;
import org.secateur.spectral.MatchedMode;

/** A certificate in words that can be quoted. */
public final class CertificateWords {
  /** From where on trajectories are said to agree. */
  private static final double AGREE = 0.01;
  /** A share that is a rounding error away from 0. */
  private static final double NOTHING = 1e-12;

  private CertificateWords() {
  }

  /** The certificate in a few sentences: what was kept, the worst pattern, the slow modes, trajectories, stability. */
  public static String sentence(Certificate c) {
    List<String> parts = new ArrayList<>();
    parts.add(
        "%s of %s edges kept.".formatted(count(c.pair().edges().after()), count(c.pair().edges().before())));
    for (Finding f : c.findings()) {
      parts.add(capital(finding(f)) + ".");
    }
    c.assumptions().theorem().ifPresent(g -> parts.add(format(
        "Guaranteed with probability %.2g over the draws: every activity pattern keeps between %.3g and %.3g of its"
            + " restoring force.",
        1 - g.failureProbability(), 1 - g.epsilon(), 1 + g.epsilon())));
    c.worstDirection().measured().ifPresent(w -> parts.add(worst(w)));
    c.modes().measured().filter(m -> !m.isEmpty()).ifPresent(m -> parts.add(slow(m)));
    c.trajectories().measured().ifPresent(t -> parts.add(relaxation(t.errorByTime())));
    if (c.structure().components().after() > c.structure().components().before()) {
      parts
          .add("It falls into %s components (%s before).".formatted(count(c.structure().components().after()),
              count(c.structure().components().before())));
    }
    return String.join(" ", parts);
  }

  private static String worst(WorstDirection w) {
    return switch (w) {
      case WorstDirection.Range r ->
        format("Every activity pattern keeps between %s and %s of its restoring force%s.",
            short3(r.low()), short3(r.high()), r.converged() ? "" : " (not converged: see the brackets)");
      case WorstDirection.Deviation d ->
        format("No activity pattern's drive changes by more than %s of itself%s.",
            Numerals.percent(d.error()), d.converged() ? "" : " (not converged: see the bracket)");
    };
  }

  private static String slow(List<MatchedMode> modes) {
    double error = modes.stream().mapToDouble(MatchedMode::relativeError).max().orElse(0);
    return modes.size() == 1
        ? "The slowest time constant is within %s.".formatted(Numerals.percent(error))
        : "The %d slowest time constants are within %s.".formatted(modes.size(), Numerals.percent(error));
  }

  /** From when on the error stays below {@link #AGREE}, or what it is at the end. */
  private static String relaxation(List<ErrorAt> errors) {
    int from = errors.size();
    while (from > 0 && errors.get(from - 1).relativeError() <= AGREE) {
      from--;
    }
    if (from == errors.size()) {
      ErrorAt last = errors.get(from - 1);
      return format("Trajectories are %s apart at t = %.3g.", Numerals.percent(last.relativeError()),
          last.time());
    }
    double worst = errors.subList(from, errors.size()).stream().mapToDouble(ErrorAt::relativeError).max()
        .orElse(0);
    return format("Trajectories agree to %s from t = %.3g on.", Numerals.percent(worst),
        errors.get(from).time());
  }

  /** Why the answer is no. */
  public static String finding(Finding finding) {
    return switch (finding) {
      case Finding.OriginalUnstable(double a) ->
        format("the original network is unstable: spectral abscissa %+.3g", a);
      case Finding.PrunedUnstable(double a) ->
        format("the pruned network is unstable: spectral abscissa %+.3g", a);
      case Finding.Missed(Claim claim, double measured) ->
        "%s: it is %s".formatted(missed(claim), Numerals.percent(measured));
      case Finding.Unverified(Claim claim, Omission why) ->
        "%s: it could not be measured, %s".formatted(missed(claim), omission(why, 0));
    };
  }

  private static String missed(Claim claim) {
    return switch (claim) {
      case Claim.WorstDirection(double within) ->
        "the worst direction was to stay within " + Numerals.percent(within);
      case Claim.SlowModes(double within, int modes) ->
        "the %d slowest modes were to stay within %s".formatted(modes, Numerals.percent(within));
    };
  }

  /**
   * What is lacking for a guarantee.
   *
   * @param label the name of a neuron
   */
  public static String shortfall(Shortfall shortfall, IntFunction<String> label) {
    return switch (shortfall) {
      case Shortfall.NotSymmetric s -> "the network is directed, and the theorem is about symmetric ones";
      case Shortfall.NotDominant(int neuron, double slack) ->
        format("neuron %s receives more than its leak restores, by %.3g", label.apply(neuron), -slack);
      case Shortfall.TooLarge(int neurons, int limit) ->
        "above %s neurons leverages are recomputed for a full certificate only".formatted(count(limit));
      case Shortfall.OnACluster c -> "leverages are not recomputed on a cluster";
      case Shortfall.NoSamplingRecord none -> "nobody said with which probabilities the edges were drawn";
      case Shortfall.DrawsNotIndependent d -> "the edges were not drawn independently of each other";
      case Shortfall.BudgetSearched b ->
        "the budget was searched for with these very draws, so that they are no longer chance";
      case Shortfall.ForeignSynapse(int post, int pre) ->
        "the synapse %s -> %s is not in the original".formatted(label.apply(pre), label.apply(post));
      case Shortfall.WeightNotRescaled(int post, int pre, double expected, double actual) ->
        format("the weight of %s -> %s is %.6g, and w/p is %.6g", label.apply(pre), label.apply(post), actual,
            expected);
      case Shortfall.DrawNotReproduced(int post, int pre) ->
        "drawing again gives another answer for %s -> %s".formatted(label.apply(pre), label.apply(post));
      case Shortfall.DiagonalNotMatched(int neuron, double difference) ->
        format("the leak of neuron %s does not follow its weights: its slack changed by %.3g",
            label.apply(neuron),
            difference);
      case Shortfall.NoLeverages(double error) ->
        format("the leverages miss their sum rule by %.2g", error);
      case Shortfall.BudgetTooLow(double kappa, double epsilon) ->
        format("the budget is below what the theorem asks for any epsilon < 1: it gives epsilon %.3g",
            epsilon);
      case Shortfall.TooFewNeurons(int neurons, double failure) ->
        "there are too few neurons for the theorem: %d".formatted(neurons);
      case Shortfall.OutsideEpsilon(double epsilon, double worst) ->
        format(
            "this draw is one of the few outside the theorem's epsilon %.3g: the worst direction is off by %.3g",
            epsilon,
            worst);
      case Shortfall.RecordOfOtherEdges(int recorded, int edges) ->
        "probabilities are recorded for %s edges, and there are %s".formatted(count(recorded), count(edges));
    };
  }

  /** Why something was not measured. */
  public static String omission(Omission why, int limit) {
    return switch (why) {
      case NOT_ASKED -> "not asked for";
      case ON_A_CLUSTER -> "not measured on a cluster";
      case TOO_COSTLY -> "would take too long";
      case NOT_CONVERGED -> "the iteration did not converge";
      case TOO_LARGE -> limit > 0 ? "measured up to %s neurons".formatted(count(limit)) : "too many neurons";
      case DIRECTED -> "defined for symmetric networks only";
      case SYMMETRIC -> "says nothing new about symmetric networks";
      case UNSTABLE -> "a network is unstable";
      case SINGULAR -> "the original drift is singular";
      case FREE_MODES_DIFFER -> "the networks differ in how many directions nothing restores";
      case NO_STEADY_STATE -> "rectified dynamics were not found to come to rest";
      case NOTHING_RESTORED -> "the original restores no direction";
    };
  }

  /** The verdict on stability, in words. */
  public static String stability(Block<Stability> block) {
    return switch (block) {
      case Block.Measured<Stability>(Stability s) ->
        format("%s (leading eigenvalue %.4g, original %.4g)", s.stable() ? "stable" : "UNSTABLE", s.pruned(),
            s.original());
      case Block.Omitted<Stability>(Omission why, int limit) -> omission(why, limit);
    };
  }

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String short3(double x) {
    return Math.abs(x) < NOTHING ? "0" : format(Math.abs(x) < 0.01 ? "%.2g" : "%.3f", x);
  }

  private static String capital(String s) {
    return s.isEmpty() ? s : Character.toUpperCase(s.charAt(0)) + s.substring(1);
  }

  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
