package org.secateur.io;

import java.util.Arrays;
import java.util.List;

/**
 * A table of numbers as a file holds it, such as recorded activity: one row per time, one column per neuron. All finite.
 * Immutable.
 */
public final class NumberTable {
  private final int rows;
  private final int columns;
  private final double[] values; // (rows · columns), row after row
  private final List<String> columnNames;

  private NumberTable(int rows, int columns, double[] values, List<String> columnNames) {
    this.rows = rows;
    this.columns = columns;
    this.values = values;
    this.columnNames = List.copyOf(columnNames);
  }

  /**
   * Reads a table of two dimensions from any {@link FileFormat} but an edge list.
   *
   * @param spec file, member and slice, as for {@link MatrixReader}
   * @param options format, header, decimal, delimiter, NaN and limits
   * @throws InputException E111 for other dimensions, E120 and E121 for NaN and infinity, and all of the reader's
   */
  public static NumberTable read(String spec, ReadOptions options) throws InputException {
    Source source = Source.of(spec, options);
    TableReader.Table table = ArrayReader.read(spec, options);
    NumberArray array = source.selection().of(table.numbers());
    DenseMatrix.check(array, "value", "Activity with gaps has no covariance.",
        options.withScale(ReadOptions.Scale.AUTO));
    return new NumberTable(array.rows(), array.columns(), DenseMatrix.rowMajor(array), table.columnNames());
  }

  /** Number of rows. */
  public int rows() {
    return rows;
  }

  /** Number of columns. */
  public int columns() {
    return columns;
  }

  /** The number in row i and column j, from 0. */
  public double get(int i, int j) {
    if (j < 0 || j >= columns) {
      throw new IndexOutOfBoundsException(j);
    }
    return values[i * columns + j];
  }

  /** Row i; a copy. */
  public double[] row(int i) {
    return Arrays.copyOfRange(values, i * columns, (i + 1) * columns);
  }

  /** All numbers, row after row; a copy. */
  public double[] values() {
    return values.clone();
  }

  /** Names of the columns, or empty. */
  public List<String> columnNames() {
    return columnNames;
  }
}
