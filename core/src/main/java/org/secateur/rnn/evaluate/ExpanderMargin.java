package org.secateur.rnn.evaluate;

import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Matrix;
import org.secateur.linalg.Transpose;
import org.secateur.rnn.mask.Mask;

/**
 * Whether a mask, taken for a bipartite graph from sending to receiving neurons, is an expander: with mean degrees d_L of the
 * rows and d_R of the columns and singular values s₁ ≥ s₂ of its zeros and ones, the margin of the bound of Ramanujan graphs is
 * (√(d_L − 1) + √(d_R − 1) − s₂) / s₂.
 *
 * <p>It is an alarm for lost connections. It says nothing of how well a layer does its task: random masks satisfy the bound
 * and fail, magnitude masks violate it and work once refitted.
 *
 * <p>Kalra, Biswas, Mitra and Basu, "Graph expansion in pruned recurrent neural network layers preserve performance", Tiny
 * Papers at ICLR 2024.
 *
 * @param margin negative where the mask is no expander; infinite where s₂ is 0
 * @param first s₁
 * @param second s₂; 0 for a layer of one neuron
 * @param bound √(d_L − 1) + √(d_R − 1), a mean degree below 1 counting as 1
 * @param emptyRows inputs that are cut off altogether
 */
public record ExpanderMargin(double margin, double first, double second, double bound, int emptyRows) {

  /** Of a mask; self-connections are no part of it. Time O(rows · columns²). */
  public static ExpanderMargin of(Mask mask) {
    Matrix ones = Matrix.zeros(mask.rows(), mask.columns());
    for (int i = 0; i < mask.rows(); i++) {
      for (int j = 0; j < mask.columns(); j++) {
        ones.set(i, j, mask.keeps(i, j) ? 1 : 0);
      }
    }
    double[] squares = DenseAlgebra.best().symmetricEigenvalues(
        DenseAlgebra.best().gram(Transpose.YES, ones));
    int n = squares.length;
    double first = Math.sqrt(Math.max(0, squares[n - 1]));
    double second = n < 2 ? 0 : Math.sqrt(Math.max(0, squares[n - 2]));
    double left = Math.max(1, (double) mask.count() / mask.rows());
    double right = Math.max(1, (double) mask.count() / mask.columns());
    double bound = Math.sqrt(left - 1) + Math.sqrt(right - 1);
    double margin = second > 0 ? (bound - second) / second : Double.POSITIVE_INFINITY;
    return new ExpanderMargin(margin, first, second, bound, mask.emptyRows());
  }

  /** s₁ − s₂, the spectral gap. */
  public double gap() {
    return first - second;
  }
}
