package org.secateur.spectral;

/**
 * How far beyond its Ritz values the spectrum of S can reach, after a Lanczos iteration from a random start.
 *
 * <p>With S Q = Q T + β q eᵀ the next vector is q_{k+1} = p_k(S) q_1, where p_k has the Ritz values as zeros and grows beyond
 * them. If v is the unit eigenvector of an end λ, then |p_k(λ)| |vᵀq_1| = |vᵀq_{k+1}| ≤ 1: once it is known that
 * |vᵀq_1| ≥ δ, λ cannot lie where |p_k| > 1/δ. A random q_1 has that but for a small probability (van Dorsselaer,
 * Hochstenbach and van der Vorst, "Computing probabilistic bounds for extreme eigenvalues of symmetric matrices with the
 * Lanczos method", SIAM Journal on Matrix Analysis 2000).
 */
final class LanczosPolynomial {
  private static final int BISECTIONS = 60;

  private final double[] alpha;
  private final double[] beta; // beta[j] couples q_j and q_{j+1}
  private final int degree;

  /** The polynomial of the first {@code degree} steps; shares the arrays. */
  LanczosPolynomial(double[] alpha, double[] beta, int degree) {
    this.alpha = alpha;
    this.beta = beta;
    this.degree = degree;
  }

  /**
   * The value beyond which |p_k| > 1/δ.
   *
   * @param ritz the outermost Ritz value at that end
   * @param side 1 for the upper end, −1 for the lower one
   * @param delta δ, positive
   */
  double bound(double ritz, int side, double delta) {
    double target = -Math.log(delta);
    double scale = Math.max(Math.abs(ritz), Double.MIN_NORMAL);
    double outside = 4 * Math.ulp(scale);
    while (logarithm(ritz + side * outside) < target) {
      outside *= 2;
      if (!(outside < Double.MAX_VALUE / 4)) {
        return side * Double.POSITIVE_INFINITY;
      }
    }
    double inside = 0;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (inside + outside) / 2;
      if (logarithm(ritz + side * middle) < target) {
        inside = middle;
      } else {
        outside = middle;
      }
    }
    return ritz + side * outside;
  }

  /** ln |p_k(λ)| by the three-term recurrence, rescaled as it goes. */
  double logarithm(double lambda) {
    double before = 0;
    double p = 1;
    double log = 0;
    for (int j = 0; j < degree; j++) {
      if (beta[j] == 0) {
        return Double.POSITIVE_INFINITY; // the space is invariant: there is nothing beyond it
      }
      double next = ((lambda - alpha[j]) * p - (j > 0 ? beta[j - 1] * before : 0)) / beta[j];
      before = p;
      p = next;
      double size = Math.max(Math.abs(before), Math.abs(p));
      before /= size;
      p /= size;
      log += Math.log(size);
    }
    return log + Math.log(Math.abs(p));
  }
}
