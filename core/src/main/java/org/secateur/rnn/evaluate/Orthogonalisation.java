package org.secateur.rnn.evaluate;

import org.secateur.linalg.Cholesky;
import org.secateur.linalg.CholeskyOutcome;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Matrix;
import org.secateur.linalg.Side;
import org.secateur.linalg.Transpose;

/** A = Q R by the Cholesky factor of AᵀA, twice; by Gram and Schmidt where that fails. */
final class Orthogonalisation {
  private Orthogonalisation() {
  }

  /**
   * Replaces A by Q.
   *
   * @param a n×k with n ≥ k
   * @return the diagonal of R (k), never negative
   */
  static double[] of(Matrix a) {
    Matrix whole = a.copy();
    double[] first = byCholesky(a);
    double[] second = first.length == 0 ? first : byCholesky(a);
    if (second.length == 0 && a.columns() > 0) {
      a.assign(whole);
      return byGramSchmidt(a);
    }
    for (int c = 0; c < first.length; c++) {
      first[c] *= second[c];
    }
    return first;
  }

  /** One pass, good where the condition of A is below 10⁸; no result where AᵀA is not positive definite. */
  private static double[] byCholesky(Matrix a) {
    DenseAlgebra algebra = DenseAlgebra.best();
    return switch (algebra.cholesky(algebra.gram(Transpose.YES, a))) {
      case CholeskyOutcome.NotPositiveDefinite(int minor) -> new double[0];
      case CholeskyOutcome.Factored(Cholesky factor) -> {
        algebra.solveTriangular(factor.lower(), Side.RIGHT, Transpose.YES, a);
        yield factor.lower().diagonal();
      }
    };
  }

  /** Column by column, each made orthogonal twice to those before it; a column that is then lost stays 0. */
  private static double[] byGramSchmidt(Matrix a) {
    int n = a.rows();
    double[] length = new double[a.columns()];
    double[] v = new double[n];
    double[] u = new double[n];
    for (int c = 0; c < length.length; c++) {
      a.copyColumn(c, v);
      double before = norm(v);
      for (int pass = 0; pass < 2; pass++) {
        for (int b = 0; b < c; b++) {
          a.copyColumn(b, u);
          double dot = 0;
          for (int i = 0; i < n; i++) {
            dot += u[i] * v[i];
          }
          for (int i = 0; i < n; i++) {
            v[i] -= dot * u[i];
          }
        }
      }
      double after = norm(v);
      length[c] = after > 1e-14 * before ? after : 0;
      for (int i = 0; i < n; i++) {
        v[i] = length[c] > 0 ? v[i] / after : 0;
      }
      a.setColumn(c, v);
    }
    return length;
  }

  private static double norm(double[] v) {
    double sum = 0;
    for (double x : v) {
      sum += x * x;
    }
    return Math.sqrt(sum);
  }
}
