package org.secateur.spark;

import java.io.Serializable;
import java.util.Arrays;

import org.secateur.kernel.CompressedRows;
import org.secateur.kernel.CsrKernel;

/**
 * Rows after a cut: what stayed, in the local numbering of the rows it was cut from, and leaks that follow it.
 *
 * @param rows what it was cut from
 * @param kept by entry
 * @param weight by entry, 0 where it went
 * @param leak (rows) of the cut network, in 1/s
 */
@SuppressWarnings("ArrayRecordComponent")
record CutRows(Rows rows, boolean[] kept, double[] weight, double[] leak) implements Serializable {

  /**
   * Cuts rows: w/p where rescaled, and leak_i − Σ|w_ij| + Σ|w'_ij| where leaks follow, as core's Pruned does.
   *
   * @param leak (rows) before
   */
  static CutRows of(ScoredRows scored, boolean[] kept, double factor, boolean rescaled, boolean matched,
      double[] leak) {
    Rows rows = scored.rows();
    double[] weight = new double[kept.length];
    for (int k = 0; k < kept.length; k++) {
      double amplification = !kept[k] ? 0 : rescaled ? 1 / scored.probability(k, factor) : 1;
      weight[k] = amplification * rows.value(k);
    }
    double[] after = leak.clone();
    if (matched) {
      double[] before = rows.own(absolute(rows.matrix()), 1);
      double[] left = rows.own(absolute(rows.with(weight)), 1);
      for (int r = 0; r < after.length; r++) {
        if (before[r] != left[r]) {
          after[r] = leak[r] - before[r] + left[r];
        }
      }
    }
    return new CutRows(rows, kept, weight, after);
  }

  static double[] absolute(CompressedRows matrix) {
    double[] sum = new double[matrix.n];
    CsrKernel.absoluteRowSums(matrix, sum);
    return sum;
  }

  /** The cut matrix's rows as rows of their own, without what went. */
  Rows cut() {
    return rows.without(weight);
  }

  /** Edges that stayed, each counted at its smaller neuron. */
  long edges() {
    long count = 0;
    for (int r = 0; r < rows.count; r++) {
      for (int k = rows.begin(r); k < rows.end(r); k++) {
        count += kept[k] && rows.column(k) > rows.local(r) ? 1 : 0;
      }
    }
    return count;
  }

  /** The largest w'/w of the edges that stayed; 0 if none did. */
  double amplification() {
    double greatest = 0;
    for (int k = 0; k < weight.length; k++) {
      greatest = Math.max(greatest, kept[k] ? Math.abs(weight[k] / rows.value(k)) : 0);
    }
    return greatest;
  }

  /** Whether every edge that stayed has its weight to the last bit. */
  boolean isUnchanged() {
    boolean unchanged = true;
    for (int k = 0; k < weight.length; k++) {
      unchanged &= !kept[k] || weight[k] == rows.value(k);
    }
    return unchanged;
  }

  @Override
  public String toString() {
    return "CutRows[" + Arrays.toString(new int[]{rows.first, rows.count}) + "]";
  }
}
