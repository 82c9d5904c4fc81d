package org.secateur.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.secateur.prune.Budget;
import org.secateur.prune.PruningRule;
import org.secateur.random.Seed;
import org.secateur.spectral.Pencil;

/**
 * How far (1 − ε) M ≼ M' ≼ (1 + ε) M holds when K = 8 ln N / (ε² σ²), as an independent implementation in NumPy found it.
 * Every seed draws a new network and a new sample; controls get the number of edges the noise-driven rule expects.
 *
 * <p>"Slack 1 %" is read as 1 % of the mean absolute input: with weights U(0, 1) and N = 200 the sum rule then gives
 * Σ τ = N − s tr M⁻¹ = 197, and with it the printed share of 0.210 at κ = 21; a slack of 0.01 per second would give 0.212.
 */
final class SandwichTable {
  static final List<PruningRule> RULES = List.of(Rules.NOISE, Rules.DEGREE, Rules.WEIGHT, Rules.UNIFORM);

  /** A family by its name in the table. */
  enum Family {
    UNIFORM("dense U(0,1)"),
    LOG_NORMAL("dense lognormal(1.5)"),
    MIXED(
        "dense U(0,1), 30 % inhibitory"),
    CLUSTERS(
        "clusters 80/10/10 %, slack 0");

    private final String title;

    Family(String title) {
      this.title = title;
    }

    Subject generate(int neurons, Seed seed) {
      return switch (this) {
        case UNIFORM -> Subject.of(DenseFamily.uniform(neurons).generate(seed));
        case LOG_NORMAL -> Subject.of(DenseFamily.logNormal(neurons).generate(seed));
        case MIXED -> Subject.of(DenseFamily.mixed(neurons).generate(seed));
        case CLUSTERS -> new Subject(UnequalClusters.lopsided(neurons).generate(seed));
      };
    }
  }

  /**
   * A row of the reference.
   *
   * @param seeds how many its numbers are means of
   * @param ranges smallest and largest ratio by each of {@link #RULES} in turn
   */
  record Row(Family family, int neurons, double epsilon, int seeds, double kappa, double kept, double degree,
      List<Double> ranges) {
    Budget.Epsilon budget() {
      return new Budget.Epsilon(epsilon);
    }

    Subject subject(long seed) {
      return family.generate(neurons, new Seed(seed));
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%s N=%d eps=%.1f", family.title, neurons, epsilon);
    }
  }

  static final List<Row> ROWS = List.of(
      new Row(Family.UNIFORM, 200, 0.5, 5, 85, .703, 140,
          List.of(.91, 1.08, .91, 1.09, .91, 1.08, .81, 1.16)),
      new Row(Family.UNIFORM, 200, 1.0, 5, 21, .210, 42, List.of(.60, 1.48, .60, 1.43, .60, 1.42, .54, 1.50)),
      new Row(Family.UNIFORM, 500, 0.5, 3, 99, .394, 197,
          List.of(.84, 1.16, .84, 1.17, .83, 1.17, .76, 1.23)),
      new Row(Family.UNIFORM, 500, 1.0, 3, 25, .099, 50, List.of(.59, 1.49, .58, 1.47, .59, 1.52, .53, 1.53)),
      new Row(Family.LOG_NORMAL, 1000, 0.3, 2, 307, .349, 349,
          List.of(.94, 1.06, .94, 1.06, .94, 1.06, .55, 1.70)),
      new Row(Family.LOG_NORMAL, 1000, 0.5, 2, 110, .173, 172,
          List.of(.86, 1.16, .86, 1.15, .86, 1.16, .45, 2.36)),
      new Row(Family.LOG_NORMAL, 1000, 1.0, 2, 28, .052, 52,
          List.of(.61, 1.45, .63, 1.45, .64, 1.47, .28, 5.76)),
      new Row(Family.MIXED, 1000, 0.3, 2, 307, .590, 589,
          List.of(.93, 1.08, .93, 1.07, .93, 1.07, .87, 1.10)),
      new Row(Family.MIXED, 1000, 0.5, 2, 110, .219, 218,
          List.of(.80, 1.20, .80, 1.19, .77, 1.22, .77, 1.24)),
      new Row(Family.MIXED, 1000, 1.0, 2, 28, .055, 54, List.of(.56, 1.62, .57, 1.51, .60, 1.46, .49, 1.56)),
      new Row(Family.CLUSTERS, 1000, 0.3, 2, 307, .787, 312,
          List.of(.96, 1.04, .97, 1.03, .88, 1.10, .67, 1.20)),
      new Row(Family.CLUSTERS, 1000, 0.5, 2, 110, .464, 184,
          List.of(.85, 1.14, .86, 1.14, .68, 1.36, .45, 1.55)),
      new Row(Family.CLUSTERS, 1000, 1.0, 2, 28, .132, 52,
          List.of(.64, 1.46, .60, 1.45, .02, 2.02, .11, 2.54)));

  private SandwichTable() {
  }

  /** One row by our own means, over seeds 1 to {@code seeds}. */
  static List<Cell> measure(Row row, int seeds) {
    double[] kept = new double[seeds];
    double[] degree = new double[seeds];
    double[][] low = new double[RULES.size()][seeds];
    double[][] high = new double[RULES.size()][seeds];
    for (int s = 0; s < seeds; s++) {
      Subject subject = row.subject(s + 1);
      double share = subject.expectedFraction(Rules.NOISE, row.budget());
      for (int r = 0; r < RULES.size(); r++) {
        Budget budget = r == 0 ? row.budget() : new Budget.KeepFraction(share);
        Subject.Trial trial = subject.prune(RULES.get(r), budget, new Seed(s + 1));
        if (r == 0) {
          kept[s] = trial.kept();
          degree[s] = trial.degree();
        }
        Pencil.Range range = trial.range();
        low[r][s] = range.low().value();
        high[r][s] = range.high().value();
      }
    }
    List<Cell> cells = new ArrayList<>();
    Function<String, String> name = what -> row + ": " + what;
    cells.add(new Cell(name.apply("kappa"), Spread.of(row.budget().kappa(row.neurons())), row.kappa(),
        row.seeds(), 1));
    cells.add(new Cell(name.apply("kept"), Spread.of(kept), row.kept(), row.seeds(), 0.001));
    cells.add(new Cell(name.apply("degree"), Spread.of(degree), row.degree(), row.seeds(), 1));
    IntStream.range(0, RULES.size()).forEach(r -> {
      String rule = RULES.get(r).name();
      cells.add(
          new Cell(name.apply(rule + " g_min"), Spread.of(low[r]), row.ranges().get(2 * r), row.seeds(),
              0.01));
      cells.add(new Cell(name.apply(rule + " g_max"), Spread.of(high[r]), row.ranges().get(2 * r + 1),
          row.seeds(), 0.01));
    });
    return cells;
  }
}
