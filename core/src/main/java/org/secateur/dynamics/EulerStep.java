package org.secateur.dynamics;

import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/**
 * What steps Euler's method bears: x ← (I + dt A) x does not grow as long as |1 + dt μ| ≤ 1 for every eigenvalue μ of A.
 *
 * <p>For symmetric M = −A that is dt ≤ 2/λmax. For a row-dominant M, symmetric or not, dt ≤ 2 / max_i (M_ii + Σ_j |w_ij|)
 * suffices (Gershgorin).
 */
final class EulerStep {
  private static final int ITERATIONS = 60;
  /** Power iteration approaches λmax from below: after 60 steps to within ln(n)/240, whatever the gap. */
  private static final double MARGIN = 1.05;

  private EulerStep() {
  }

  /** max_i (|M_ii| + Σ_j |w_ij|): no eigenvalue is larger in modulus. In 1/s. */
  static double gershgorin(Drift drift) {
    double[] inputs = drift.network().absoluteInput();
    double bound = 0;
    for (int i = 0; i < inputs.length; i++) {
      bound = Math.max(bound, Math.abs(drift.restoring(i)) + inputs[i]);
    }
    return bound;
  }

  /** The largest singular value of M, from below, by power iteration on MᵀM from a fixed start. In 1/s. */
  static double powerEstimate(Drift drift) {
    int n = drift.size();
    double[] x = start(n);
    double[] y = new double[n];
    double norm = 0;
    for (int k = 0; k < ITERATIONS; k++) {
      if (!(scaleToUnit(x) > 0)) {
        return 0;
      }
      drift.restore(x, y);
      norm = Norms.euclidean(y);
      drift.restoreTransposed(y, x);
    }
    return norm;
  }

  /** The fastest rate, in 1/s, that a step has to follow: at least every |μ| or, without a bound that tight, nearly so. */
  static double fastestRate(Drift drift) {
    return Math.min(gershgorin(drift), MARGIN * powerEstimate(drift));
  }

  /** Whether theory alone says that the step does not make the iteration grow. */
  static boolean isSafe(Drift drift, double dt) {
    return drift.isDiagonallyDominant() && dt * gershgorin(drift) <= 2;
  }

  /**
   * The rate, in 1/s, at which noise-free Euler steps from a fixed random start grow: log of the largest norm in the last
   * eighth of the steps over that in the eighth before the middle, per time. For μ the eigenvalue that wins it tends to
   * ln |1 + dt μ| / dt.
   */
  static double growthRate(Drift drift, double dt, int steps) {
    int n = drift.size();
    double[] x = start(n);
    double[] y = new double[n];
    double log = 0;
    double middle = Double.NEGATIVE_INFINITY;
    double end = Double.NEGATIVE_INFINITY;
    for (int k = 1; k <= steps; k++) {
      drift.restore(x, y);
      for (int i = 0; i < n; i++) {
        x[i] -= dt * y[i];
      }
      double norm = scaleToUnit(x);
      if (!(norm > 0)) {
        return Double.NEGATIVE_INFINITY;
      }
      log += Math.log(norm);
      if (8L * k > 7L * steps) {
        end = Math.max(end, log);
      } else if (8L * k > 3L * steps && 2L * k <= steps) {
        middle = Math.max(middle, log);
      }
    }
    return (end - middle) / (dt * steps / 2);
  }

  /** The largest step, to 1 %, at which the iteration does not grow, given one that it bears. In s. */
  static double largest(Drift drift, double safe, int steps) {
    if (drift.isSymmetric()) {
      return 2 / powerEstimate(drift);
    }
    double low = safe;
    double high = 2 * safe;
    while (growthRate(drift, high, steps) <= 0) {
      low = high;
      high *= 2;
    }
    while (high > 1.01 * low) {
      double mid = (low + high) / 2;
      if (growthRate(drift, mid, steps) <= 0) {
        low = mid;
      } else {
        high = mid;
      }
    }
    return low;
  }

  private static double[] start(int n) {
    double[] x = new double[n];
    NoiseStream stream = new Seed(0).stream("power iteration");
    stream.fillGaussian(x);
    return x;
  }

  private static double scaleToUnit(double[] x) {
    double norm = Norms.euclidean(x);
    if (norm > 0) {
      for (int i = 0; i < x.length; i++) {
        x[i] /= norm;
      }
    }
    return norm;
  }
}
