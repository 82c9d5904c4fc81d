package org.secateur.rnn.mask;

import java.util.Arrays;
import java.util.BitSet;

import org.secateur.network.Require;

/** Which synapses of a layer stay, one bit each. A value: equal if the bits are. Self-connections have no bit to set. */
public final class Mask {
  private final int rows;
  private final int columns;
  private final BitSet kept; // row · columns + pre

  private Mask(int rows, int columns, BitSet kept) {
    this.rows = rows;
    this.columns = columns;
    this.kept = kept;
  }

  /** Whether the synapse in row {@code row} from {@code pre} stays. */
  @FunctionalInterface
  public interface Keeps {
    boolean test(int row, int pre);
  }

  /**
   * The mask of all pairs of different neurons that a condition lets through.
   *
   * @param rows a multiple of {@code columns}
   */
  public static Mask of(int rows, int columns, Keeps condition) {
    Require.atLeast(columns, 1, "columns");
    BitSet kept = new BitSet(Math.multiplyExact(rows, columns));
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        if (i % columns != j && condition.test(i, j)) {
          kept.set(i * columns + j);
        }
      }
    }
    return new Mask(rows, columns, kept);
  }

  /** The mask that keeps every synapse of a layer and nothing that is not one. */
  public static Mask all(Weights weights) {
    return of(weights.rows(), weights.columns(), weights::isSynapse);
  }

  /**
   * The synapses with the highest scores, exactly so many; of equal scores those that come first, row after row.
   *
   * @param score (rows · columns), row after row; NaN never
   * @param keep how many, at most {@link Weights#synapses}
   */
  static Mask largest(Weights weights, double[] score, int keep) {
    int[] at = positions(weights, 0, weights.rows());
    BitSet kept = new BitSet(score.length);
    take(score, at, keep, kept);
    return new Mask(weights.rows(), weights.columns(), kept);
  }

  /** The same within each row, every row keeping its share of the synapses it has; the total is exact. */
  static Mask largestPerRow(Weights weights, double[] score, int keep) {
    BitSet kept = new BitSet(score.length);
    int total = weights.synapses();
    long seen = 0;
    int taken = 0;
    for (int i = 0; i < weights.rows(); i++) {
      int[] at = positions(weights, i, i + 1);
      seen += at.length;
      int until = share(keep, seen, total);
      take(score, at, until - taken, kept);
      taken = until;
    }
    return new Mask(weights.rows(), weights.columns(), kept);
  }

  /** keep · seen / total, rounded half up: how many of the first {@code seen} of {@code total} are to stay. */
  static int share(int keep, long seen, int total) {
    return total == 0 ? 0 : (int) ((2 * seen * keep + total) / (2L * total));
  }

  private static int[] positions(Weights weights, int from, int to) {
    int columns = weights.columns();
    int[] at = new int[(to - from) * columns];
    int count = 0;
    for (int i = from; i < to; i++) {
      for (int j = 0; j < columns; j++) {
        if (weights.isSynapse(i, j)) {
          at[count++] = i * columns + j;
        }
      }
    }
    return Arrays.copyOf(at, count);
  }

  /** Sets the bits of the {@code keep} positions with the highest scores, ties by position. */
  static void take(double[] score, int[] at, int keep, BitSet kept) {
    Require.within(keep, 0, at.length, "keep");
    if (keep == 0) {
      return;
    }
    double[] ascending = new double[at.length];
    for (int k = 0; k < at.length; k++) {
      ascending[k] = score[at[k]];
    }
    Arrays.sort(ascending);
    double lowest = ascending[at.length - keep];
    int ties = 0;
    for (int k = at.length - keep; k < at.length && ascending[k] == lowest; k++) {
      ties++;
    }
    for (int p : at) {
      if (score[p] > lowest || (score[p] == lowest && ties-- > 0)) {
        kept.set(p);
      }
    }
  }

  /** Takes the bits over. */
  static Mask ofBits(Weights weights, BitSet kept) {
    return new Mask(weights.rows(), weights.columns(), kept);
  }

  /** The number of rows. */
  public int rows() {
    return rows;
  }

  /** The number of columns. */
  public int columns() {
    return columns;
  }

  /** Whether the synapse in row {@code row} from neuron {@code pre} stays. */
  public boolean keeps(int row, int pre) {
    return kept.get(row * columns + Require.index(pre, columns, "pre"));
  }

  /** How many synapses stay. */
  public int count() {
    return kept.cardinality();
  }

  /** How many synapses stay in a row. */
  public int count(int row) {
    return kept.get(row * columns, (row + 1) * columns).cardinality();
  }

  /** How many rows keep no synapse at all: inputs that are cut off. */
  public int emptyRows() {
    int empty = 0;
    for (int i = 0; i < rows; i++) {
      empty += count(i) == 0 ? 1 : 0;
    }
    return empty;
  }

  /** The share of synapses that two masks of one shape both keep, of those that either keeps; 1 if neither keeps any. */
  public double overlap(Mask other) {
    BitSet both = (BitSet) kept.clone();
    both.and(other.kept);
    BitSet either = (BitSet) kept.clone();
    either.or(other.kept);
    return either.isEmpty() ? 1 : (double) both.cardinality() / either.cardinality();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Mask m && m.rows == rows && m.columns == columns && m.kept.equals(kept);
  }

  @Override
  public int hashCode() {
    return kept.hashCode();
  }

  @Override
  public String toString() {
    return "Mask[" + rows + "×" + columns + ", " + count() + " kept]";
  }
}
