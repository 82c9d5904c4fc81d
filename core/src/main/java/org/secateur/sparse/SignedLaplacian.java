package org.secateur.sparse;

import org.secateur.kernel.BlockKernel;
import org.secateur.kernel.CompressedRows;
import org.secateur.kernel.ConjugateGradientKernel;

/**
 * A symmetric matrix by its edges: M = Σ |w_ij| (e_i − s_ij e_j)(e_i − s_ij e_j)ᵀ + diag(slack), s_ij the sign of w_ij.
 * What its diagonal would lose to rounding, a slack far below the weights, is kept. Immutable by agreement: nobody writes
 * to the arrays.
 */
public final class SignedLaplacian implements DominantMatrix {
  private final CompressedRows weights;
  private final double[] slack; // (n)
  private final double[] diagonal; // (n)
  private final RowChunks chunks;

  private SignedLaplacian(CompressedRows weights, double[] slack, double[] diagonal) {
    this.weights = weights;
    this.slack = slack;
    this.diagonal = diagonal;
    this.chunks = new RowChunks(diagonal.length);
  }

  /**
   * Wraps the arrays without a copy.
   *
   * @param weights W, symmetric bit for bit, both halves stored; its diagonal does not count
   * @param slack (n) M_ii − Σ_{j≠i} |w_ij|
   * @param diagonal (n) M_ii
   */
  public static SignedLaplacian of(CompressedRows weights, double[] slack, double[] diagonal) {
    if (slack.length != weights.n || diagonal.length != weights.n) {
      throw new IllegalArgumentException("slack and diagonal must have length " + weights.n + ", have "
          + slack.length + " and " + diagonal.length);
    }
    return new SignedLaplacian(weights, slack, diagonal);
  }

  /** Of a matrix by its diagonal; a difference that rounding of the row's sum explains is no slack. Time O(n + m). */
  public static SignedLaplacian of(SparseSymmetric matrix) {
    CompressedRows w = matrix.weights();
    double[] diagonal = matrix.diagonal();
    double[] slack = new double[w.n];
    for (int i = 0; i < w.n; i++) {
      double sum = 0;
      for (int k = w.rowStart[i]; k < w.rowStart[i + 1]; k++) {
        sum += w.column[k] == i ? 0 : Math.abs(w.value[k]);
      }
      double s = diagonal[i] - sum;
      double rounding = (w.rowStart[i + 1] - w.rowStart[i] + 2) * Math.ulp(sum);
      slack[i] = Math.abs(s) <= rounding ? 0 : s;
    }
    return new SignedLaplacian(w, slack, diagonal);
  }

  @Override
  public int size() {
    return diagonal.length;
  }

  /** W; its own diagonal is to be passed over. */
  public CompressedRows weights() {
    return weights;
  }

  @Override
  public double[] slack() {
    return slack;
  }

  @Override
  public double[] diagonal() {
    return diagonal;
  }

  @Override
  public void multiply(double[] p, double[] q, double[] dot) {
    double[] partial = new double[BlockKernel.LANES * chunks.count()];
    chunks.run(c -> ConjugateGradientKernel.multiply(chunks.from(c), chunks.to(c), weights, slack, p, q,
        partial, BlockKernel.LANES * c));
    chunks.fold(partial, BlockKernel.LANES, dot);
  }

  @Override
  public double multiply(double[] p, double[] q) {
    return chunks.sum(
        c -> ConjugateGradientKernel.multiply(chunks.from(c), chunks.to(c), weights, slack, p, q));
  }
}
