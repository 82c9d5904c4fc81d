package org.secateur.rnn.mask;

import org.secateur.linalg.Cholesky;
import org.secateur.linalg.CholeskyOutcome;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Matrix;

/** The inverse of a second moment with its ridge; for the library's own use. */
public final class Inverse {
  private Inverse() {
  }

  /** (G + ridge)⁻¹, symmetric to the last bit. Time O(n³). */
  @SuppressWarnings("exports")
  public static Matrix of(SecondMoment moment, Ridge ridge) {
    return factor(moment.ridged(ridge)).inverse();
  }

  /**
   * The Cholesky factor of a second moment with its ridge, or of a part of one.
   *
   * @throws IllegalArgumentException if it has none: then it was no second moment, or the ridge is lost in rounding
   */
  @SuppressWarnings("exports")
  public static Cholesky factor(Matrix ridged) {
    return switch (DenseAlgebra.best().cholesky(ridged)) {
      case CholeskyOutcome.Factored(Cholesky factor) -> factor;
      case CholeskyOutcome.NotPositiveDefinite(int minor) -> throw new IllegalArgumentException(
          "the second moment with its ridge is not positive definite at its leading minor of order " + minor
              + ": a larger ridge helps, unless it is not a second moment at all");
    };
  }
}
