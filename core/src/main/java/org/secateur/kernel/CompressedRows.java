package org.secateur.kernel;

/**
 * A square sparse matrix in compressed sparse rows, as bare arrays for loops. Owners never hand it out of the library
 * and nobody writes to it.
 */
public final class CompressedRows {
  /** Rows and columns. */
  public final int n;
  /** (n + 1): row i occupies positions {@code rowStart[i]} to {@code rowStart[i + 1]}, exclusive. */
  public final int[] rowStart;
  /** (m): ascending within a row. */
  public final int[] column;
  /** (m): finite. */
  public final double[] value;

  /** Wraps the arrays without a copy. */
  public CompressedRows(int n, int[] rowStart, int[] column, double[] value) {
    this.n = n;
    this.rowStart = rowStart;
    this.column = column;
    this.value = value;
  }
}
