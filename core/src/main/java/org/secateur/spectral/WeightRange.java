package org.secateur.spectral;

import org.secateur.dynamics.Drift;
import org.secateur.kernel.CompressedRows;

/**
 * Bounds on xᵀM'x / xᵀMx from the weights alone. A dominant symmetric M is Σ |w_ij| (x_i − sgn(w_ij) x_j)² + Σ s_i x_i²
 * over pairs and neurons; where M' is such a sum too, with the same signs and nothing that M lacks, the ratio of the sums
 * lies between the least and the largest ratio of their terms.
 *
 * @param least smallest of |w'/w| over the original's pairs and s'/s over its slacks; −∞ where nothing can be said
 * @param greatest largest of them; ∞ where nothing can be said
 */
record WeightRange(double least, double greatest) {
  private static final WeightRange NOTHING = new WeightRange(Double.NEGATIVE_INFINITY,
      Double.POSITIVE_INFINITY);

  /** Walks both networks side by side, row by row. Time O(n + m). */
  static WeightRange of(Drift original, Drift pruned) {
    if (!original.isDiagonallyDominant() || !pruned.isDiagonallyDominant()) {
      return NOTHING;
    }
    double least = Double.POSITIVE_INFINITY;
    double greatest = 0;
    CompressedRows before = original.network().rows();
    CompressedRows after = pruned.network().rows();
    for (int i = 0; i < original.size(); i++) {
      int q = after.rowStart[i];
      int end = after.rowStart[i + 1];
      for (int k = before.rowStart[i]; k < before.rowStart[i + 1]; k++) {
        int j = before.column[k];
        q = skipSelf(after, q, end, i);
        double ratio = 0;
        if (q < end && after.column[q] == j && j != i) {
          ratio = after.value[q++] / before.value[k];
        }
        if (j != i) {
          least = Math.min(least, ratio);
          greatest = Math.max(greatest, ratio);
        }
        if (ratio < 0) {
          return new WeightRange(0, Double.POSITIVE_INFINITY); // a sign changed: M' is still a sum of squares
        }
      }
      q = skipSelf(after, q, end, i);
      if (q < end) {
        return new WeightRange(0, Double.POSITIVE_INFINITY); // a pair that the original lacks
      }
      double s = original.slack(i);
      double t = pruned.slack(i);
      if (s > 0) {
        least = Math.min(least, t / s);
        greatest = Math.max(greatest, t / s);
      } else if (t > 0) {
        greatest = Double.POSITIVE_INFINITY;
      }
    }
    return new WeightRange(least < Double.POSITIVE_INFINITY ? least : 0, greatest);
  }

  private static int skipSelf(CompressedRows rows, int q, int end, int i) {
    return q < end && rows.column[q] == i ? q + 1 : q;
  }
}
