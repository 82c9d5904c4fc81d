package org.secateur.study;

import org.secateur.dynamics.Drift;
import org.secateur.sparse.CholeskyForecast;

/**
 * What each way to a covariance takes on one core. Rates are of a processor of 2024 with AVX-512 or AVX2, memory is counted
 * from what the code allocates; {@code ForecastTest} holds the memory to the truth.
 */
final class Forecasts {
  /** Of dense factorisations and inversions, per second. */
  private static final double DENSE_FLOPS = 3e10;
  /** Of sparse ones, whose blocks are small. */
  private static final double SPARSE_FLOPS = 1e10;
  /** Snapshots solved for at once. */
  private static final int LANES = 8;
  /** What a sketch of mean error 5 % takes where most of a variance is local. */
  private static final int USUAL_PROBES = 21;

  private Forecasts() {
  }

  /** Cholesky and inverse, n³ flops; or Schur and Sylvester, some 30 n³. */
  static Forecast dense(Drift drift) {
    double n = drift.size();
    return drift.isSymmetric()
        ? new Forecast(16 * n * n, n * n * n / DENSE_FLOPS)
        : new Forecast(56 * n * n, 30 * n * n * n / DENSE_FLOPS);
  }

  /** Factorisation and selected inversion take three times the factor's own flops. */
  static Forecast sparse(CholeskyForecast forecast, Drift drift) {
    return new Forecast(forecast.bytes() + 8.0 * drift.network().synapses(),
        3 * forecast.flops() / SPARSE_FLOPS + 1e-6 * drift.network().synapses());
  }

  /** How large Σ of the squared column counts may be for a time. */
  static double flopsIn(double seconds) {
    return Math.max(1, seconds * SPARSE_FLOPS / 3);
  }

  /** Blocks of {@link #LANES} right-hand sides, a few dozen sweeps over the matrix each. */
  static Forecast sketch(Drift drift, Precision precision) {
    double n = drift.size();
    double m = drift.network().synapses();
    int probes = precision instanceof Precision.Probes(int count) ? count : USUAL_PROBES;
    double blocks = Math.ceil(probes / (double) (LANES - 1));
    return new Forecast(450 * n + 24 * m + 8 * m, blocks * 20 * (10e-9 * m + 30e-9 * n) + 3e-7 * m);
  }

  /** Thousands of steps of a few dozen trials. */
  static Forecast simulation(Drift drift) {
    double n = drift.size();
    double m = drift.network().synapses();
    return new Forecast(1000 * n + 200 * m, 20_000 * (2e-9 * m + 10e-9 * n));
  }
}
