package org.secateur.study;

import java.util.Optional;

import org.secateur.dynamics.SamplingFacts;
import org.secateur.dynamics.Stationarity;

/**
 * What a route found.
 *
 * @param stationarity the covariance, or that there is none
 * @param noiseVariance σ² behind it in Hz²/s; NaN where it is unknown
 * @param method how it was found
 * @param samples where it was sampled rather than solved, on how much it rests
 */
record RouteOutcome(Stationarity stationarity, double noiseVariance, ScoreMethod method,
    Optional<SamplingFacts> samples) {
}
