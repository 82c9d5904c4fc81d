package org.secateur.spectral;

/**
 * The smallest or largest value of a ratio over all activity patterns, and the pattern that attains it. Immutable.
 */
public final class Extreme {
  private final double value;
  private final double residual;
  private final double bound;
  private final boolean converged;
  private final double[] vector;

  /** Takes the array over. */
  Extreme(double value, double residual, double bound, boolean converged, double[] vector) {
    this.value = value;
    this.residual = residual;
    this.bound = bound;
    this.converged = converged;
    this.vector = vector;
  }

  /** The ratio found, attained by {@link #vector}. */
  public double value() {
    return value;
  }

  /** For a pencil ‖S y − value · y‖₂ with S = L⁻¹ M' L⁻ᵀ, M = L Lᵀ, and the unit vector y along Lᵀ x. */
  public double residual() {
    return residual;
  }

  /**
   * How far the true end can lie: no direction has a ratio beyond this. Shown by Sylvester's law of inertia, for a
   * pencil by one Cholesky factorisation of M' − bound · M (or its negative), to working precision. Infinite where
   * that failed.
   */
  public double bound() {
    return bound;
  }

  /** Whether the residual met the tolerance of the iteration. */
  public boolean converged() {
    return converged;
  }

  /** The pattern x (n) of unit length whose ratio this is, as a new array; its sign is arbitrary. */
  public double[] vector() {
    return vector.clone();
  }
}
