package org.secateur.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.secateur.dynamics.Drift;
import org.secateur.network.Network;
import org.secateur.prune.Budget;

/**
 * What each budget costs in preserved dynamics, measured on several seeds.
 *
 * @param modes how many slow modes are compared
 * @param seeds how many seeds each row was measured on
 * @param rows one for each kept fraction, as asked for
 */
public record PriceList(int modes, int seeds, List<Row> rows) {

  public PriceList {
    rows = List.copyOf(rows);
  }

  /**
   * One budget.
   *
   * @param keep fraction of the edges kept, in expectation
   * @param edges edges kept, mean over the seeds
   * @param worstDirection median over the seeds of the largest relative change of a pattern
   * @param slowModes median over the seeds of the largest relative error of the slow modes
   * @param slowModesWorst the largest over the seeds
   * @param lowestAbscissa smallest spectral abscissa over the seeds, in 1/s
   * @param highestAbscissa largest
   * @param stable seeds whose pruned network is stable, or no less so than an original without slack
   */
  public record Row(double keep, long edges, double worstDirection, double slowModes, double slowModesWorst,
      double lowestAbscissa, double highestAbscissa, int stable) {
  }

  /**
   * Measures a price list.
   *
   * @param keeps kept fractions, each in (0, 1]
   * @param seeds how many seeds, children of the request's own
   */
  public static PriceList of(Network network, PruningRequest request, Scoring.Ready scoring,
      List<Double> keeps, int seeds,
      int modes, Progress progress) {
    Drift original = Drift.of(network);
    PairErrors errors = new PairErrors(original, modes);
    double noise = 1e-10 * Math.abs(errors.abscissa()) + 1e-12 * largest(original);
    List<Row> rows = new ArrayList<>();
    for (double keep : keeps) {
      double[] worst = new double[seeds];
      double[] slow = new double[seeds];
      double[] abscissa = new double[seeds];
      long edges = 0;
      int stable = 0;
      for (int s = 0; s < seeds; s++) {
        progress.report("price list", (long) rows.size() * seeds + s, (long) keeps.size() * seeds);
        PruningRequest one = request.withSeed(request.seed().child("price-list", s))
            .withTarget(new Target.Fixed(new Budget.KeepFraction(keep)));
        if (Pruning.run(network, one, scoring, Progress.NONE) instanceof PruningOutcome.Done done) {
          Drift pruned = Drift.of(done.pruned().network());
          edges += done.pruned().keptEdges();
          PairErrors.Slow slowModes = errors.slow(pruned);
          worst[s] = errors.worstDirection(pruned);
          slow[s] = slowModes.error();
          abscissa[s] = slowModes.abscissa();
          stable += abscissa[s] < 0 || (errors.abscissa() >= -noise && abscissa[s] <= noise) ? 1 : 0;
        }
      }
      rows.add(new Row(keep, Math.round((double) edges / seeds), median(worst), median(slow),
          Arrays.stream(slow).max().orElse(0), Arrays.stream(abscissa).min().orElse(0),
          Arrays.stream(abscissa).max().orElse(0), stable));
    }
    return new PriceList(modes, seeds, rows);
  }

  private static double largest(Drift drift) {
    double largest = 0;
    for (int i = 0; i < drift.size(); i++) {
      largest = Math.max(largest, Math.abs(drift.restoring(i)));
    }
    return largest;
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
