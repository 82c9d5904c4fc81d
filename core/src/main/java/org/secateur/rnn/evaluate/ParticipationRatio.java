package org.secateur.rnn.evaluate;

import org.secateur.dynamics.Covariance;

/** How many dimensions the fluctuations of a network fill. */
public final class ParticipationRatio {
  private ParticipationRatio() {
  }

  /**
   * (tr C)² / tr C²: n for independent neurons of equal variance, 1 for a single direction; 0 where nothing fluctuates. For a
   * second moment see {@link org.secateur.rnn.mask.SecondMoment#effectiveRank}. Time O(n²).
   */
  public static double of(Covariance c) {
    double trace = 0;
    double square = 0;
    for (int i = 0; i < c.neurons(); i++) {
      trace += c.get(i, i);
      for (int j = 0; j < c.neurons(); j++) {
        square += c.get(i, j) * c.get(i, j);
      }
    }
    return square == 0 ? 0 : trace * trace / square;
  }
}
