package org.secateur.spectral;

import org.secateur.dynamics.Covariance;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Matrix;
import org.secateur.linalg.SymmetricEigen;
import org.secateur.linalg.Transpose;
import org.secateur.network.Require;

/**
 * Two covariances entry by entry, for networks of either kind.
 *
 * @param relativeErrorFrobenius ‖C' − C‖_F / ‖C‖_F
 * @param slowSubspaceError ‖P(C' − C)P‖_F / ‖PCP‖_F, P projecting on the leading principal components of C
 * @param subspace how many components P keeps
 */
public record CovarianceComparison(double relativeErrorFrobenius, double slowSubspaceError, int subspace) {

  /** Most neurons there can be: all eigenvectors of C are computed. */
  public static final int MAX_NEURONS = 2_000;

  /**
   * Compares. Time O(n³).
   *
   * @param original C, exact, not zero
   * @param pruned C', of as many neurons
   * @param components how many principal components of C to keep; n if it has fewer
   */
  public static CovarianceComparison of(Covariance original, Covariance pruned, int components) {
    int n = original.neurons();
    Require.length(pruned.neurons(), n, "pruned");
    Require.atLeast(n, 1, "neurons");
    int k = Math.min(Require.atLeast(components, 1, "components"), n);
    Matrix c = matrix(original);
    Matrix difference = matrix(pruned);
    difference.addScaled(-1, c);
    SymmetricEigen leading = DenseAlgebra.best().symmetricEigen(c, n - k, k);
    double size = 0;
    for (int i = 0; i < k; i++) {
      size = Math.hypot(size, leading.value(i));
    }
    DenseAlgebra algebra = DenseAlgebra.best();
    Matrix projected = algebra.multiply(Transpose.YES, Transpose.NO, leading.vectors(),
        algebra.multiply(difference, leading.vectors()));
    return new CovarianceComparison(difference.frobeniusNorm() / c.frobeniusNorm(),
        projected.frobeniusNorm() / size,
        k);
  }

  private static Matrix matrix(Covariance covariance) {
    int n = covariance.neurons();
    Matrix c = Matrix.zeros(n, n);
    double[] column = new double[n];
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        column[i] = covariance.get(i, j);
      }
      c.setColumn(j, column);
    }
    return c;
  }
}
