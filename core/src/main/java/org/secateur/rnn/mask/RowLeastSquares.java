package org.secateur.rnn.mask;

import java.util.stream.IntStream;

import org.secateur.linalg.Matrix;

/**
 * The weights on a mask whose input is nearest to the original's: each row by itself minimises (w' − w)(G + ridge)(w' − w)ᵀ over
 * what it keeps, its self-connection included. For the library's own use.
 */
public final class RowLeastSquares {
  private final Weights weights;
  private final double[] g; // (columns²), with its ridge
  private final double[] right; // (rows · columns), W (G + ridge)

  /** Prepares for the weights and the second moment of some evidence; time O(rows · columns²). */
  public RowLeastSquares(Evidence evidence, Ridge ridge, String who) {
    this.weights = evidence.weights();
    int rows = weights.rows();
    int columns = weights.columns();
    Matrix ridged = evidence.requireSecondMoment(who).ridged(ridge);
    this.g = ridged.toColumnMajor();
    this.right = new double[rows * columns];
    IntStream.range(0, rows).parallel().forEach(i -> {
      double[] w = weights.row(i);
      for (int j = 0; j < columns; j++) {
        double sum = 0;
        for (int k = 0; k < columns; k++) {
          sum += g[j * columns + k] * w[k];
        }
        right[i * columns + j] = sum;
      }
    });
  }

  /**
   * The weights on a mask. One Cholesky factorisation of order |S| a row, rows in parallel and each by itself, so that the bits do
   * not depend on the number of threads. Time O(rows · |S|³).
   */
  public Weights on(Mask mask) {
    int columns = weights.columns();
    double[] after = new double[weights.rows() * columns];
    IntStream.range(0, weights.rows()).parallel().forEach(i -> {
      int[] support = IntStream.range(0, columns)
          .filter(j -> mask.keeps(i, j) || (weights.neuron(i) == j && weights.get(i, j) != 0)).toArray();
      double[] fitted = support.length == columns ? weights.row(i) : fit(i, support);
      for (int k = 0; k < support.length; k++) {
        after[i * columns + support[k]] = fitted[k];
      }
    });
    return Weights.of(weights.rows(), columns, after);
  }

  private double[] fit(int row, int[] support) {
    int columns = weights.columns();
    int s = support.length;
    if (s == 0) {
      return new double[0];
    }
    double[] part = new double[s * s];
    double[] of = new double[s];
    for (int a = 0; a < s; a++) {
      int start = support[a] * columns;
      for (int b = 0; b < s; b++) {
        part[a * s + b] = g[start + support[b]];
      }
      of[a] = right[row * columns + support[a]];
    }
    return Inverse.factor(Matrix.fromColumnMajor(s, s, part)).solve(of);
  }
}
