package org.secateur.kernel;

/** A square matrix in compressed sparse rows, in single precision: the plain arrays that kernels loop over. */
public final class FloatRows {
  /** Rows and columns. */
  public final int n;
  /** (n + 1): row i occupies positions {@code rowStart[i]} to {@code rowStart[i + 1]}, exclusive. */
  public final int[] rowStart;
  /** (m): ascending within a row. */
  public final int[] column;
  /** (m): finite. */
  public final float[] value;

  /** Wraps the arrays without a copy. */
  public FloatRows(int n, int[] rowStart, int[] column, float[] value) {
    this.n = n;
    this.rowStart = rowStart;
    this.column = column;
    this.value = value;
  }
}
