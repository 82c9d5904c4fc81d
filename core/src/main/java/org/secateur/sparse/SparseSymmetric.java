package org.secateur.sparse;

import org.secateur.kernel.CompressedRows;

/**
 * A symmetric matrix M = diag(d) − W: the restoring matrix of a symmetric network, sharing the network's own rows. What
 * W has on its diagonal does not count; d is the whole of M's diagonal. Immutable by agreement: nobody writes to the
 * arrays.
 */
public final class SparseSymmetric {
  private final CompressedRows weights;
  private final double[] diagonal; // (n)

  private SparseSymmetric(CompressedRows weights, double[] diagonal) {
    this.weights = weights;
    this.diagonal = diagonal;
  }

  /**
   * Wraps W and d without a copy.
   *
   * @param weights W, symmetric bit for bit, both halves stored
   * @param diagonal (n), M_ii
   */
  public static SparseSymmetric of(CompressedRows weights, double[] diagonal) {
    if (diagonal.length != weights.n) {
      throw new IllegalArgumentException(
          "diagonal must have length " + weights.n + ", has " + diagonal.length);
    }
    return new SparseSymmetric(weights, diagonal);
  }

  /** Rows and columns. */
  public int size() {
    return diagonal.length;
  }

  /** W; its own diagonal is to be passed over. */
  public CompressedRows weights() {
    return weights;
  }

  /** M's diagonal (n); not to be written to. */
  public double[] diagonal() {
    return diagonal;
  }

  /** y ← M x. {@code y} must not be {@code x}. Time O(n + m). */
  public void multiply(double[] x, double[] y) {
    int[] rowStart = weights.rowStart;
    int[] column = weights.column;
    double[] value = weights.value;
    for (int i = 0; i < diagonal.length; i++) {
      double sum = diagonal[i] * x[i];
      for (int k = rowStart[i]; k < rowStart[i + 1]; k++) {
        if (column[k] != i) {
          sum -= value[k] * x[column[k]];
        }
      }
      y[i] = sum;
    }
  }
}
