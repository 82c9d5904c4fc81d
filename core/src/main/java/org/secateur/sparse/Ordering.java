package org.secateur.sparse;

import java.util.Arrays;

/** The order in which the rows of a matrix are eliminated: a permutation. Immutable. */
public final class Ordering {
  private final int[] order; // (n), order[k] is eliminated k-th
  private final int[] position; // (n), its inverse

  private Ordering(int[] order, int[] position) {
    this.order = order;
    this.position = position;
  }

  /**
   * The ordering that eliminates {@code order[k]} k-th.
   *
   * @param order (n), a permutation of 0 … n − 1; taken over
   * @throws IllegalArgumentException if it is not a permutation
   */
  static Ordering of(int[] order) {
    int[] position = new int[order.length];
    Arrays.fill(position, -1);
    for (int k = 0; k < order.length; k++) {
      int i = order[k];
      if (i < 0 || i >= order.length || position[i] >= 0) {
        throw new IllegalArgumentException("order must be a permutation of 0 to " + (order.length - 1));
      }
      position[i] = k;
    }
    return new Ordering(order, position);
  }

  /** As of an array of one's own, which is copied. */
  public static Ordering copyOf(int[] order) {
    return of(order.clone());
  }

  /** Row by row as they stand. */
  public static Ordering natural(int n) {
    int[] order = new int[n];
    Arrays.setAll(order, k -> k);
    return of(order);
  }

  /** How many rows are ordered. */
  public int size() {
    return order.length;
  }

  /** Which row is eliminated k-th, from 0. */
  public int row(int k) {
    return order[k];
  }

  /** When row i is eliminated, from 0. */
  public int position(int i) {
    return position[i];
  }

  /** Not to be written to. */
  int[] order() {
    return order;
  }

  /** Not to be written to. */
  int[] position() {
    return position;
  }

  /** This ordering's rows taken in another order: row k of the result is row {@code then.row(k)} of this. */
  Ordering then(int[] then) {
    int[] composed = new int[then.length];
    for (int k = 0; k < then.length; k++) {
      composed[k] = order[then[k]];
    }
    return of(composed);
  }
}
