package org.secateur.linalg;

/** What came of a Cholesky factorisation. A matrix that has none is a finding, not an error. */
public sealed interface CholeskyOutcome {

  /** A = L Lᵀ. */
  record Factored(Cholesky factor) implements CholeskyOutcome {
  }

  /**
   * The matrix is not positive definite, or not so to working precision.
   *
   * @param leadingMinor order, from 1, of the first leading minor that is not positive
   */
  record NotPositiveDefinite(int leadingMinor) implements CholeskyOutcome {
  }
}
