package org.secateur.dynamics;

import org.secateur.network.Components;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;
import org.secateur.sparse.SparseCholesky;

/**
 * ‖M M⁻¹ z − z‖ / √n for random signs z, as {@link StationaryCovariance#residual}, of a factored M. Along g, in components
 * that little or no slack holds, M⁻¹ is large and its residual says nothing of differences: z is taken off g.
 */
final class SolveResidual {
  private final Drift drift;
  private final Gauge gauge;
  private final boolean[] dominant; // (components)
  private final SparseCholesky factor;

  SolveResidual(Drift drift, Gauge gauge, boolean[] dominant, SparseCholesky factor) {
    this.drift = drift;
    this.gauge = gauge;
    this.dominant = dominant;
    this.factor = factor;
  }

  double estimate() {
    int n = drift.size();
    if (n == 0) {
      return 0;
    }
    NoiseStream stream = Seed.DEFAULT.stream("residual");
    double[] z = new double[n];
    double[] x = new double[n];
    double[] mx = new double[n];
    double sum = 0;
    for (int probe = 0; probe < StationaryCovariance.RESIDUAL_PROBES; probe++) {
      for (int i = 0; i < n; i++) {
        z[i] = stream.nextDouble() < 0.5 ? -1 : 1;
      }
      takeOff(z);
      factor.solve(z, x);
      drift.restore(x, mx);
      for (int i = 0; i < n; i++) {
        sum += (mx[i] - z[i]) * (mx[i] - z[i]);
      }
    }
    return Math.sqrt(sum / StationaryCovariance.RESIDUAL_PROBES / n);
  }

  /** z ← z less its part along g of each component that is dominant. */
  private void takeOff(double[] z) {
    Components components = gauge.components();
    double[] mean = new double[components.count()];
    for (int i = 0; i < z.length; i++) {
      mean[components.of(i)] += gauge.sign(i) * z[i] / components.size(components.of(i));
    }
    for (int i = 0; i < z.length; i++) {
      z[i] -= dominant[components.of(i)] ? gauge.sign(i) * mean[components.of(i)] : 0;
    }
  }
}
