package org.secateur.study;

import java.util.Optional;

import org.secateur.prune.Pruned;

/** What came of a request. */
public sealed interface PruningOutcome {

  /**
   * The network was pruned.
   *
   * @param pruned the result
   * @param reached for searched targets, the error measured on the result; empty for budgets
   */
  record Done(Pruned pruned, Optional<Double> reached) implements PruningOutcome {
  }

  /** The rule needs a covariance, and there is none. */
  record NoScores(Unscored why) implements PruningOutcome {
  }

  /**
   * The quality asked for is missed even with nearly all edges.
   *
   * @param keptFraction the largest share of edges tried
   * @param error the error measured there
   */
  record OutOfReach(double keptFraction, double error) implements PruningOutcome {
  }
}
