package org.secateur.study;

import java.util.Optional;

import org.secateur.dynamics.Covariance;
import org.secateur.dynamics.Drift;
import org.secateur.dynamics.EffectiveResistance;
import org.secateur.dynamics.SamplingFacts;
import org.secateur.dynamics.StationaryCovariance;
import org.secateur.dynamics.Stationarity;
import org.secateur.network.Network;
import org.secateur.prune.PruningRule;
import org.secateur.prune.Scores;

/** Scores for a rule, with the covariance it asks for. */
public sealed interface Scoring {

  /**
   * The scores.
   *
   * @param scores one for every edge
   * @param unitsPerLeverage how many score units make a leverage of 1
   * @param residual of the covariance's equation; 0 where it was not solved
   * @param samples where the covariance was sampled rather than solved, how
   */
  record Ready(Scores scores, double unitsPerLeverage, double residual, Optional<SamplingFacts> samples)
      implements
        Scoring {
  }

  /**
   * There is no covariance to score with.
   *
   * @param spectralAbscissa in 1/s
   */
  record Unstable(double spectralAbscissa) implements Scoring {
  }

  /** The noise variance σ² of exact scores, in Hz²/s: a leverage is then twice a score. */
  double UNIT_NOISE = 1;

  /** Scores a network. */
  static Scoring of(Network network, PruningRule rule, ScoreRoute route) {
    Drift drift = Drift.of(network);
    return switch (rule.evidence()) {
      case NONE -> new Ready(Scores.of(drift, rule, Optional.empty()), Double.NaN, 0, Optional.empty());
      case LAPLACIAN -> ready(drift, rule, StationaryCovariance.of(EffectiveResistance.laplacian(network),
          EffectiveResistance.NOISE_VARIANCE), EffectiveResistance.NOISE_VARIANCE, Optional.empty());
      case ACTIVITY -> route.score(drift, rule);
    };
  }

  /** Scores with a covariance at hand. */
  static Scoring ready(Drift drift, PruningRule rule, Stationarity outcome, double noiseVariance,
      Optional<SamplingFacts> samples) {
    return switch (outcome) {
      case Stationarity.Unstable(double abscissa) -> new Unstable(abscissa);
      case Stationarity.Stationary(Covariance c, double residual, int freeModes) ->
        new Ready(Scores.of(drift, rule, Optional.of(c)), noiseVariance / 2, residual, samples);
    };
  }
}
