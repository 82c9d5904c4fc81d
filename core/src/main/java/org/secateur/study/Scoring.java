package org.secateur.study;

import java.util.Optional;

import org.secateur.dynamics.Covariance;
import org.secateur.dynamics.Drift;
import org.secateur.dynamics.EffectiveResistance;
import org.secateur.network.Network;
import org.secateur.prune.PruningRule;
import org.secateur.prune.Scores;

/** Scores for a rule, with the covariance it asks for. */
public sealed interface Scoring permits Scoring.Ready, Unscored {

  /**
   * The scores.
   *
   * @param scores one for every edge
   * @param unitsPerLeverage how many score units make a leverage of 1; NaN where that is unknown
   * @param facts how they were found
   */
  record Ready(Scores scores, double unitsPerLeverage, ScoreFacts facts) implements Scoring {
  }

  /** The noise variance σ² of exact scores, in Hz²/s: a leverage is then twice a score. */
  double UNIT_NOISE = 1;

  /** Scores a network and tells nobody how far it has come. */
  static Scoring of(Network network, PruningRule rule, ScoreRoute route) {
    return of(network, rule, route, Progress.NONE);
  }

  /** Scores a network. */
  static Scoring of(Network network, PruningRule rule, ScoreRoute route, Progress progress) {
    Drift drift = Drift.of(network);
    return switch (rule.evidence()) {
      case NONE -> new Ready(Scores.of(drift, rule, Optional.empty()), Double.NaN,
          ScoreFacts.solved(ScoreMethod.NONE, 0));
      case LAPLACIAN -> ready(drift, rule, solved(route).covariance(drivenDrift(drift, rule),
          EffectiveResistance.NOISE_VARIANCE, progress));
      case ACTIVITY -> ready(drift, rule, route.covariance(drift, UNIT_NOISE, progress));
    };
  }

  /** The drift whose covariance a rule asks for: the network's own, or minus its graph's Laplacian. */
  static Drift drivenDrift(Drift drift, PruningRule rule) {
    return rule.evidence() == PruningRule.Evidence.LAPLACIAN
        ? EffectiveResistance.laplacian(drift.network())
        : drift;
  }

  /** A resistance has no dynamics to simulate or record: it is solved for. */
  static ScoreRoute solved(ScoreRoute route) {
    return switch (route) {
      case ScoreRoute.Simulated simulated -> new ScoreRoute.Exact();
      case ScoreRoute.Recorded recorded -> new ScoreRoute.Exact();
      case ScoreRoute.Automatic automatic -> automatic;
      case ScoreRoute.Exact exact -> exact;
      case ScoreRoute.Sketched sketched -> sketched;
    };
  }

  private static Scoring ready(Drift drift, PruningRule rule, RouteOutcome outcome) {
    return switch (outcome) {
      case RouteOutcome.Missing(Unscored why) -> why;
      case RouteOutcome.Found(Covariance c, double noiseVariance, ScoreFacts facts) ->
        new Ready(Scores.of(drift, rule, Optional.of(c)), noiseVariance / 2, facts);
    };
  }
}
