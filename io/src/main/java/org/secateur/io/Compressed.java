package org.secateur.io;

import java.util.Arrays;

/** Compressed rows or columns, and coordinates, as they come out of a container: nothing about them is believed. */
final class Compressed {
  private Compressed() {
  }

  /**
   * The entries of compressed rows or columns.
   *
   * @param start where each row (or column) begins; one more at the end
   * @param index the column (or row) of each entry, inside the matrix; taken over
   * @param value taken over
   */
  static MatrixBuilder entries(boolean byRow, double[] start, int[] index, double[] value, int lines,
      String name) throws InputException {
    if (start.length != lines + 1L || start[0] != 0 || index.length != value.length
        || !(start[lines] <= value.length)) {
      throw Refusals.malformed(name,
          "its compressed " + (byRow ? "rows" : "columns") + " do not fit together: "
              + Words.count(start.length) + " starts, " + Words.count(index.length) + " indices, "
              + Words.count(value.length) + " values");
    }
    int[] line = new int[Math.max(0, (int) start[lines])];
    for (int i = 0; i < lines; i++) {
      if (!(start[i] <= start[i + 1]) || start[i] != Math.rint(start[i]) || !(start[i + 1] <= line.length)) {
        throw Refusals.malformed(name, "start " + i + " of its compressed " + (byRow ? "rows" : "columns")
            + " is after the next");
      }
      Arrays.fill(line, (int) start[i], (int) start[i + 1], i);
    }
    return new MatrixBuilder(byRow ? line : index, byRow ? index : line, value, line.length);
  }

  /** Entries given by row and column, both inside the matrix; the arrays are taken over. */
  static MatrixBuilder coordinates(int[] row, int[] column, double[] value, String name)
      throws InputException {
    if (row.length != value.length || column.length != value.length) {
      throw Refusals.malformed(name,
          "it has " + Words.count(row.length) + " rows, " + Words.count(column.length)
              + " columns and " + Words.count(value.length) + " values");
    }
    return new MatrixBuilder(row, column, value, value.length);
  }

  /** The first {@code count} numbers as indices below {@code length}; E131 if one is none. */
  static int[] indices(double[] x, int count, int length, String name) throws InputException {
    int[] index = new int[count];
    for (int k = 0; k < count; k++) {
      index[k] = index(x[k], length, k, name);
    }
    return index;
  }

  /** Entry k as an index below {@code length}; E131 if it is none. */
  static int index(double x, int length, int k, String name) throws InputException {
    if (!(x >= 0 && x < length) || x != Math.rint(x)) {
      throw InputException
          .of("E131",
              "entry " + Words.count(k + 1L) + " of " + Words.quote(name) + " has index " + Words.number(x)
                  + ", outside 0 to " + (length - 1) + ".")
          .at("entry " + Words.count(k + 1L) + " of " + name);
    }
    return (int) x;
  }
}
