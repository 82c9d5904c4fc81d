package org.secateur.study;

import java.util.Optional;

import org.secateur.dynamics.Drift;
import org.secateur.network.Network;
import org.secateur.prune.Budget;
import org.secateur.prune.Pruned;

/**
 * The fewest edges at which a measured error stays within a target: bisection on the logarithm of the kept fraction. Draws
 * nest across budgets, so the error falls all but steadily with the fraction; what is returned was itself measured.
 */
final class BudgetSearch {
  /** Nothing is gained by cutting less than a twentieth. */
  static final double MOST_KEPT = 0.95;
  /** The search stops when the fraction is known to this factor. */
  static final double PRECISION = 1.04;

  private final Pruning pruning;
  private final PairErrors errors;
  private final Target target;
  private final Progress progress;

  BudgetSearch(Pruning pruning, Network network, Target target, Progress progress) {
    this.pruning = pruning;
    this.target = target;
    this.errors = new PairErrors(Drift.of(network),
        target instanceof Target.SlowModes(double w, int modes) ? modes : 1);
    this.progress = progress;
  }

  PruningOutcome run() {
    double within = switch (target) {
      case Target.WorstDirection(double w) -> w;
      case Target.SlowModes(double w, int modes) -> w;
      case Target.Fixed fixed -> throw new IllegalArgumentException("nothing to search for: " + fixed);
    };
    double low = Math.min(MOST_KEPT, 1.0 / Math.max(1, pruning.edges()));
    double high = MOST_KEPT;
    int steps = (int) Math.ceil(Math.log(Math.log(high / low) / Math.log(PRECISION)) / Math.log(2)) + 1;
    Pruned best = pruning.at(new Budget.KeepFraction(high));
    double bestError = error(best);
    if (!(bestError <= within)) {
      return new PruningOutcome.OutOfReach(high, bestError);
    }
    for (int step = 1; high / low > PRECISION; step++) {
      progress.report("searching the budget", Math.min(step, steps), steps);
      double middle = Math.sqrt(low * high);
      Optional<Pruned> candidate = attempt(middle);
      double error = candidate.map(this::error).orElse(Double.POSITIVE_INFINITY);
      if (error <= within) {
        high = middle;
        best = candidate.get();
        bestError = error;
      } else {
        low = middle;
      }
    }
    return new PruningOutcome.Done(best, Optional.of(bestError));
  }

  /** Empty where a connected sample needs more edges than that, or none is drawn: nothing is no pruning. */
  private Optional<Pruned> attempt(double fraction) {
    try {
      return Optional.of(pruning.at(new Budget.KeepFraction(fraction))).filter(p -> p.keptEdges() > 0);
    } catch (IllegalArgumentException tooFewForAForest) {
      return Optional.empty();
    }
  }

  private double error(Pruned pruned) {
    Drift after = Drift.of(pruned.network());
    return target instanceof Target.SlowModes ? errors.slow(after).error() : errors.worstDirection(after);
  }
}
