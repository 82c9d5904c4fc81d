package org.secateur.sparse;

import org.secateur.kernel.CompressedRows;

/**
 * Rows of a symmetric pattern in parts of about equal work that a few rows <em>between</em> them separate: every row with a
 * neighbour in another part is one of these, and every other row has all its neighbours at home. What is done inside the
 * parts can be done at once. A cut of the breadth-first order from a far end, which depends on the pattern alone; where
 * too many rows would be between, all rows are one part. Immutable. Time O(n + m).
 *
 * <p>George and Liu, "An implementation of a pseudoperipheral node finder", ACM Trans. Math. Software 1979, one pass.
 */
final class Parts {
  /** Rows of a part that are worth a task. */
  private static final int LEAST = 1 << 14;
  private static final int MOST = 8;
  /** One row in so many may be between. */
  private static final int SHARE = 8;

  private final int count;
  private final byte[] home; // (n)
  private final boolean[] between; // (n)

  private Parts(int count, byte[] home, boolean[] between) {
    this.count = count;
    this.home = home;
    this.between = between;
  }

  /**
   * As many parts as the number of rows is good for.
   *
   * @param kept rows that are to be between whatever their neighbours
   */
  static Parts of(CompressedRows w, int[] kept) {
    int count = Math.min(MOST, Integer.highestOneBit(Math.max(1, w.n / LEAST)));
    if (count == 1 || kept.length > w.n / SHARE) {
      return whole(w.n);
    }
    Parts parts = of(w, kept, count);
    int between = 0;
    for (boolean b : parts.between) {
      between += b ? 1 : 0;
    }
    return between <= w.n / SHARE ? parts : whole(w.n);
  }

  /** One part, nothing between. */
  static Parts whole(int n) {
    return new Parts(1, new byte[n], new boolean[n]);
  }

  /** So many parts, however many rows come to lie between. */
  static Parts of(CompressedRows w, int[] kept, int count) {
    byte[] home = new byte[w.n];
    long total = w.n + (long) w.rowStart[w.n];
    long before = 0;
    for (int i : order(w)) {
      home[i] = (byte) (before * count / total);
      before += 1 + w.rowStart[i + 1] - w.rowStart[i];
    }
    boolean[] between = new boolean[w.n];
    for (int i = 0; i < w.n; i++) {
      for (int k = w.rowStart[i]; k < w.rowStart[i + 1] && !between[i]; k++) {
        between[i] = home[w.column[k]] != home[i];
      }
    }
    for (int i : kept) {
      between[i] = true;
    }
    return new Parts(count, home, between);
  }

  /** Every component breadth first, from the row that is reached last from its first. */
  private static int[] order(CompressedRows w) {
    int[] order = new int[w.n];
    byte[] seen = new byte[w.n];
    int begin = 0;
    for (int i = 0; i < w.n; i++) {
      if (seen[i] == 0) {
        int end = walk(w, i, begin, (byte) 1, seen, order);
        walk(w, order[end - 1], begin, (byte) 2, seen, order);
        begin = end;
      }
    }
    return order;
  }

  private static int walk(CompressedRows w, int from, int begin, byte mark, byte[] seen, int[] order) {
    int end = begin;
    order[end++] = from;
    seen[from] = mark;
    for (int next = begin; next < end; next++) {
      int i = order[next];
      for (int k = w.rowStart[i]; k < w.rowStart[i + 1]; k++) {
        int j = w.column[k];
        if (seen[j] < mark) {
          seen[j] = mark;
          order[end++] = j;
        }
      }
    }
    return end;
  }

  int count() {
    return count;
  }

  /** Row i's part; of a row between, that of all its neighbours that are not between. */
  int home(int i) {
    return home[i];
  }

  /** Whether row i is one of those that separate. */
  boolean isBetween(int i) {
    return between[i];
  }
}
