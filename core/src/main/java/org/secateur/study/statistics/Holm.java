package org.secateur.study.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Correction for several comparisons made together. Holm, Scandinavian Journal of Statistics 1979. */
public final class Holm {
  private Holm() {
  }

  /**
   * Adjusted p-values: rejecting those of at most α keeps the chance of any false rejection at α, whatever their dependence.
   *
   * @param pValues not modified
   * @return a new array in the same order
   */
  public static double[] adjust(double... pValues) {
    int m = pValues.length;
    int[] order = IntStream.range(0, m).boxed().sorted(Comparator.comparingDouble(k -> pValues[k]))
        .mapToInt(k -> k).toArray();
    double[] adjusted = new double[m];
    double largest = 0;
    for (int rank = 0; rank < m; rank++) {
      largest = Math.max(largest, Math.min(1, (m - rank) * pValues[order[rank]]));
      adjusted[order[rank]] = largest;
    }
    return adjusted;
  }
}
