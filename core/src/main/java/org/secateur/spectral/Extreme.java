package org.secateur.spectral;

/**
 * The smallest or largest value of a ratio over all activity patterns, and the pattern that attains it. Immutable.
 */
public final class Extreme {

  /** What a bound rests on. */
  public enum Evidence {
    /** Sylvester's law of inertia and a Cholesky factorisation, to working precision. */
    FACTORISATION,
    /**
     * Both networks are dominant, have the same signs, and no weight or slack grew, or shrank, by more: then no sum of
     * |w| (x_i ∓ x_j)² and s x_i² did. True of any such pair, and seldom near the value.
     */
    WEIGHTS,
    /**
     * A random start of the iteration: a direction beyond the bound would have shown itself but for the probability
     * {@link #doubt}.
     */
    RANDOM_START,
    /** There is no bound: it is infinite. */
    NONE
  }

  private final double value;
  private final double residual;
  private final double bound;
  private final boolean converged;
  private final double[] vector;
  private final Evidence evidence;
  private final double doubt;

  /** An extreme with a bound from a factorisation, or none. Takes the array over. */
  Extreme(double value, double residual, double bound, boolean converged, double[] vector) {
    this(value, residual, bound, converged, vector,
        Double.isInfinite(bound) ? Evidence.NONE : Evidence.FACTORISATION, 0);
  }

  /** Takes the array over. */
  Extreme(double value, double residual, double bound, boolean converged, double[] vector, Evidence evidence,
      double doubt) {
    this.value = value;
    this.residual = residual;
    this.bound = bound;
    this.converged = converged;
    this.vector = vector;
    this.evidence = evidence;
    this.doubt = doubt;
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
   * How far the true end can lie: no direction has a ratio beyond this. What that rests on is {@link #evidence}; for a
   * dense pencil one Cholesky factorisation of M' − bound · M (or its negative). Infinite where that failed.
   */
  public double bound() {
    return bound;
  }

  /** What the bound rests on. */
  public Evidence evidence() {
    return evidence;
  }

  /** The probability, over the starting vectors of the iteration, that the bound is wrong; 0 unless they are its evidence. */
  public double doubt() {
    return doubt;
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
