package org.secateur.network;

import org.secateur.kernel.CompressedRows;

/** Builds compressed rows from synapses in any order. */
final class Compression {
  private Compression() {
  }

  /** Two counting sorts, by column then by row. Time O(n + m). */
  static CompressedRows compress(int n, int[] post, int[] pre, double[] weight) {
    int[] columnStart = new int[n + 1];
    int[] rowStart = new int[n + 1];
    for (int k = 0; k < post.length; k++) {
      Require.finite(weight[k], "weight");
      Require.index(post[k], n, "post");
      Require.index(pre[k], n, "pre");
      if (weight[k] != 0) {
        columnStart[pre[k] + 1]++;
        rowStart[post[k] + 1]++;
      }
    }
    for (int i = 0; i < n; i++) {
      columnStart[i + 1] += columnStart[i];
      rowStart[i + 1] += rowStart[i];
    }
    int m = rowStart[n];
    int[] byColumn = new int[m];
    for (int k = 0; k < post.length; k++) {
      if (weight[k] != 0) {
        byColumn[columnStart[pre[k]]++] = k;
      }
    }
    int[] cursor = rowStart.clone();
    int[] column = new int[m];
    double[] value = new double[m];
    for (int k : byColumn) {
      int at = cursor[post[k]]++;
      column[at] = pre[k];
      value[at] = weight[k];
      if (at > rowStart[post[k]] && column[at - 1] == pre[k]) {
        throw new IllegalArgumentException("synapse " + pre[k] + " -> " + post[k] + " is named twice");
      }
    }
    return new CompressedRows(n, rowStart, column, value);
  }

  /** The same pattern with new values, zeros left out. */
  static CompressedRows withoutZeros(CompressedRows rows, double[] value) {
    int[] rowStart = new int[rows.n + 1];
    int m = 0;
    for (double w : value) {
      m += Require.finite(w, "weight") != 0 ? 1 : 0;
    }
    int[] column = new int[m];
    double[] kept = new double[m];
    int at = 0;
    for (int i = 0; i < rows.n; i++) {
      for (int k = rows.rowStart[i]; k < rows.rowStart[i + 1]; k++) {
        if (value[k] != 0) {
          column[at] = rows.column[k];
          kept[at++] = value[k];
        }
      }
      rowStart[i + 1] = at;
    }
    return new CompressedRows(rows.n, rowStart, column, kept);
  }

  /**
   * Whether every entry has its mirror image with the same value. Walking the rows in order meets the entries left of
   * the diagonal of any row j in column order, so one cursor a row is enough. Time O(n + m).
   */
  static boolean isSymmetric(CompressedRows rows) {
    int[] cursor = new int[rows.n];
    System.arraycopy(rows.rowStart, 0, cursor, 0, rows.n);
    for (int i = 0; i < rows.n; i++) {
      for (int k = rows.rowStart[i]; k < rows.rowStart[i + 1]; k++) {
        int j = rows.column[k];
        if (j > i) {
          int mirror = cursor[j]++;
          if (mirror >= rows.rowStart[j + 1] || rows.column[mirror] != i
              || rows.value[mirror] != rows.value[k]) {
            return false;
          }
        } else if (j < i && k >= cursor[i]) {
          return false; // no row above had this entry's mirror image
        }
      }
    }
    return true;
  }
}
