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
 * What the sign in Var(x_i − sgn(w) x_j) is worth, and what the diagonal: three clusters of 200 whose neurons' signs are
 * flipped at random, 20 % kept, as an independent implementation in NumPy found it over 8 draws.
 *
 * <p>p_bridge is the mean keep probability of a bridge, the slack as in {@link BridgeTable}.
 */
final class SignTable {
  static final int DRAWS = 8;
  static final double KEEP = 0.2;
  static final List<PruningRule> RULES = List.of(Rules.NOISE, Rules.MINUS, Rules.SUM, Rules.WEIGHT);

  /**
   * A row of the reference; NaN where it prints no number of its own.
   *
   * @param low smallest ratio with the matched diagonal
   * @param unstable share of draws that are unstable with the original diagonal
   */
  record Row(double slack, PruningRule rule, double bridge, double low, double high, double slow,
      double originalLow,
      double unstable) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "slack %.0e, %s", slack, rule.name());
    }
  }

  static final List<Row> ROWS = List.of(
      new Row(1e-5, Rules.NOISE, .96, .46, 1.65, .03, -305, 1),
      new Row(1e-5, Rules.MINUS, .22, .14, 20.6, .72, -3819, 1),
      new Row(1e-5, Rules.SUM, .19, .19, 2.1, .91, -497, 1),
      new Row(1e-5, Rules.WEIGHT, .19, .19, 1.9, .90, -575, 1),
      new Row(1e-2, Rules.NOISE, .27, .46, 1.64, .014, Double.NaN, 1),
      new Row(1e-2, Rules.MINUS, .18, .42, 1.71, .039, Double.NaN, 1),
      new Row(1e-2, Rules.SUM, .18, .46, 1.63, .031, Double.NaN, 1),
      new Row(1e-2, Rules.WEIGHT, .19, .45, 1.66, .030, Double.NaN, 1),
      new Row(1e-1, Rules.NOISE, .19, .51, 1.59, .003, Double.NaN, 0),
      new Row(1e-1, Rules.MINUS, .18, .51, 1.59, .003, Double.NaN, 0),
      new Row(1e-1, Rules.SUM, .18, .51, 1.59, .003, Double.NaN, 0),
      new Row(1e-1, Rules.WEIGHT, .19, .51, 1.59, .003, Double.NaN, 0));

  private SignTable() {
  }

  static Subject subject(double slack, long seed) {
    return new Subject(ClusteredNetwork.Recipe.bottleneck(200, 3, true).generate(new Seed(seed))
        .withLeak(new LeakRule.Dominant(slack)));
  }

  /** All rows of one slack by our own means over seeds 1 to {@code seeds}. */
  static List<Cell> measure(double slack, int seeds) {
    List<Row> rows = ROWS.stream().filter(r -> r.slack() == slack).toList();
    double[][][] found = new double[rows.size()][6][seeds];
    for (int s = 0; s < seeds; s++) {
      Subject subject = subject(slack, s + 1);
      for (int r = 0; r < rows.size(); r++) {
        double[] values = trial(subject, rows.get(r).rule(), new Seed(s + 1));
        for (int q = 0; q < values.length; q++) {
          found[r][q][s] = values[q];
        }
      }
    }
    List<Cell> cells = new ArrayList<>();
    for (int r = 0; r < rows.size(); r++) {
      Row row = rows.get(r);
      double[][] f = found[r];
      cells.add(cell(row, "p_bridge", f[0], row.bridge(), 0.01));
      cells.add(cell(row, "g_min", f[1], row.low(), 0.01));
      cells
          .add(cell(row, "g_max", f[2], row.high(), row.high() > 10 ? 0.1 : row.slack() < 1e-4 ? 0.1 : 0.01));
      cells.add(cell(row, "slow", f[3], row.slow(), row.slack() < 1e-4 ? 0.01 : 0.001));
      cells.add(cell(row, "g_min, original diagonal", f[4], row.originalLow(), 1));
      cells.add(cell(row, "unstable share, original diagonal", f[5], row.unstable(), 0.01));
    }
    return cells.stream().filter(c -> !Double.isNaN(c.reference())).toList();
  }

  private static Cell cell(Row row, String what, double[] ours, double reference, double lastDigit) {
    return new Cell(row + ": " + what, Spread.of(ours), reference, DRAWS, lastDigit);
  }

  private static double[] trial(Subject subject, PruningRule rule, Seed seed) {
    Budget budget = new Budget.KeepFraction(KEEP);
    Subject.Trial matched = subject.prune(rule, budget, seed);
    Subject.Trial original = subject.prune(rule, budget, Diagonal.KEEP, new Rescale.Yes(), seed);
    var range = matched.range();
    return new double[]{subject.bridgeProbability(rule, budget), range.low().value(), range.high().value(),
        matched.slow(), original.range().low().value(), original.abscissa() > 0 ? 1 : 0};
  }
}
