package org.secateur.spectral;

import org.secateur.dynamics.Drift;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Matrix;

/** What a network does before its slowest mode takes over: equal eigenvalues do not mean equal transients. */
public final class Transients {
  /** Most neurons for {@link #numericalAbscissa}. */
  public static final int MAX_ABSCISSA = 10_000;

  private Transients() {
  }

  /**
   * The numerical abscissa ω = λ_max((A + Aᵀ)/2), the steepest growth any pattern can start with, in 1/s: above 0, some
   * pattern grows at first although the network is stable (Trefethen and Embree, "Spectra and Pseudospectra", 2005,
   * section 17). Time O(n³).
   *
   * @return −∞ for no neurons
   */
  public static double numericalAbscissa(Drift drift) {
    if (drift.size() > MAX_ABSCISSA) {
      throw new IllegalArgumentException("at most " + MAX_ABSCISSA + " neurons, not " + drift.size());
    }
    if (drift.size() == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    Matrix h = DriftMatrix.drift(drift);
    h.symmetrize();
    return DenseAlgebra.best().symmetricEigen(h, drift.size() - 1, 1).value(0);
  }
}
