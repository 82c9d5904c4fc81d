package org.secateur.certify;

import org.secateur.spectral.Extreme;

/**
 * The pattern whose restoring force changed most, over all patterns and not only sampled ones.
 */
public sealed interface WorstDirection {

  /** How the extremes were found. */
  enum Method {
    /** All generalized eigenvalues. */
    DENSE_PENCIL,
    /** Lanczos on the pencil. */
    LANCZOS_PENCIL,
    /** Lanczos with sparse solves, each end of the pencil by itself; small components densely. */
    SPARSE_PENCIL,
    /** Lanczos on ‖(A' − A) A⁻¹‖₂. */
    LANCZOS_ERROR
  }

  /** A bracket that the true value lies in, its ends in ascending order; an end may be infinite. */
  record Bracket(double from, double to) {
  }

  /** The larger of the residuals. */
  double residual();

  /** Whether the iteration met its tolerance. */
  boolean converged();

  /** The largest deviation that the brackets leave possible: |ratio − 1|, or the directed error. */
  double worstError();

  /** The largest deviation that some pattern is known to have: never more than {@link #worstError}. */
  double attainedError();

  /**
   * Symmetric networks: every pattern keeps between {@code low} and {@code high} of its restoring force xᵀMx.
   *
   * @param low smallest generalized eigenvalue of (M', M) off the free modes
   * @param high largest
   * @param method how they were found
   * @param residual see {@link org.secateur.spectral.Extreme#residual}
   * @param converged whether both met the tolerance
   * @param bracketLow what {@code low} lies in
   * @param bracketHigh what {@code high} lies in
   * @param lowVector the pattern that loses most
   * @param highVector the pattern that gains most
   * @param lowShownBy what the far end of {@code bracketLow} rests on
   * @param highShownBy what the far end of {@code bracketHigh} rests on
   * @param doubt the probability that either bracket is wrong, over the starting vectors of the iteration; 0 unless a
   *     bracket rests on them
   */
  record Range(double low, double high, Method method, double residual, boolean converged, Bracket bracketLow,
      Bracket bracketHigh, Pattern lowVector, Pattern highVector, Extreme.Evidence lowShownBy,
      Extreme.Evidence highShownBy, double doubt) implements WorstDirection {
    @Override
    public double worstError() {
      return Math.max(1 - bracketLow.from, bracketHigh.to - 1);
    }

    @Override
    public double attainedError() {
      return Math.max(1 - low, high - 1);
    }
  }

  /**
   * Directed networks: the largest |(A' − A)x| / |Ax|.
   *
   * @param error the largest relative error
   * @param bracket what it lies in
   * @param vector the pattern that attains it
   */
  record Deviation(double error, Method method, double residual, boolean converged, Bracket bracket,
      Pattern vector)
      implements
        WorstDirection {
    @Override
    public double worstError() {
      return bracket.to;
    }

    @Override
    public double attainedError() {
      return error;
    }
  }
}
