package org.secateur.sparse;

/**
 * C = M⁻¹ where M itself has entries. What is kept of C_ij is C_ii + C_jj − 2 sgn(w_ij) C_ij, the variance of a
 * difference, which is right to more digits than its terms. Immutable by agreement: nobody writes to the arrays.
 */
public final class SelectedInverse {
  private final double[] diagonal; // (n)
  private final double[] differences; // (m)

  SelectedInverse(double[] diagonal, double[] differences) {
    this.diagonal = diagonal;
    this.differences = differences;
  }

  /** C_ii (n); in a singular component relative to its grounded vertex, where it is 0. */
  public double[] diagonal() {
    return diagonal;
  }

  /** C_ii + C_jj − 2 sgn(w_ij) C_ij (m), at the positions of the weights' rows; 0 where W has a diagonal entry. */
  public double[] differences() {
    return differences;
  }
}
