package org.secateur.sparse;

/** What came of a sparse Cholesky factorisation. A matrix that has none is a finding, not an error. */
public sealed interface FactorOutcome {

  /** P M Pᵀ = L Lᵀ. */
  record Factored(SparseCholesky factor) implements FactorOutcome {
  }

  /**
   * The matrix is not positive definite, or not so to working precision.
   *
   * @param row the row, as the matrix numbers them, with which the rows eliminated before it make up a leading minor that
   *     is not positive; without it they are positive definite
   */
  record NotPositiveDefinite(int row) implements FactorOutcome {
  }
}
