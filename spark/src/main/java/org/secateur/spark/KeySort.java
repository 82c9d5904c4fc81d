package org.secateur.spark;

import java.util.Arrays;

/** Sorts numbers along with their keys. */
final class KeySort {
  private static final int FEW = 32;

  private KeySort() {
  }

  /** Sorts both arrays from {@code from} to {@code to}, exclusive, by key, stably; O(m log m). */
  static void sort(long[] key, double[] with, int from, int to) {
    if (to - from <= FEW) {
      insertion(key, with, from, to);
      return;
    }
    boolean ascending = true;
    for (int k = from + 1; k < to && ascending; k++) {
      ascending = key[k - 1] <= key[k];
    }
    if (ascending) {
      return;
    }
    int middle = (from + to) >>> 1;
    sort(key, with, from, middle);
    sort(key, with, middle, to);
    merge(key, with, from, middle, to);
  }

  private static void merge(long[] key, double[] with, int from, int middle, int to) {
    long[] left = Arrays.copyOfRange(key, from, middle);
    double[] leftWith = Arrays.copyOfRange(with, from, middle);
    int a = 0;
    int b = middle;
    for (int k = from; a < left.length; k++) {
      boolean fromLeft = b == to || left[a] <= key[b];
      key[k] = fromLeft ? left[a] : key[b];
      with[k] = fromLeft ? leftWith[a++] : with[b++];
    }
  }

  private static void insertion(long[] key, double[] with, int from, int to) {
    for (int k = from + 1; k < to; k++) {
      long x = key[k];
      double w = with[k];
      int at = k;
      while (at > from && key[at - 1] > x) {
        key[at] = key[at - 1];
        with[at] = with[at - 1];
        at--;
      }
      key[at] = x;
      with[at] = w;
    }
  }
}
