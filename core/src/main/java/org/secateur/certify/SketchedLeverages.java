package org.secateur.certify;

import java.util.Optional;

import org.secateur.dynamics.Drift;
import org.secateur.dynamics.EdgeVariances;
import org.secateur.dynamics.NoiseSketch;
import org.secateur.dynamics.SketchOutcome;
import org.secateur.dynamics.SketchedCovariance;
import org.secateur.kernel.SketchKernel;
import org.secateur.network.Edges;
import org.secateur.random.Seed;

/**
 * Leverages of large networks, from noise snapshots that the judge draws and solves for itself: bounds from above that hold
 * for all edges at once with probability {@link #CONFIDENCE}, by the χ² law of the snapshots
 * ({@link SketchedCovariance#upperBounds}). Time of {@link #PROBES} snapshots, O(n + m) an iteration.
 */
final class SketchedLeverages implements LeverageRoute {
  /** Over the judge's own draws. */
  static final double CONFIDENCE = 0.99;
  /** So many that the bound on what is not local is three to four times its estimate, for millions of edges at once. */
  static final int PROBES = 63;
  /** Of the sum rule: standard errors of the estimated sum that it may be off. */
  private static final double STANDARD_ERRORS = 6;

  @Override
  public Optional<Leverages> of(Drift drift, Edges edges, Seed seed) {
    return NoiseSketch.of(drift).probes(PROBES).run(2,
        seed) instanceof SketchOutcome.Sketched(SketchedCovariance c)
            ? Optional.of(bounds(drift, edges, c))
            : Optional.empty();
  }

  private static Leverages bounds(Drift drift, Edges edges, SketchedCovariance c) {
    EdgeVariances estimates = c.over(edges);
    EdgeVariances bounds = c.upperBounds(edges, 1 - CONFIDENCE);
    double[] upper = new double[edges.count()];
    double sum = 0;
    for (int e = 0; e < upper.length; e++) {
      double w = Math.abs(edges.weight(e));
      upper[e] = Math.min(1, w * bounds.difference(e));
      sum += w * estimates.difference(e);
    }
    for (int i = 0; i < drift.size(); i++) {
      sum += drift.slack(i) == 0 ? 0 : drift.slack(i) * c.get(i, i);
    }
    int rank = drift.size() - c.facts().freeModes();
    double error = rank == 0 ? Math.abs(sum) : Math.abs(sum - rank) / rank;
    return new Leverages(upper, sum, error, tolerance(rank, c.facts().probes(), c.facts().unresolved()),
        CONFIDENCE);
  }

  /**
   * The estimated sum is a mean over k snapshots of a form ζᵀAζ in independent normal ζ, of variance 2 tr A² ≤ 2 ‖A‖ tr A, and
   * tr A ≤ N. Its terms are |w| y² with y = aᵀx − z, y² ≤ 2 (aᵀx)² + 2 z², and the like of the slack. Σ|w| (aᵀx)² + Σ s x² = xᵀMx
   * has the norm 1. An edge's z from the noise b of its two neurons has z² ≤ 2 (c_i b_i² + c_j b_j²), where |w| c_i M_ii is at
   * most 4 |w|/M_ii if |w| ≤ M_ii/2 and at most 2 else, no more than 4 over the edges of a neuron; and the covariance of
   * b_i/√M_ii is no larger than 2. So ‖A‖ ≤ 2 (1 + 16 + 2) < 40, and the relative standard error is at most √(80/(N k)). The
   * solver leaves out at most 2 ε of any leverage.
   */
  private static double tolerance(int rank, int probes, double unresolved) {
    return STANDARD_ERRORS * Math.sqrt(80.0 / (Math.max(1.0, rank) * probes)) + 2 * unresolved;
  }

  /** {@inheritDoc} Here |w| g, as if all other neurons were clamped (Rayleigh). Time O(1). */
  @Override
  public double lower(Drift drift, Edges edges, int e) {
    double w = Math.abs(edges.weight(e));
    return Math.min(1,
        w * SketchKernel.localVariance(drift.restoring(edges.post(e)), drift.restoring(edges.pre(e)), w));
  }
}
