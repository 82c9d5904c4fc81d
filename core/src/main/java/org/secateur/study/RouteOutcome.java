package org.secateur.study;

import org.secateur.dynamics.Covariance;

/** What a route found. */
public sealed interface RouteOutcome {

  /**
   * A covariance.
   *
   * @param noiseVariance σ² behind it in Hz²/s; NaN where it is unknown
   */
  record Found(Covariance covariance, double noiseVariance, ScoreFacts facts) implements RouteOutcome {
  }

  /** None. */
  record Missing(Unscored why) implements RouteOutcome {
  }
}
