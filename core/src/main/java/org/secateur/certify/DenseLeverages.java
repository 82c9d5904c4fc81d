package org.secateur.certify;

import java.util.Optional;

import org.secateur.dynamics.Covariance;
import org.secateur.dynamics.Drift;
import org.secateur.dynamics.Stationarity;
import org.secateur.dynamics.StationaryCovariance;
import org.secateur.network.Edges;
import org.secateur.random.Seed;

/** Leverages from a dense inverse of M: τ_e = |w_e| b_eᵀ M⁺ b_e, which is |w| Var(x_i − sgn(w) x_j) at noise variance 2. */
final class DenseLeverages implements LeverageRoute {
  /** Most neurons to invert M for. */
  static final int MAX_NEURONS = 8_000;
  /** The sum rule must hold to this: the condition number of M times rounding stays far below. */
  private static final double SUM_RULE = 1e-6;

  @Override
  public Optional<Leverages> of(Drift drift, Edges edges, Seed seed) {
    return StationaryCovariance.of(drift,
        2) instanceof Stationarity.Stationary(Covariance c, double residual, int free)
            ? Optional.of(exact(drift, edges, c, free))
            : Optional.empty();
  }

  /** From an exact covariance at noise variance 2 that knows the variances of neurons and across edges. */
  static Leverages exact(Drift drift, Edges edges, Covariance c, int free) {
    double[] leverage = new double[edges.count()];
    double sum = 0;
    for (int e = 0; e < leverage.length; e++) {
      double w = edges.weight(e);
      leverage[e] = Math.abs(w) * c.differenceVariance(edges.post(e), edges.pre(e), w > 0 ? 1 : -1);
      sum += leverage[e];
    }
    for (int i = 0; i < drift.size(); i++) {
      sum += drift.slack(i) == 0 ? 0 : drift.slack(i) * c.get(i, i);
    }
    int rank = drift.size() - free;
    double error = rank == 0 ? Math.abs(sum) : Math.abs(sum - rank) / rank;
    return new Leverages(leverage, sum, error, SUM_RULE, 1);
  }
}
