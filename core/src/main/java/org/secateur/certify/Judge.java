package org.secateur.certify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.secateur.dynamics.Covariance;
import org.secateur.dynamics.Drift;
import org.secateur.dynamics.Stationarity;
import org.secateur.dynamics.StationaryCovariance;
import org.secateur.network.Edges;
import org.secateur.network.Network;

/**
 * Decides whether the sampling theorem speaks about a pair. Every premise that can be checked is checked against the two
 * networks; the leverages are computed anew.
 */
final class Judge {
  /** Most neurons to invert M for. */
  static final int MAX_NEURONS = 8_000;
  /** The sum rule must hold to this: the condition number of M times rounding stays far below. */
  private static final double SUM_RULE = 1e-6;

  private final Drift original;
  private final Drift pruned;
  private final Optional<SamplingRecord> sampling;
  private final List<Shortfall> lacking = new ArrayList<>();
  private Optional<Assumptions.Guarantee> guarantee = Optional.empty();

  Judge(Drift original, Drift pruned, Optional<SamplingRecord> sampling) {
    this.original = original;
    this.pruned = pruned;
    this.sampling = sampling;
  }

  /** The assumptions, before anything was measured. */
  Assumptions assumptions() {
    int least = 0;
    double leak = original.size() == 0 ? 0 : original.network().leak(0);
    boolean sameLeak = original.size() > 0;
    for (int i = 0; i < original.size(); i++) {
      least = original.slack(i) < original.slack(least) ? i : least;
      sameLeak &= original.network().leak(i) == leak;
    }
    boolean symmetric = original.isSymmetric() && pruned.isSymmetric();
    boolean dominant = original.isDiagonallyDominant();
    if (!symmetric) {
      lacking.add(new Shortfall.NotSymmetric(original.isSymmetric(), pruned.isSymmetric()));
    }
    if (!dominant) {
      lacking.add(new Shortfall.NotDominant(least, original.slack(least)));
    }
    sampling.ifPresentOrElse(this::examine, () -> lacking.add(new Shortfall.NoSamplingRecord()));
    OptionalDouble smallest = original.size() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(original.slack(least));
    return new Assumptions(symmetric, dominant, smallest,
        sameLeak ? OptionalDouble.of(leak) : OptionalDouble.empty(),
        symmetric && dominant, guarantee, lacking);
  }

  private void examine(SamplingRecord record) {
    int n = original.size();
    Edges edges = Edges.of(original.network());
    if (record.edges() != edges.count()) {
      lacking.add(new Shortfall.RecordOfOtherEdges(record.edges(), edges.count()));
      return;
    }
    if (record.draws() == SamplingRecord.Draws.DEPENDENT) {
      lacking.add(new Shortfall.DrawsNotIndependent());
    }
    if (record.draws() == SamplingRecord.Draws.ADAPTIVE) {
      lacking.add(new Shortfall.BudgetSearched());
    }
    double failure = n == 0 ? Double.POSITIVE_INFINITY : Math.pow(n, -1.0 / 3) + 1.0 / n;
    if (!(failure < 1)) {
      lacking.add(new Shortfall.TooFewNeurons(n, failure));
    }
    if (n > MAX_NEURONS) {
      lacking.add(new Shortfall.TooLarge(n, MAX_NEURONS));
    }
    checkWeights(record, edges);
    checkForeign();
    checkDiagonal();
    if (lacking.isEmpty()) {
      theorem(record, edges, failure);
    }
  }

  private void checkWeights(SamplingRecord record, Edges edges) {
    for (int e = 0; e < edges.count(); e++) {
      double p = record.keepProbability(e);
      double actual = pruned.network().weight(edges.post(e), edges.pre(e));
      double expected = edges.weight(e) / p;
      boolean removed = actual == 0 && p < 1;
      if (!removed && !(Math.abs(actual - expected) <= 4 * Math.ulp(expected))) {
        lacking.add(new Shortfall.WeightNotRescaled(edges.post(e), edges.pre(e), expected, actual));
        return;
      }
    }
    if (record.replay().isPresent()) {
      SamplingRecord.Replay replay = record.replay().get();
      for (int e = 0; e < edges.count(); e++) {
        boolean drawn = replay.seed().uniform(replay.stage(), edges.key(e)) < record.keepProbability(e);
        if (drawn != (pruned.network().weight(edges.post(e), edges.pre(e)) != 0)) {
          lacking.add(new Shortfall.DrawNotReproduced(edges.post(e), edges.pre(e)));
          return;
        }
      }
    }
  }

  private void checkForeign() {
    Network network = pruned.network();
    for (int i = 0; i < network.neurons(); i++) {
      for (int k = network.firstSynapse(i); k < network.firstSynapse(i + 1); k++) {
        int j = network.pre(k);
        if (j != i && original.network().weight(i, j) == 0) {
          lacking.add(new Shortfall.ForeignSynapse(i, j));
          return;
        }
      }
    }
  }

  private void checkDiagonal() {
    int worst = -1;
    double most = 1;
    for (int i = 0; i < original.size(); i++) {
      int terms = original.network().firstSynapse(i + 1) - original.network().firstSynapse(i) + 4;
      double size = Math.max(Math.abs(original.restoring(i)), Math.abs(pruned.restoring(i)));
      // Both slacks are differences of sums of so many terms, the leak of one more.
      double excess = Math.abs(pruned.slack(i) - original.slack(i)) / (2 * terms * Math.ulp(size));
      if (excess > most) {
        most = excess;
        worst = i;
      }
    }
    if (worst >= 0) {
      lacking.add(new Shortfall.DiagonalNotMatched(worst, pruned.slack(worst) - original.slack(worst)));
    }
  }

  /** τ_e = |w_e| b_eᵀ M⁺ b_e, which is |w| Var(x_i − sgn(w) x_j) at noise variance 2. */
  private void theorem(SamplingRecord record, Edges edges, double failure) {
    if (!(StationaryCovariance.of(original,
        2) instanceof Stationarity.Stationary(Covariance c, double residual, int free))) {
      lacking.add(new Shortfall.NoLeverages(Double.POSITIVE_INFINITY));
      return;
    }
    double kappa = Double.POSITIVE_INFINITY;
    double sum = 0;
    for (int e = 0; e < edges.count(); e++) {
      double w = edges.weight(e);
      double leverage = Math.abs(w) * c.differenceVariance(edges.post(e), edges.pre(e), w > 0 ? 1 : -1);
      sum += leverage;
      double p = record.keepProbability(e);
      if (p < 1) {
        kappa = Math.min(kappa, p / leverage);
      }
    }
    for (int i = 0; i < original.size(); i++) {
      sum += original.slack(i) == 0 ? 0 : original.slack(i) * c.get(i, i);
    }
    int rank = original.size() - free;
    double sumRuleError = rank == 0 ? Math.abs(sum) : Math.abs(sum - rank) / rank;
    double epsilon = Math.sqrt(4 * Math.log(original.size()) / kappa);
    if (!(sumRuleError <= SUM_RULE)) {
      lacking.add(new Shortfall.NoLeverages(sumRuleError));
    } else if (!(epsilon < 1)) {
      lacking.add(new Shortfall.BudgetTooLow(kappa, epsilon));
    } else {
      guarantee = Optional.of(new Assumptions.Guarantee(epsilon, failure, kappa, sum, sumRuleError));
    }
  }
}
