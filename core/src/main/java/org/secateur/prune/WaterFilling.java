package org.secateur.prune;

import java.util.stream.IntStream;

/**
 * Probabilities proportional to scores, clipped at 1, that add up to a budget.
 *
 * <p>The budget fixes a threshold t with Σ min(1, s/t) = budget. It is found digit by digit: eight passes of
 * {@link ScoreTally} narrow it down to one double, scores above it are full, and c = (budget − their number) / (the sum of
 * the others). Counts and sums are exact, so c depends on the scores alone and not on their order or where they lie, and
 * nothing is sorted.
 */
public final class WaterFilling {
  private static final int CHUNK = 1 << 20;
  private static final int TOP = 56;
  private static final int STEP = 8;

  private WaterFilling() {
  }

  /**
   * The factor c with Σ min(1, c s) = budget. Time O(m).
   *
   * @param score (m), never negative; not modified
   * @param budget at least 0
   * @return c; infinite if the budget is at least the number of positive scores
   */
  public static double factor(double[] score, double budget) {
    return factor((prefix, shift) -> tally(score, prefix, shift), budget);
  }

  /** The same for scores that lie anywhere. */
  public static double factor(ScoreTally scores, double budget) {
    if (budget <= 0) {
      ScoreTally.Bins all = scores.bins(0, TOP);
      return total(all) == 0 ? Double.POSITIVE_INFINITY : 0;
    }
    long full = 0; // scores above what is being looked at
    ExactSum below = new ExactSum();
    long prefix = 0;
    for (int shift = TOP; shift >= 0; shift -= STEP) {
      ScoreTally.Bins bins = scores.bins(prefix, shift);
      if (shift == TOP && budget >= total(bins)) {
        return Double.POSITIVE_INFINITY;
      }
      long[] above = new long[ScoreTally.Bins.COUNT]; // scores from a bin upwards
      ExactSum[] beneath = new ExactSum[ScoreTally.Bins.COUNT];
      for (int b = above.length - 1; b >= 0; b--) {
        above[b] = bins.count(b) + (b + 1 < above.length ? above[b + 1] : full);
      }
      beneath[0] = below;
      for (int b = 1; b < beneath.length; b++) {
        beneath[b] = ExactSum.of(beneath[b - 1].digits());
        beneath[b].add(bins.sum(b - 1));
      }
      int bin = 0; // the threshold is no less than the lower edge of this one
      for (int half = ScoreTally.Bins.COUNT / 2; half > 0; half /= 2) {
        double edge = Double.longBitsToDouble(((prefix << STEP) | (bin + half)) << shift);
        if (edge < Double.POSITIVE_INFINITY
            && above[bin + half] + beneath[bin + half].result() / edge >= budget) {
          bin += half;
        }
      }
      below = beneath[bin];
      full = above[bin] - bins.count(bin);
      prefix = (prefix << STEP) | bin;
      if (shift == 0) {
        below.add(bins.sum(bin)); // those equal to the threshold: full too, but for rounding
      }
    }
    return Math.max(0, (budget - full) / below.result());
  }

  private static long total(ScoreTally.Bins bins) {
    long total = 0;
    for (int b = 0; b < ScoreTally.Bins.COUNT; b++) {
      total += bins.count(b);
    }
    return total;
  }

  private static ScoreTally.Bins tally(double[] score, long prefix, int shift) {
    int chunks = (score.length + CHUNK - 1) / CHUNK;
    return IntStream.range(0, chunks).parallel().mapToObj(c -> {
      ScoreTally.Bins bins = new ScoreTally.Bins(prefix, shift);
      for (int e = c * CHUNK; e < Math.min(score.length, (c + 1) * CHUNK); e++) {
        bins.add(score[e]);
      }
      return bins;
    }).reduce(new ScoreTally.Bins(prefix, shift), WaterFilling::merged);
  }

  private static ScoreTally.Bins merged(ScoreTally.Bins a, ScoreTally.Bins b) {
    ScoreTally.Bins sum = new ScoreTally.Bins(a.prefix(), a.shift());
    for (int k = 0; k < ScoreTally.Bins.COUNT; k++) {
      sum.add(k, a.count(k), a.sum(k));
      sum.add(k, b.count(k), b.sum(k));
    }
    return sum;
  }

  /** min(1, c s), and 0 where the score is 0 whatever the factor. */
  public static double probability(double factor, double score) {
    return score > 0 ? Math.min(1, factor * score) : 0;
  }
}
