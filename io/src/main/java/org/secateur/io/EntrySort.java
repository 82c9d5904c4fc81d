package org.secateur.io;

import java.util.Arrays;

/** Stable order of coordinates by (row, column), in time that depends on the number of entries only. */
final class EntrySort {
  private static final int BITS = 11;
  private static final int BUCKETS = 1 << BITS;

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

  /** The position in the file of each entry in sorted order; equal keys stay in the order of the file. */
  static int[] order(long[] key) {
    int n = key.length;
    int[] order = new int[n];
    for (int k = 0; k < n; k++) {
      order[k] = k;
    }
    if (isSorted(key)) {
      return order;
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
