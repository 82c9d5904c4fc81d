package org.secateur.certify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;

import org.secateur.dynamics.Drift;
import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.random.Seed;

/**
 * Decides whether the sampling theorem speaks about a pair. Every premise that can be checked is checked against the two
 * networks; the leverages are computed anew. Time O(n + m) but for the leverages.
 */
final class Judge {
  private final Drift original;
  private final Drift pruned;
  private final Optional<SamplingRecord> sampling;
  private final Optional<LeverageRoute> large;
  private final Seed seed;
  private final List<Shortfall> lacking = new ArrayList<>();
  private Optional<Assumptions.Guarantee> guarantee = Optional.empty();

  /**
   * A judge.
   *
   * @param large where leverages of networks come from that are too large for a dense inverse, if there is a way
   * @param seed of what that draws
   */
  Judge(Drift original, Drift pruned, Optional<SamplingRecord> sampling, Optional<LeverageRoute> large,
      Seed seed) {
    this.original = original;
    this.pruned = pruned;
    this.sampling = sampling;
    this.large = large;
    this.seed = seed;
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
    if (n > DenseLeverages.MAX_NEURONS && large.isEmpty()) {
      lacking.add(new Shortfall.TooLarge(n, DenseLeverages.MAX_NEURONS));
    }
    checkWeights(record, edges);
    checkForeign();
    checkDiagonal();
    if (lacking.isEmpty()) {
      theorem(record, edges, failure);
    }
  }

  private void checkWeights(SamplingRecord record, Edges edges) {
    RowWalk kept = new RowWalk(pruned.network());
    for (int e = 0; e < edges.count(); e++) {
      double p = record.keepProbability(e);
      double actual = kept.weight(edges.post(e), edges.pre(e));
      double expected = edges.weight(e) / p;
      boolean removed = actual == 0 && p < 1;
      if (!removed && !(Math.abs(actual - expected) <= 4 * Math.ulp(expected))) {
        lacking.add(new Shortfall.WeightNotRescaled(edges.post(e), edges.pre(e), expected, actual));
        return;
      }
    }
    if (record.replay().isPresent()) {
      SamplingRecord.Replay replay = record.replay().get();
      RowWalk drawnAgain = new RowWalk(pruned.network());
      for (int e = 0; e < edges.count(); e++) {
        boolean drawn = replay.seed().uniform(replay.stage(), edges.key(e)) < record.keepProbability(e);
        if (drawn != (drawnAgain.weight(edges.post(e), edges.pre(e)) != 0)) {
          lacking.add(new Shortfall.DrawNotReproduced(edges.post(e), edges.pre(e)));
          return;
        }
      }
    }
  }

  private void checkForeign() {
    Network network = pruned.network();
    RowWalk known = new RowWalk(original.network());
    for (int i = 0; i < network.neurons(); i++) {
      for (int k = network.firstSynapse(i); k < network.firstSynapse(i + 1); k++) {
        int j = network.pre(k);
        if (known.weight(i, j) == 0 && j != i) {
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

  private void theorem(SamplingRecord record, Edges edges, double failure) {
    LeverageRoute route = original.size() > DenseLeverages.MAX_NEURONS
        ? large.orElseThrow()
        : new DenseLeverages();
    double most = kappa(record, edges, e -> route.lower(original, edges, e));
    if (!(epsilon(most) < 1)) {
      lacking.add(new Shortfall.BudgetTooLow(most, epsilon(most))); // nothing needs to be solved for to see that
      return;
    }
    Optional<Leverages> found = route.of(original, edges, seed.child("judge", 0));
    if (found.isEmpty()) {
      lacking.add(new Shortfall.NoLeverages(Double.POSITIVE_INFINITY));
      return;
    }
    Leverages leverages = found.get();
    double kappa = kappa(record, edges, leverages::upper);
    double epsilon = epsilon(kappa);
    // A bound that is too low spoils the premise, a draw out of luck the conclusion: either is a failure.
    double all = failure + (1 - leverages.confidence());
    if (!leverages.sumRuleHolds()) {
      lacking.add(new Shortfall.NoLeverages(leverages.sumRuleError()));
    } else if (!(epsilon < 1)) {
      lacking.add(new Shortfall.BudgetTooLow(kappa, epsilon));
    } else if (!(all < 1)) {
      lacking.add(new Shortfall.TooFewNeurons(original.size(), all));
    } else {
      guarantee = Optional.of(new Assumptions.Guarantee(epsilon, all, kappa, leverages.sum(),
          leverages.sumRuleError(), leverages.confidence()));
    }
  }

  /** The largest κ with p_e ≥ min(1, κ τ_e) for every edge. */
  private static double kappa(SamplingRecord record, Edges edges, IntToDoubleFunction leverage) {
    double kappa = Double.POSITIVE_INFINITY;
    for (int e = 0; e < edges.count(); e++) {
      double p = record.keepProbability(e);
      if (p < 1) {
        kappa = Math.min(kappa, p / leverage.applyAsDouble(e));
      }
    }
    return kappa;
  }

  private double epsilon(double kappa) {
    return Math.sqrt(4 * Math.log(original.size()) / kappa);
  }
}
