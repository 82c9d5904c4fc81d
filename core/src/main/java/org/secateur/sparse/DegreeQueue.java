package org.secateur.sparse;

import java.util.Arrays;

/**
 * Vertices in buckets by degree, the last to enter a bucket first out; beyond {@link #EXACT} one bucket for a range of
 * degrees. Every operation takes constant time, apart from looking for the next bucket. Mutable.
 */
final class DegreeQueue {
  private static final int EXACT = 1024;

  private final int[] head;
  private final int[] next;
  private final int[] previous;
  private final int[] degree;
  private final boolean[] out;
  private int least;

  /**
   * All vertices but some, by a degree that is the queue's from now on.
   *
   * @param out (n): those that are not to be in it
   */
  DegreeQueue(int[] degree, boolean[] out) {
    this.degree = degree;
    this.out = out;
    int n = degree.length;
    int most = 0;
    for (int d : degree) {
      most = Math.max(most, d);
    }
    this.head = new int[bucket(Math.max(most, n)) + 2];
    this.next = new int[n];
    this.previous = new int[n];
    Arrays.fill(head, -1);
    for (int v = n - 1; v >= 0; v--) {
      if (!out[v]) {
        insert(v);
      }
    }
  }

  private int bucket(int d) {
    return Math.min(d <= EXACT ? d : EXACT + (d >> 10), head == null ? Integer.MAX_VALUE : head.length - 1);
  }

  private void insert(int v) {
    int b = bucket(degree[v]);
    int first = head[b];
    next[v] = first;
    previous[v] = -1;
    if (first >= 0) {
      previous[first] = v;
    }
    head[b] = v;
    least = Math.min(least, b);
  }

  private void remove(int v) {
    if (previous[v] >= 0) {
      next[previous[v]] = next[v];
    } else {
      head[bucket(degree[v])] = next[v];
    }
    if (next[v] >= 0) {
      previous[next[v]] = previous[v];
    }
  }

  /** Takes a vertex of about least degree out; there must be one. */
  int poll() {
    while (head[least] < 0) {
      least++;
    }
    int v = head[least];
    remove(v);
    return v;
  }

  /** Changes the degree of a vertex that has not been taken out. */
  void add(int v, int amount) {
    int d = degree[v] + amount;
    if (out[v] || bucket(d) == bucket(degree[v])) {
      degree[v] = d;
    } else {
      remove(v);
      degree[v] = d;
      insert(v);
    }
  }
}
