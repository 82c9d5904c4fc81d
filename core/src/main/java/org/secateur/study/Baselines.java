package org.secateur.study;

import java.util.ArrayList;
import java.util.List;

import org.secateur.certify.Certificate;
import org.secateur.network.Network;
import org.secateur.prune.Budget;
import org.secateur.prune.Pruned;
import org.secateur.prune.PruningRule;

/** Controls: the same network, budget, seed and diagonal under other rules. */
public final class Baselines {
  /** The rules that know nothing of covariance. */
  public static final List<PruningRule> RULES = List.of(new PruningRule.ByDegree(),
      new PruningRule.ByWeight(),
      new PruningRule.Uniform(), new PruningRule.LargestWeights());

  private Baselines() {
  }

  /**
   * One control.
   *
   * @param rule its rule
   * @param pruned what it made of the network
   * @param certificate what was measured of it
   */
  public record Control(PruningRule rule, Pruned pruned, Certificate certificate) {
  }

  /** Prunes and certifies by every rule but the request's own, to the expected number of edges of a pruning. */
  public static List<Control> of(Network network, PruningRequest request, Pruned pruned, Measure measure,
      Progress progress) {
    double edges = Math.min(pruned.plan().expectedEdges(), pruned.plan().scores().count());
    double fraction = edges / Math.max(1, pruned.plan().scores().count());
    List<Control> controls = new ArrayList<>();
    for (PruningRule rule : RULES) {
      progress.report("controls", controls.size(), RULES.size());
      if (rule.equals(request.rule()) || !(fraction > 0)) {
        continue;
      }
      PruningRequest other = request.withRule(rule)
          .withTarget(new Target.Fixed(new Budget.KeepFraction(Math.min(1, fraction))));
      if (Pruning.run(network, other, Progress.NONE) instanceof PruningOutcome.Done done) {
        controls.add(new Control(rule, done.pruned(),
            CertifiedPruning.certify(network, done.pruned(), other, measure)));
      }
    }
    return List.copyOf(controls);
  }
}
