package org.secateur.io;

import java.util.Arrays;

/** Stable order of coordinates by (row, column), in time that depends on the number of entries only. */
final class EntrySort {
  private static final int BITS = 11;
  private static final int BUCKETS = 1 << BITS;
  private static final int FEW_ROWS = 1 << 16;

  private EntrySort() {
  }

  /** Row in the upper, column in the lower half: ordered as (row, column), since neither is negative. */
  static long key(int row, int column) {
    return (long) row << 32 | column;
  }

  static long[] keys(int[] row, int[] column, int count) {
    long[] key = new long[count];
    for (int k = 0; k < count; k++) {
      key[k] = key(row[k], column[k]);
    }
    return key;
  }

  /** True if every entry comes after the one before it, and none at the same place. */
  static boolean isStrictlyAscending(int[] row, int[] column, int count) {
    for (int k = 1; k < count; k++) {
      if (row[k] < row[k - 1] || (row[k] == row[k - 1] && column[k] <= column[k - 1])) {
        return false;
      }
    }
    return true;
  }

  /** Entries in order: row and column of each, and its position in the arrays that were sorted. */
  static final class Sorted {
    final int[] row;
    final int[] column;
    final int[] position;

    Sorted(int count) {
      row = new int[count];
      column = new int[count];
      position = new int[count];
    }
  }

  /** Sorts the first {@code count} entries, which are not changed; equal ones stay in the order given. */
  static Sorted sorted(int[] row, int[] column, int count) {
    int lastRow = 0;
    for (int k = 0; k < count; k++) {
      lastRow = Math.max(lastRow, row[k]);
    }
    Sorted sorted = new Sorted(count);
    // A file of few entries may speak of two billion rows.
    if (lastRow < Math.max(FEW_ROWS, 4L * count)) {
      byRow(row, column, lastRow + 1, sorted);
      return sorted;
    }
    int[] order = order(keys(row, column, count));
    for (int s = 0; s < count; s++) {
      sorted.row[s] = row[order[s]];
      sorted.column[s] = column[order[s]];
      sorted.position[s] = order[s];
    }
    return sorted;
  }

  /**
   * Entries are dealt to their rows, each with its column above and its position below, so that sorting the few of a row
   * as plain numbers is stable. Files are mostly in order by one of the two, and then there is nothing left to sort.
   */
  private static void byRow(int[] row, int[] column, int rows, Sorted sorted) {
    int count = sorted.position.length;
    int[] end = new int[rows];
    for (int k = 0; k < count; k++) {
      end[row[k]]++;
    }
    int before = 0;
    for (int i = 0; i < rows; i++) {
      int size = end[i];
      end[i] = before;
      before += size;
    }
    long[] dealt = new long[count];
    for (int k = 0; k < count; k++) {
      dealt[end[row[k]]++] = key(/* row= */ column[k], /* column= */ k);
    }
    int from = 0;
    for (int i = 0; i < rows; i++) {
      sort(dealt, from, end[i]);
      for (int s = from; s < end[i]; s++) {
        sorted.row[s] = i;
        sorted.column[s] = (int) (dealt[s] >>> 32);
        sorted.position[s] = (int) dealt[s];
      }
      from = end[i];
    }
  }

  private static void sort(long[] x, int from, int to) {
    for (int k = from + 1; k < to; k++) {
      if (x[k] < x[k - 1]) {
        Arrays.sort(x, from, to);
        return;
      }
    }
  }

  /** The position in the file of each entry in sorted order; equal keys stay in the order of the file. */
  static int[] order(long[] key) {
    if (isSorted(key)) {
      int[] order = new int[key.length];
      for (int k = 0; k < key.length; k++) {
        order[k] = k;
      }
      return order;
    }
    return radix(key);
  }

  /** Digit by digit from the lowest. */
  private static int[] radix(long[] key) {
    int n = key.length;
    int[] order = new int[n];
    for (int k = 0; k < n; k++) {
      order[k] = k;
    }
    long differing = 0;
    for (long x : key) {
      differing |= x ^ key[0];
    }
    int[] other = new int[n];
    int[] start = new int[BUCKETS + 1];
    for (int shift = 0; shift < Long.SIZE; shift += BITS) {
      if ((differing >>> shift & (BUCKETS - 1)) == 0) {
        continue;
      }
      Arrays.fill(start, 0);
      for (int k = 0; k < n; k++) {
        start[(int) (key[order[k]] >>> shift & (BUCKETS - 1)) + 1]++;
      }
      for (int b = 0; b < BUCKETS; b++) {
        start[b + 1] += start[b];
      }
      for (int k = 0; k < n; k++) {
        other[start[(int) (key[order[k]] >>> shift & (BUCKETS - 1))]++] = order[k];
      }
      int[] swap = order;
      order = other;
      other = swap;
    }
    return order;
  }

  private static boolean isSorted(long[] key) {
    for (int k = 1; k < key.length; k++) {
      if (key[k] < key[k - 1]) {
        return false;
      }
    }
    return true;
  }
}
