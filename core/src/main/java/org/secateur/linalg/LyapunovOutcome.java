package org.secateur.linalg;

/** What came of the Lyapunov equation A C + C Aᵀ + Q = 0. */
public sealed interface LyapunovOutcome {

  /** The spectral abscissa max Re λ(A). */
  double abscissa();

  /**
   * A is stable, so that there is exactly one solution.
   *
   * @param solution C, symmetric to the last bit
   * @param abscissa negative; −∞ for the 0×0 matrix
   */
  record Solved(Matrix solution, double abscissa) implements LyapunovOutcome {
  }

  /**
   * A is not stable; the equation was not solved.
   *
   * @param abscissa zero or positive
   */
  record Unstable(double abscissa) implements LyapunovOutcome {
  }
}
