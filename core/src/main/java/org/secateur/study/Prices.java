package org.secateur.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import org.secateur.dynamics.Drift;
import org.secateur.network.Components;
import org.secateur.network.Network;
import org.secateur.prune.Budget;
import org.secateur.prune.PruningRule;

/**
 * What each budget costs under several rules, seed by seed: the same seeds for every rule, so that draws are paired.
 *
 * @param modes how many slow modes are compared
 * @param keeps kept fractions, ascending
 * @param seeds how many seeds each was measured on
 * @param curves one a rule
 */
public record Prices(int modes, List<Double> keeps, int seeds, List<Curve> curves) {
  /** Slow modes compared unless said otherwise. */
  public static final int MODES = 5;

  /** Copies the lists. */
  public Prices {
    keeps = List.copyOf(keeps);
    curves = List.copyOf(curves);
  }

  /**
   * One rule.
   *
   * @param rule its name
   * @param draws (keeps)(seeds)
   */
  public record Curve(String rule, List<List<Draw>> draws) {

    /** Copies the lists. */
    public Curve {
      draws = draws.stream().map(List::copyOf).toList();
    }
  }

  /**
   * One pruning.
   *
   * @param edges kept
   * @param slowModes largest relative error of the slow modes
   * @param worstDirection largest relative change of a pattern; NaN if it was not measured
   * @param abscissa spectral abscissa, in 1/s
   * @param components pieces it falls into
   */
  public record Draw(int edges, double slowModes, double worstDirection, double abscissa, int components) {
  }

  /** What is measured of each pruning. */
  public enum Depth {
    /** Slow modes and pieces. */
    SLOW_MODES,
    /** The worst direction, too. */
    WORST_DIRECTION
  }

  /**
   * Prunes and measures.
   *
   * @param rules the rules; those that cannot score the network are left out
   * @param keeps kept fractions, each in (0, 1]
   * @param seeds how many, children of the request's own
   */
  public static Prices of(Network network, PruningRequest request, List<PruningRule> rules,
      List<Double> keeps, int seeds, int modes, Depth depth, Progress progress) {
    List<Double> ascending = keeps.stream().sorted().distinct().toList();
    PairErrors errors = new PairErrors(Drift.of(network), modes);
    long done = 0;
    List<Curve> curves = new ArrayList<>();
    for (PruningRule rule : rules) {
      if (!(Scoring.of(network, rule, request.route()) instanceof Scoring.Ready scoring)) {
        continue;
      }
      int cells = ascending.size() * seeds;
      Draw[] draws = new Draw[cells];
      progress.report("price list", done, (long) rules.size() * cells);
      IntStream.range(0, cells).parallel().forEach(c -> draws[c] = draw(network, request.withRule(rule),
          scoring, ascending.get(c / seeds), c % seeds, errors, depth));
      done += cells;
      List<List<Draw>> rows = new ArrayList<>();
      for (int k = 0; k < ascending.size(); k++) {
        rows.add(Arrays.asList(draws).subList(k * seeds, (k + 1) * seeds));
      }
      curves.add(new Curve(rule.name(), rows));
    }
    return new Prices(modes, ascending, seeds, curves);
  }

  private static Draw draw(Network network, PruningRequest request, Scoring.Ready scoring, double keep,
      int seed, PairErrors errors, Depth depth) {
    PruningRequest one = request.withSeed(request.seed().child("price-list", seed))
        .withTarget(new Target.Fixed(new Budget.KeepFraction(keep)));
    if (!(Pruning.run(network, one, scoring, Progress.NONE) instanceof PruningOutcome.Done done)) {
      throw new IllegalStateException("a budget is always reached");
    }
    Network pruned = done.pruned().network();
    Drift drift = Drift.of(pruned);
    PairErrors.Slow slow = errors.slow(drift);
    return new Draw(done.pruned().keptEdges(), slow.error(),
        depth == Depth.WORST_DIRECTION ? errors.worstDirection(drift) : Double.NaN, slow.abscissa(),
        Components.of(pruned).count());
  }

  /** The curve of a rule, or nothing. */
  public List<List<Draw>> of(String rule) {
    return curves.stream().filter(c -> c.rule().equals(rule)).findFirst().map(Curve::draws)
        .orElse(Collections.emptyList());
  }
}
