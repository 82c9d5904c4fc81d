package org.secateur.io;

/** Compressed rows or columns, and coordinates, as they come out of a container: nothing about them is believed. */
final class Compressed {
  private Compressed() {
  }

  /**
   * Adds the entries of compressed rows or columns.
   *
   * @param start where each row (or column) begins; one more at the end
   * @param index the column (or row) of each entry
   */
  static void add(MatrixBuilder entries, boolean byRow, double[] start, double[] index, double[] value,
      int rows,
      int columns, String name) throws InputException {
    int lines = byRow ? rows : columns;
    if (start.length != lines + 1L || start[0] != 0 || index.length != value.length
        || !(start[lines] <= value.length)) {
      throw Refusals.malformed(name,
          "its compressed " + (byRow ? "rows" : "columns") + " do not fit together: "
              + Words.count(start.length) + " starts, " + Words.count(index.length) + " indices, "
              + Words.count(value.length) + " values");
    }
    for (int i = 0; i < lines; i++) {
      if (!(start[i] <= start[i + 1]) || start[i] != Math.rint(start[i]) || !(start[i + 1] <= value.length)) {
        throw Refusals.malformed(name, "start " + i + " of its compressed " + (byRow ? "rows" : "columns")
            + " is after the next");
      }
      for (int k = (int) start[i]; k < (int) start[i + 1]; k++) {
        int j = index(index[k], byRow ? columns : rows, k, name);
        entries.add(byRow ? i : j, byRow ? j : i, value[k], 0);
      }
    }
  }

  /** Adds entries given by row and column. */
  static void addCoordinates(MatrixBuilder entries, double[] row, double[] column, double[] value, int rows,
      int columns, String name) throws InputException {
    if (row.length != value.length || column.length != value.length) {
      throw Refusals.malformed(name,
          "it has " + Words.count(row.length) + " rows, " + Words.count(column.length)
              + " columns and " + Words.count(value.length) + " values");
    }
    for (int k = 0; k < value.length; k++) {
      entries.add(index(row[k], rows, k, name), index(column[k], columns, k, name), value[k], 0);
    }
  }

  private static int index(double x, int length, int k, String name) throws InputException {
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
