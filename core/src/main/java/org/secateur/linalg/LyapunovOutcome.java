package org.secateur.linalg;

/** What came of the Lyapunov equation A C + C Aᵀ + Q = 0, or of that with A − s I in place of A. */
public sealed interface LyapunovOutcome {

  /** The spectral abscissa max Re λ(A), without the shift. */
  double abscissa();

  /**
   * A, or A − s I, is stable, so that there is exactly one solution.
   *
   * @param solution C, symmetric to the last bit
   * @param abscissa negative if there was no shift; −∞ for the 0×0 matrix
   */
  record Solved(Matrix solution, double abscissa) implements LyapunovOutcome {
  }

  /**
   * A, or A − s I, is not stable; the equation was not solved.
   *
   * @param abscissa zero or positive, or no less than the shift
   */
  record Unstable(double abscissa) implements LyapunovOutcome {
  }
}
