package org.secateur.spectral;

import java.util.List;

import org.secateur.dynamics.Drift;
import org.secateur.random.Seed;

/**
 * The lower end of M's own spectrum by the Lanczos iteration on M itself, without solving: for networks that are not
 * dominant, where M may be indefinite and no solver can be trusted. A negative Rayleigh quotient is a proof.
 */
final class LowEnd {
  private static final double TOLERANCE = 1e-6;
  private static final int STEPS = 120;
  private static final long NUMBERS = 60_000_000;

  private LowEnd() {
  }

  /** Whether some pattern is driven rather than restored, by more than rounding. */
  static boolean isIndefinite(Drift drift, Seed seed) {
    Eigenpairs lowest = lowest(drift, 1, seed).lowest();
    return lowest.size() > 0 && lowest.value(0) < -drift.size() * Math.ulp(DriftMatrix.scale(drift));
  }

  /** The smallest eigenvalues of M as far as they are found. */
  static Extremes lowest(Drift drift, int count, Seed seed) {
    int steps = Math.clamp(NUMBERS / Math.max(1, drift.size()), 20, STEPS);
    return new Lanczos(TOLERANCE, steps, seed.child("low end", 0)).extremes(new Restoring(drift), List.of(),
        count, 0);
  }
}
