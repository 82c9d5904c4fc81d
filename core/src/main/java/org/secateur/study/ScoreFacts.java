package org.secateur.study;

import java.util.Optional;

import org.secateur.dynamics.SamplingFacts;
import org.secateur.dynamics.SketchFacts;

/**
 * How scores were found and how well they are known.
 *
 * @param method what it came to in the end
 * @param residual of the covariance's equation where it was solved for; 0 elsewhere
 * @param samples where the covariance was sampled in time or recorded, on how much it rests
 * @param sketch where it was sketched, on how much
 */
public record ScoreFacts(ScoreMethod method, double residual, Optional<SamplingFacts> samples,
    Optional<SketchFacts> sketch) {

  /** Of scores that are not sampled. */
  static ScoreFacts solved(ScoreMethod method, double residual) {
    return new ScoreFacts(method, residual, Optional.empty(), Optional.empty());
  }

  /** Of a covariance sampled in time. */
  static ScoreFacts sampled(ScoreMethod method, SamplingFacts facts) {
    return new ScoreFacts(method, 0, Optional.of(facts), Optional.empty());
  }

  /** Of a sketch. */
  static ScoreFacts sketched(SketchFacts facts) {
    return new ScoreFacts(ScoreMethod.SKETCH, facts.residual(), Optional.empty(), Optional.of(facts));
  }
}
