package org.secateur.network;

import org.secateur.kernel.CompressedRows;

/** Builds compressed rows from synapses in any order. */
final class Compression {
  private Compression() {
  }

  /**
   * Entries in row order are copied; others go through two counting sorts, by column then by row. Time O(n + m).
   */
  static CompressedRows compress(int n, int[] post, int[] pre, double[] weight) {
    int[] rowStart = new int[n + 1];
    int[] columnStart = new int[n + 1];
    boolean ascending = true;
    for (int k = 0; k < post.length; k++) {
      Require.finite(weight[k], "weight");
      Require.index(post[k], n, "post");
      Require.index(pre[k], n, "pre");
      ascending = ascending
          && (k == 0 || post[k] > post[k - 1] || (post[k] == post[k - 1] && pre[k] > pre[k - 1]));
      if (weight[k] != 0) {
        columnStart[pre[k] + 1]++;
        rowStart[post[k] + 1]++;
      }
    }
    accumulate(rowStart);
    accumulate(columnStart);
    int[] start = ascending ? rowStart : columnStart;
    int[] outer = ascending ? post : pre;
    int[] inner = ascending ? pre : post;
    int m = start[n];
    if (ascending && m == post.length) {
      return new CompressedRows(n, start, inner.clone(), weight.clone());
    }
    int[] cursor = start.clone();
    int[] column = new int[m];
    double[] value = new double[m];
    for (int k = 0; k < outer.length; k++) {
      if (weight[k] != 0) {
        int at = cursor[outer[k]]++;
        column[at] = inner[k];
        value[at] = weight[k];
      }
    }
    CompressedRows sorted = new CompressedRows(n, start, column, value);
    return ascending ? sorted : transpose(sorted);
  }

  /** Both halves of a symmetric matrix from one, zeros left out. Time O(n + m). */
  static CompressedRows mirror(int n, int[] first, int[] second, double[] weight) {
    int[] rowStart = new int[n + 1];
    if (first.length >= 1 << 30) {
      throw new IllegalArgumentException("there must be fewer than 2^30 pairs, were " + first.length);
    }
    for (int e = 0; e < first.length; e++) {
      Require.finite(weight[e], "weight");
      Require.index(first[e], n, "first");
      Require.index(second[e], n, "second");
      if (first[e] == second[e]) {
        throw new IllegalArgumentException("pair " + e + " joins neuron " + first[e] + " to itself");
      }
      if (weight[e] != 0) {
        rowStart[first[e] + 1]++;
        rowStart[second[e] + 1]++;
      }
    }
    accumulate(rowStart);
    int[] cursor = rowStart.clone();
    int[] column = new int[rowStart[n]];
    double[] value = new double[rowStart[n]];
    for (int e = 0; e < first.length; e++) {
      if (weight[e] != 0) {
        int there = cursor[first[e]]++;
        int back = cursor[second[e]]++;
        column[there] = second[e];
        column[back] = first[e];
        value[there] = weight[e];
        value[back] = weight[e];
      }
    }
    // Pairs of one half that come in order leave every row in order; otherwise, the matrix is its own transpose, and a
    // transpose has its rows in order.
    CompressedRows rows = new CompressedRows(n, rowStart, column, value);
    return isAscending(rows) ? rows : transpose(rows);
  }

  private static boolean isAscending(CompressedRows rows) {
    for (int i = 0; i < rows.n; i++) {
      for (int k = rows.rowStart[i] + 1; k < rows.rowStart[i + 1]; k++) {
        if (rows.column[k] <= rows.column[k - 1]) {
          return false;
        }
      }
    }
    return true;
  }

  private static void accumulate(int[] start) {
    for (int i = 1; i < start.length; i++) {
      start[i] += start[i - 1];
    }
  }

  /** The transpose, ascending within its rows even if {@code rows} is not. Time O(n + m). */
  static CompressedRows transpose(CompressedRows rows) {
    int[] start = new int[rows.n + 1];
    for (int j : rows.column) {
      start[j + 1]++;
    }
    accumulate(start);
    int[] cursor = start.clone();
    int[] column = new int[rows.column.length];
    double[] value = new double[rows.column.length];
    for (int i = 0; i < rows.n; i++) {
      for (int k = rows.rowStart[i]; k < rows.rowStart[i + 1]; k++) {
        int j = rows.column[k];
        int at = cursor[j]++;
        if (at > start[j] && column[at - 1] == i) {
          throw new IllegalArgumentException("synapse " + i + " -> " + j + " is named twice");
        }
        column[at] = i;
        value[at] = rows.value[k];
      }
    }
    return new CompressedRows(rows.n, start, column, value);
  }

  /** The same pattern with new values, zeros left out. */
  static CompressedRows withoutZeros(CompressedRows rows, double[] value) {
    int m = 0;
    for (double w : value) {
      m += Require.finite(w, "weight") != 0 ? 1 : 0;
    }
    if (m == value.length) {
      return new CompressedRows(rows.n, rows.rowStart, rows.column, value.clone());
    }
    int[] rowStart = new int[rows.n + 1];
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
