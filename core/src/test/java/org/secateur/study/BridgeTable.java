package org.secateur.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.secateur.dynamics.LeakRule;
import org.secateur.prune.Budget;
import org.secateur.prune.Diagonal;
import org.secateur.prune.PruningRule;
import org.secateur.prune.Rescale;
import org.secateur.random.Seed;

/**
 * Which rules keep the bridges between three clusters of 200, and with them the three slowest rates, as an independent
 * implementation in NumPy found it over 15 draws a cell. Every seed draws a new network and a new sample.
 *
 * <p>The slack is given "with leak = 1", that is, relative to the mean absolute input: {@link LeakRule.Dominant}. With it
 * λ₂ ≈ 3 · 3 · ½ / 200 / 60 ≈ 4e-4, the size the reference names for its bottlenecks.
 */
final class BridgeTable {
  /**
   * The independent repetitions behind a reference number: 15 draws, but whatever a rule without chance keeps is printed as
   * a multiple of 1/45 (.09, .07, .04, .96, .93, .82), so there were five networks of nine bridges, each drawn from thrice.
   */
  static final int NETWORKS = 5;
  static final List<PruningRule> RULES = List.of(Rules.NOISE, Rules.DEGREE, Rules.WEIGHT, Rules.UNIFORM,
      Rules.TOP_WEIGHT, Rules.TOP_NOISE);

  /**
   * A row of the reference.
   *
   * @param pairs share of bridges kept and slow-mode error by each of {@link #RULES} in turn
   */
  record Row(double slack, int bridgesPerPair, double keep, List<Double> pairs) {
    Subject subject(long seed) {
      return new Subject(
          ClusteredNetwork.Recipe.bottleneck(200, bridgesPerPair, false).generate(new Seed(seed))
              .withLeak(new LeakRule.Dominant(slack)));
    }

    Budget budget() {
      return new Budget.KeepFraction(keep);
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "slack %.0e, %d bridges a pair, keep %.0f %%", slack, bridgesPerPair,
          100 * keep);
    }
  }

  static final List<Row> ROWS = List.of(
      new Row(1e-5, 3, .20, List.of(.88, .03, .20, .85, .21, .78, .18, 1.00, .09, .87, .96, .04)),
      new Row(1e-5, 3, .10, List.of(.81, .07, .07, 1.24, .07, 1.13, .13, 1.68, .07, .94, .93, .29)),
      new Row(1e-5, 3, .05, List.of(.63, .90, .02, 1.08, .07, 1.13, .04, 1.20, .04, .95, .93, .98)),
      new Row(1e-3, 3, .20, List.of(.75, .03, .20, .22, .21, .22, .18, .26, .09, .24, .82, .02)),
      new Row(1e-3, 20, .20, List.of(.47, .11, .20, .27, .19, .30, .19, .28, .19, .52, .66, .13)));

  /** Smallest and largest ratio of the first row by noise, degree, weight and uniform. */
  static final List<Double> RANGES = List.of(.45, 1.67, .27, 2.00, .33, 2.06, .12, 2.06);

  private BridgeTable() {
  }

  static Subject.Trial prune(Subject subject, PruningRule rule, Budget budget, Seed seed) {
    Rescale rescale = rule.selection() == PruningRule.Selection.LARGEST
        ? new Rescale.No()
        : new Rescale.Yes();
    return subject.prune(rule, budget, Diagonal.MATCH, rescale, seed);
  }

  /** One row by our own means over seeds 1 to {@code seeds}, two cells a rule. */
  static List<Cell> measure(Row row, int seeds) {
    double[][] bridges = new double[RULES.size()][seeds];
    double[][] slow = new double[RULES.size()][seeds];
    for (int s = 0; s < seeds; s++) {
      Subject subject = row.subject(s + 1);
      for (int r = 0; r < RULES.size(); r++) {
        Subject.Trial trial = prune(subject, RULES.get(r), row.budget(), new Seed(s + 1));
        bridges[r][s] = trial.bridgesKept();
        slow[r][s] = trial.slow();
      }
    }
    List<Cell> cells = new ArrayList<>();
    for (int r = 0; r < RULES.size(); r++) {
      String name = row + ": " + RULES.get(r).name();
      cells.add(
          new Cell(name + " bridges kept", Spread.of(bridges[r]), row.pairs().get(2 * r), NETWORKS, 0.01));
      cells.add(new Cell(name + " slow", Spread.of(slow[r]), row.pairs().get(2 * r + 1), NETWORKS, 0.01));
    }
    return cells;
  }

  /** The ratios of the first row. */
  static List<Cell> ranges(int seeds) {
    Row row = ROWS.getFirst();
    int rules = RANGES.size() / 2;
    double[][] end = new double[RANGES.size()][seeds];
    for (int s = 0; s < seeds; s++) {
      Subject subject = row.subject(s + 1);
      for (int r = 0; r < rules; r++) {
        var range = prune(subject, RULES.get(r), row.budget(), new Seed(s + 1)).range();
        end[2 * r][s] = range.low().value();
        end[2 * r + 1][s] = range.high().value();
      }
    }
    List<Cell> cells = new ArrayList<>();
    for (int k = 0; k < RANGES.size(); k++) {
      cells.add(new Cell(row + ": " + RULES.get(k / 2).name() + (k % 2 == 0 ? " g_min" : " g_max"),
          Spread.of(end[k]), RANGES.get(k), NETWORKS, 0.01));
    }
    return cells;
  }
}
