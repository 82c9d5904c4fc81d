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
    if (isSorted(key)) {
      int[] order = new int[key.length];
      for (int k = 0; k < key.length; k++) {
        order[k] = k;
      }
      return order;
    }
    int columnBits = bits(Arrays.stream(key).reduce(0, (a, b) -> a | (b & 0xffff_ffffL)));
    int rowBits = bits(Arrays.stream(key).reduce(0, (a, b) -> a | b >>> 32));
    int positionBits = bits(key.length);
    return rowBits + columnBits + positionBits < Long.SIZE
        ? packed(key, columnBits, positionBits)
        : radix(key);
  }

  private static int bits(long x) {
    return Long.SIZE - Long.numberOfLeadingZeros(x);
  }

  /** Row, column and position fit into one number, which is moved whole: memory is read in order. */
  private static int[] packed(long[] key, int columnBits, int positionBits) {
    int n = key.length;
    long[] whole = new long[n];
    long differing = 0;
    for (int k = 0; k < n; k++) {
      long compact = (key[k] >>> 32) << columnBits | (key[k] & 0xffff_ffffL);
      whole[k] = compact << positionBits | k;
      differing |= compact;
    }
    long[] other = new long[n];
    for (int shift = positionBits; shift < positionBits + bits(differing); shift += BITS) {
      pass(whole, other, shift);
      long[] swap = whole;
      whole = other;
      other = swap;
    }
    int[] order = new int[n];
    int mask = (int) ((1L << positionBits) - 1);
    for (int s = 0; s < n; s++) {
      order[s] = (int) whole[s] & mask;
    }
    return order;
  }

  /** Moves all numbers into the order of one digit; equal digits stay in order. */
  private static void pass(long[] from, long[] to, int shift) {
    int[] start = new int[BUCKETS + 1];
    for (long x : from) {
      start[(int) (x >>> shift & (BUCKETS - 1)) + 1]++;
    }
    for (int b = 0; b < BUCKETS; b++) {
      start[b + 1] += start[b];
    }
    for (long x : from) {
      to[start[(int) (x >>> shift & (BUCKETS - 1))]++] = x;
    }
  }

  /** The general case, digit by digit from the lowest. */
  static int[] radix(long[] key) {
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
