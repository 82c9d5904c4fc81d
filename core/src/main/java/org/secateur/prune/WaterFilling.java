package org.secateur.prune;

import java.util.Arrays;

/** Probabilities proportional to scores, clipped at 1, that add up to a budget. */
public final class WaterFilling {
  private WaterFilling() {
  }

  /**
   * The factor c with Σ min(1, c s) = budget. With the scores in descending order the first k are full for some k, and
   * c = (budget − k) / (sum of the others). Time O(m log m).
   *
   * @param score (m), never negative; not modified
   * @param budget at least 0
   * @return c; infinite if the budget is at least the number of positive scores
   */
  public static double factor(double[] score, double budget) {
    double[] ascending = score.clone();
    Arrays.parallelSort(ascending);
    int positive = 0;
    for (double s : ascending) {
      positive += s > 0 ? 1 : 0;
    }
    if (budget >= positive) {
      return Double.POSITIVE_INFINITY;
    }
    // Sums from the small end, so that a hundred million small scores are not lost against one large one.
    double[] sumBelow = new double[ascending.length + 1];
    for (int e = 0; e < ascending.length; e++) {
      sumBelow[e + 1] = sumBelow[e] + ascending[e];
    }
    for (int full = 0;; full++) {
      int largestFree = ascending.length - 1 - full;
      double c = (budget - full) / sumBelow[largestFree + 1];
      if (c * ascending[largestFree] <= 1) {
        return Math.max(c, 0);
      }
    }
  }

  /** min(1, c s), and 0 where the score is 0 whatever the factor. */
  public static double probability(double factor, double score) {
    return score > 0 ? Math.min(1, factor * score) : 0;
  }
}
