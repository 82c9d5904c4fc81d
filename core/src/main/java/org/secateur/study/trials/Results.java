package org.secateur.study.trials;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.secateur.study.statistics.Bootstrap;
import org.secateur.study.statistics.Sample;

/** A study and all its trials' results, in the order of {@link Study#trials}. Immutable. */
public final class Results {
  private final Study study;
  private final List<TrialResult> all;
  private final Map<Setting, double[][]> bySetting = new HashMap<>(); // values by column and seed

  /** Takes the results of a study. */
  public Results(Study study, List<TrialResult> all) {
    this.study = study;
    this.all = List.copyOf(all);
    List<String> columns = study.columns();
    for (TrialResult result : this.all) {
      double[][] values = bySetting.computeIfAbsent(result.trial().setting(), s -> empty(columns.size()));
      for (int c = 0; c < columns.size(); c++) {
        values[c][result.trial().seed() - 1] = result.value(columns.get(c));
      }
    }
  }

  private double[][] empty(int columns) {
    double[][] none = new double[columns][study.seeds()];
    for (double[] row : none) {
      Arrays.fill(row, Double.NaN);
    }
    return none;
  }

  /** Which study. */
  public Study study() {
    return study;
  }

  /** Every trial's result. */
  public List<TrialResult> all() {
    return all;
  }

  /** How many trials failed. */
  public int failed() {
    return (int) all.stream().filter(r -> r.outcome() instanceof Outcome.Failed).count();
  }

  /** A value over the seeds of a setting, seed 1 first; NaN where a trial failed or could not measure it. */
  public double[] bySeed(Setting setting, String value) {
    int at = study.columns().indexOf(value);
    double[][] values = bySetting.get(setting);
    return values == null || at < 0 ? empty(1)[0] : values[at].clone();
  }

  /** The settings with these values. */
  public List<Setting> settings(Map<String, String> where) {
    return study.settings().stream().filter(s -> s.matches(where)).toList();
  }

  /**
   * A quantity seed by seed; for a slope, the slope of each seed. A minimum or maximum may leave parameters open: it is that over all
   * of their values, NaN for a seed that has not all of them.
   *
   * @return nothing if the study has no such setting
   * @throws IllegalArgumentException if it has several, and the quantity is of one
   */
  public double[] bySeed(Quantity q) {
    List<Setting> settings = settings(q.where());
    if (settings.isEmpty()) {
      return new double[0];
    }
    if (q.statistic() == Quantity.Statistic.MIN || q.statistic() == Quantity.Statistic.MAX) {
      return extremes(settings, q);
    }
    Set<String> free = q.along().isEmpty() ? Set.of() : Set.of(q.along());
    if (settings.stream().map(s -> s.without(free)).distinct().count() > 1) {
      List<String> open = new ArrayList<>(study.axes());
      open.removeAll(q.where().keySet());
      open.removeAll(free);
      throw new IllegalArgumentException(
          q + " is not one number: say which " + String.join(" and which ", open));
    }
    if (q.statistic() != Quantity.Statistic.SLOPE) {
      return bySeed(settings.getFirst(), q.value());
    }
    double[] slopes = new double[study.seeds()];
    double[] x = settings.stream().mapToDouble(s -> Math.log(s.number(q.along()))).toArray();
    for (int seed = 0; seed < slopes.length; seed++) {
      int s = seed;
      slopes[seed] = slope(x,
          settings.stream().mapToDouble(one -> Math.log(bySeed(one, q.value())[s])).toArray());
    }
    return slopes;
  }

  private double[] extremes(List<Setting> settings, Quantity q) {
    double[] extreme = bySeed(settings.getFirst(), q.value());
    for (Setting other : settings.subList(1, settings.size())) {
      double[] values = bySeed(other, q.value());
      Arrays.setAll(extreme, k -> q.statistic() == Quantity.Statistic.MIN
          ? Math.min(extreme[k], values[k])
          : Math.max(extreme[k], values[k]));
    }
    return extreme;
  }

  /** The least-squares slope of y on x; NaN unless there are two points, all finite. */
  static double slope(double[] x, double[] y) {
    double meanX = Sample.of(x).mean();
    double meanY = Arrays.stream(y).average().orElse(Double.NaN);
    double product = 0;
    double square = 0;
    for (int k = 0; k < x.length; k++) {
      product += (x[k] - meanX) * (y[k] - meanY);
      square += (x[k] - meanX) * (x[k] - meanX);
    }
    return x.length < 2 || square == 0 ? Double.NaN : product / square;
  }

  /**
   * A value over the seeds of a setting, summed up.
   *
   * @param sample the seeds
   * @param median bootstrap interval of the median, 95 %
   * @param failed trials without any result
   */
  public record Row(Setting setting, String value, Sample sample, Bootstrap.Interval median, int failed) {
  }

  /** Every value of every setting, summed up. */
  public List<Row> summary() {
    List<Row> rows = new ArrayList<>();
    Map<Setting, Integer> failures = new LinkedHashMap<>();
    for (TrialResult r : all) {
      failures.merge(r.trial().setting(), r.outcome() instanceof Outcome.Failed ? 1 : 0, Integer::sum);
    }
    for (Setting setting : study.settings()) {
      for (String value : study.columns()) {
        double[] seeds = bySeed(setting, value);
        rows.add(new Row(setting, value, Sample.of(seeds), Bootstrap.standard().median(seeds),
            failures.getOrDefault(setting, 0)));
      }
    }
    return rows;
  }
}
