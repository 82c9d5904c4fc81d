package org.secateur.study;

import java.util.Optional;

import org.secateur.network.Network;
import org.secateur.prune.Budget;
import org.secateur.prune.Plan;
import org.secateur.prune.Pruned;
import org.secateur.prune.Scores;

/** A network pruned as requested: scores, plan, draw, and for a searched target as many of those as it takes. */
public final class Pruning {
  private final Network network;
  private final PruningRequest request;
  private final Scores scores;
  private final double unitsPerLeverage;

  private Pruning(Network network, PruningRequest request, Scoring.Ready scoring) {
    this.network = network;
    this.request = request;
    this.scores = scoring.scores();
    this.unitsPerLeverage = scoring.unitsPerLeverage();
  }

  /**
   * Carries a request out.
   *
   * @throws IllegalArgumentException if the budget and the network or the rule do not go together
   */
  public static PruningOutcome run(Network network, PruningRequest request, Progress progress) {
    progress.report("scoring", 0, 1);
    return switch (Scoring.of(network, request.rule(), request.route(), progress)) {
      case Unscored why -> new PruningOutcome.NoScores(why);
      case Scoring.Ready ready -> {
        progress.report("scoring", 1, 1);
        yield run(network, request, ready, progress);
      }
    };
  }

  /** Carries a request out with scores at hand, made by the request's own rule and route. */
  public static PruningOutcome run(Network network, PruningRequest request, Scoring.Ready scoring,
      Progress progress) {
    Pruning pruning = new Pruning(network, request, scoring);
    return switch (request.target()) {
      case Target.Fixed(Budget budget) -> new PruningOutcome.Done(pruning.at(budget), Optional.empty());
      case Target.WorstDirection target -> new BudgetSearch(pruning, network, target, progress).run();
      case Target.SlowModes target -> new BudgetSearch(pruning, network, target, progress).run();
    };
  }

  /** The network pruned to a budget; draws nest, so that a larger budget keeps what a smaller one kept. */
  Pruned at(Budget budget) {
    Plan plan = Plan.of(scores, budget, request.sampling(), network.neurons(), unitsPerLeverage);
    return Pruned.of(network, plan, plan.draw(request.seed()), request.diagonal(), request.rescale());
  }

  int edges() {
    return scores.count();
  }
}
