package org.secateur.dynamics;

import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.LyapunovOutcome;
import org.secateur.linalg.Matrix;
import org.secateur.network.Require;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/**
 * The exact stationary covariance of dx = A x dt + σ dB: the solution of the Lyapunov equation A C + C Aᵀ + σ² I = 0.
 *
 * <p>Symmetric drifts have the closed form C = (σ²/2) M⁻¹, M = −A, by Cholesky; others are solved by the real Schur form
 * (Bartels and Stewart, CACM 1972). Time O(n³), memory about 16 n² bytes (symmetric) or 48 n² (general).
 */
public final class StationaryCovariance {
  /** Random probes for the residual: each estimates its square without bias. */
  static final int RESIDUAL_PROBES = 2;

  private StationaryCovariance() {
  }

  /**
   * Solves for the covariance.
   *
   * @param noiseVariance σ², in Hz²/s, positive
   */
  public static Stationarity of(Drift drift, double noiseVariance) {
    Require.positive(noiseVariance, "noiseVariance");
    return drift.isSymmetric() ? SymmetricCovariance.of(drift, noiseVariance) : general(drift, noiseVariance);
  }

  private static Stationarity general(Drift drift, double noiseVariance) {
    Matrix a = drift.restoringMatrix();
    a.scale(-1);
    Matrix q = Matrix.identity(drift.size());
    q.scale(noiseVariance);
    return switch (DenseAlgebra.best().lyapunov(a, q)) {
      case LyapunovOutcome.Unstable(double abscissa) -> new Stationarity.Unstable(abscissa);
      case LyapunovOutcome.Solved(Matrix c, double abscissa) ->
        new Stationarity.Stationary(DenseCovariance.of(c), residual(drift, c, noiseVariance), 0);
    };
  }

  /**
   * ‖AC + CAᵀ + σ²I‖_F / ‖σ²I‖_F, estimated from random signs z: E|Rz|² = ‖R‖²_F (Hutchinson 1990). The estimate's
   * relative standard error is at most about 1/√(2 · probes), plenty for the size of a rounding error.
   */
  static double residual(Drift drift, Matrix c, double noiseVariance) {
    int n = drift.size();
    if (n == 0) {
      return 0;
    }
    NoiseStream stream = Seed.DEFAULT.stream("residual");
    double[] z = new double[n];
    double[] mcz = new double[n];
    double[] mtz = new double[n];
    double sum = 0;
    for (int probe = 0; probe < RESIDUAL_PROBES; probe++) {
      for (int i = 0; i < n; i++) {
        z[i] = stream.nextDouble() < 0.5 ? -1 : 1;
      }
      drift.restore(c.times(z), mcz);
      drift.restoreTransposed(z, mtz);
      double[] cmtz = c.times(mtz);
      for (int i = 0; i < n; i++) {
        double r = mcz[i] + cmtz[i] - noiseVariance * z[i];
        sum += r * r;
      }
    }
    return Math.sqrt(sum / RESIDUAL_PROBES / n) / noiseVariance;
  }
}
