package org.secateur.study.trials;

import java.util.Arrays;
import java.util.List;

/** Numbers in named columns of equal length, such as two spectra or an error over time. Immutable. */
public final class Columns {
  private final List<String> names;
  private final double[][] values; // by column

  private Columns(List<String> names, double[][] values) {
    this.names = names;
    this.values = values;
  }

  /**
   * Columns; the arrays are copied.
   *
   * @throws IllegalArgumentException unless there is one name a column and all are of one length
   */
  public static Columns of(List<String> names, double[]... values) {
    if (names.size() != values.length || names.isEmpty()
        || Arrays.stream(values).anyMatch(v -> v.length != values[0].length)) {
      throw new IllegalArgumentException("columns of one length, one name each, are needed: " + names);
    }
    return new Columns(List.copyOf(names),
        Arrays.stream(values).map(double[]::clone).toArray(double[][]::new));
  }

  /** The columns' names. */
  public List<String> names() {
    return names;
  }

  /** How many rows. */
  public int rows() {
    return values[0].length;
  }

  /** A column, as a new array. */
  public double[] column(String name) {
    int at = names.indexOf(name);
    if (at < 0) {
      throw new IllegalArgumentException("no column " + name + " among " + names);
    }
    return values[at].clone();
  }

  /** Row and column of a number, both from 0. */
  public double get(int row, int column) {
    return values[column][row];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Columns c && c.names.equals(names) && Arrays.deepEquals(c.values, values);
  }

  @Override
  public int hashCode() {
    return 31 * names.hashCode() + Arrays.deepHashCode(values);
  }

  @Override
  public String toString() {
    return "Columns[" + rows() + " rows of " + names + "]";
  }
}
