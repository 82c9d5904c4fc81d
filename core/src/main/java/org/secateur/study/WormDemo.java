package org.secateur.study;

import java.util.List;

import org.secateur.dynamics.Drift;
import org.secateur.network.Components;
import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.prune.Budget;
import org.secateur.prune.PruningRule;
import org.secateur.random.Seed;
import org.secateur.spectral.Pencil;

/**
 * A connectome taken as undirected, pruned by the noise-driven rule and by controls, several seeds each.
 *
 * @param neurons n
 * @param edges pairs before pruning
 * @param rows one a rule, the noise-driven first
 */
public record WormDemo(int neurons, int edges, List<Row> rows) {
  /** The share of edges kept. */
  public static final double KEEP = 0.5;
  /** Seeds each rule is measured on. */
  public static final int SEEDS = 5;
  private static final int MODES = 5;

  /** Copies the list. */
  public WormDemo {
    rows = List.copyOf(rows);
  }

  /**
   * One rule; medians over the seeds.
   *
   * @param rule its name
   * @param slowModes largest relative error of the five slowest rates
   * @param low what the worst pattern keeps of its restoring force
   * @param high the largest ratio
   * @param components pieces it falls into
   */
  public record Row(String rule, double slowModes, double low, double high, double components) {
  }

  /** Prunes and measures a symmetric network. */
  public static WormDemo run(Network network, Seed seed) {
    Drift original = Drift.of(network);
    PairErrors errors = new PairErrors(original, MODES);
    List<Row> rows = List
        .of(new PruningRule.NoiseDriven(), new PruningRule.ByDegree(), new PruningRule.ByWeight(),
            new PruningRule.Uniform())
        .parallelStream().map(rule -> measure(network, original, errors, rule, seed)).toList();
    return new WormDemo(network.neurons(), Edges.of(network).count(), rows);
  }

  private static Row measure(Network network, Drift original, PairErrors errors, PruningRule rule,
      Seed seed) {
    Scoring.Ready scoring = (Scoring.Ready) Scoring.of(network, rule, new ScoreRoute.Exact());
    double[][] measured = new double[4][SEEDS];
    for (int s = 0; s < SEEDS; s++) {
      PruningRequest request = PruningRequest
          .of(new Target.Fixed(new Budget.KeepFraction(KEEP)), seed.child("demo", s)).withRule(rule);
      Network pruned = ((PruningOutcome.Done) Pruning.run(network, request, scoring, Progress.NONE)).pruned()
          .network();
      Pencil.Range range = (Pencil.Range) Pencil.of(original, Drift.of(pruned), seed);
      measured[0][s] = errors.slow(Drift.of(pruned)).error();
      measured[1][s] = range.low().value();
      measured[2][s] = range.high().value();
      measured[3][s] = Components.of(pruned).count();
    }
    return new Row(rule.name(), PriceList.median(measured[0]), PriceList.median(measured[1]),
        PriceList.median(measured[2]), PriceList.median(measured[3]));
  }

  /** Which controls the noise-driven rule beat by more than a tenth in its slow modes, and which not. */
  public List<String> beaten() {
    double own = rows.get(0).slowModes();
    return rows.subList(1, rows.size()).stream().filter(r -> own < 0.9 * r.slowModes()).map(Row::rule)
        .toList();
  }

  /** The controls that did as well or better. */
  public List<String> notBeaten() {
    return rows.subList(1, rows.size()).stream().map(Row::rule).filter(r -> !beaten().contains(r)).toList();
  }
}
