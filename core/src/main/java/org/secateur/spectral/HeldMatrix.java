package org.secateur.spectral;

/** A positive semidefinite matrix with a diagonal, and how to solve with it, free modes left out. Counts what it was asked for. */
interface HeldMatrix extends SymmetricOperator {

  /** Entry i of the diagonal. */
  double diagonal(int i);

  /** x ← M⁺ b, b (n) not modified and not x. */
  void solve(double[] b, double[] x);

  /** Whether every system so far was solved to the tolerance. */
  boolean converged();

  /** Iterations of the solver so far. */
  long iterations();

  /** max_i Σ_j |M_ij| / M_ii, so that xᵀMx ≤ ρ xᵀDx, D the diagonal; infinite if an entry of it is not positive. */
  double diagonalDominates();

  /** Entries, for how many iterations it is worth. */
  double entries();
}
