package org.secateur.rnn.mask;

import java.util.Arrays;

import org.secateur.network.Require;

/**
 * The recurrent weights of a layer, row = receiving. Immutable. Gates are stacked: row r belongs to neuron r mod columns,
 * so that a plain layer is n×n and one with three gates 3n×n.
 *
 * <p>A synapse is a weight that is not 0 and joins two different neurons. Self-connections are part of the layer, always
 * stay, and are not counted, as in the rest of the library.
 */
public final class Weights {
  private final int rows;
  private final int columns;
  private final double[] value; // (rows · columns), row after row, finite

  private Weights(int rows, int columns, double[] value) {
    this.rows = rows;
    this.columns = columns;
    this.value = value;
  }

  /**
   * The weights of a layer.
   *
   * @param rows a multiple of {@code columns}
   * @param columns the number of neurons, at least 1
   * @param rowMajor (rows · columns) finite weights, copied
   * @throws IllegalArgumentException if a shape or a value is wrong
   */
  public static Weights of(int rows, int columns, double[] rowMajor) {
    Require.atLeast(columns, 1, "columns");
    if (rows < 1 || rows % columns != 0) {
      throw new IllegalArgumentException(
          "rows must be a multiple of the " + columns + " columns, was " + rows);
    }
    Require.length(rowMajor.length, Math.multiplyExact(rows, columns), "weights");
    for (int at = 0; at < rowMajor.length; at++) {
      if (!(Math.abs(rowMajor[at]) < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("the weight in row " + at / columns + " and column " + at % columns
            + " must be finite, was " + rowMajor[at]);
      }
    }
    return new Weights(rows, columns, rowMajor.clone());
  }

  /** The number of rows: neurons times gates. */
  public int rows() {
    return rows;
  }

  /** The number of columns: neurons. */
  public int columns() {
    return columns;
  }

  /** The neuron that a row is an input of. */
  public int neuron(int row) {
    return row % columns;
  }

  /** The weight in row {@code row} from neuron {@code pre}. */
  public double get(int row, int pre) {
    return value[row * columns + Require.index(pre, columns, "pre")];
  }

  /** Whether there is a synapse here: a weight that is not 0, between two neurons. */
  public boolean isSynapse(int row, int pre) {
    return get(row, pre) != 0 && neuron(row) != pre;
  }

  /** How many synapses there are. */
  public int synapses() {
    int count = 0;
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        count += isSynapse(i, j) ? 1 : 0;
      }
    }
    return count;
  }

  /** Row {@code row}, a new array (columns). */
  public double[] row(int row) {
    return Arrays.copyOfRange(value, row * columns, (row + 1) * columns);
  }

  /** All weights row after row, a new array (rows · columns). */
  public double[] toArray() {
    return value.clone();
  }

  /** The weights where a mask keeps them, and 0 elsewhere; self-connections stay. */
  public Weights masked(Mask mask) {
    Require.length(mask.rows(), rows, "mask's rows");
    Require.length(mask.columns(), columns, "mask's columns");
    double[] cut = value.clone();
    for (int at = 0; at < cut.length; at++) {
      int i = at / columns;
      int j = at % columns;
      if (neuron(i) != j && !mask.keeps(i, j)) {
        cut[at] = 0;
      }
    }
    return new Weights(rows, columns, cut);
  }

  /** Whether the other has the same shape and the same bits. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Weights w && w.columns == columns && Arrays.equals(w.value, value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  /** The shape. */
  @Override
  public String toString() {
    return "Weights[" + rows + "×" + columns + "]";
  }
}
