package org.secateur.sparse;

/** What came of simulating an elimination. */
sealed interface Elimination {

  /**
   * It ended.
   *
   * @param fill entries of L, diagonal included; a few more than there will be
   * @param flops Σ of the squared counts of L's columns, as {@link CholeskyForecast#flops}
   */
  record Done(Ordering ordering, long fill, double flops) implements Elimination {
  }

  /**
   * It was given up: the factorisation in this order would cost too much.
   *
   * @param certainty whether that is known or extrapolated
   * @param fill entries of L
   * @param flops Σ of the squared counts of L's columns
   */
  record Stopped(CholeskyForecast.Certainty certainty, long fill, double flops) implements Elimination {
  }
}
