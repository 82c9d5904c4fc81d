package org.secateur.io.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

import org.secateur.io.picture.Figure;
import org.secateur.study.statistics.Sample;
import org.secateur.study.trials.Columns;
import org.secateur.study.trials.FigureSpec;
import org.secateur.study.trials.Outcome;
import org.secateur.study.trials.Results;
import org.secateur.study.trials.TrialResult;

/** Figures of a study from its results. */
public final class StudyFigures {
  private StudyFigures() {
  }

  /** The figure that a specification asks for. */
  public static Figure of(Results results, FigureSpec spec) {
    List<Figure.Panel> panels = spec.kind() == FigureSpec.Kind.MATRICES
        ? matrices(results, spec)
        : plots(results, spec);
    return new Figure(spec.title(), spec.xLabel(), spec.yLabel(), spec.logX(), spec.logY(),
        panels.isEmpty() ? List.of(new Figure.Plot("nothing was measured", List.of())) : panels,
        spec.references(),
        spec.kind() == FigureSpec.Kind.POINTS && !spec.table().isEmpty() && spec.references().isEmpty());
  }

  /**
   * A point of one trial.
   *
   * @param row of the trial's table; 0 where there is none
   */
  private record Point(int row, double x, double y) {
  }

  private static List<Figure.Panel> plots(Results results, FigureSpec spec) {
    Map<String, Map<String, List<Point>>> panels = new LinkedHashMap<>();
    for (TrialResult r : results.all()) {
      if (r.outcome() instanceof Outcome.Measured m && r.trial().setting().matches(spec.where())
          && (spec.kind() != FigureSpec.Kind.POINTS || spec.table().isEmpty() || r.trial().seed() == 1)) {
        for (String y : spec.y()) {
          String facet = label(r, spec.facet());
          String color = name(r, spec);
          if (spec.y().size() > 1) {
            color = (color + " " + y).strip();
          }
          List<Point> points = panels.computeIfAbsent(facet, k -> new LinkedHashMap<>())
              .computeIfAbsent(color, k -> new ArrayList<>());
          add(points, r, m, spec, y);
        }
      }
    }
    List<Figure.Panel> all = new ArrayList<>();
    panels.forEach((facet, colors) -> {
      List<Figure.Series> series = new ArrayList<>();
      colors.forEach((color, points) -> series.add(series(color, points, spec)));
      all.add(new Figure.Plot(facet, series));
    });
    return all;
  }

  /** What the legend calls a trial's colour; a number says what it is one of. */
  private static String name(TrialResult r, FigureSpec spec) {
    String value = r.trial().setting().values().getOrDefault(spec.color(), "");
    return value.matches("[-+0-9.].*") ? spec.color() + " " + value : value;
  }

  private static String label(TrialResult r, String key) {
    return key.isEmpty() || !r.trial().setting().has(key) ? "" : key + " " + r.trial().setting().text(key);
  }

  private static void add(List<Point> points, TrialResult r, Outcome.Measured m, FigureSpec spec, String y) {
    if (spec.table().isEmpty()) {
      double x = r.trial().setting().has(spec.x())
          ? r.trial().setting().number(spec.x())
          : r.value(spec.x());
      points.add(new Point(0, x, r.value(y)));
      return;
    }
    Columns table = m.tables().get(spec.table());
    if (table != null) {
      double[] x = table.column(spec.x());
      double[] all = table.column(y);
      for (int k = 0; k < x.length; k++) {
        points.add(new Point(k, x[k], all[k]));
      }
    }
  }

  private static Figure.Series series(String name, List<Point> points, FigureSpec spec) {
    double[] none = new double[0];
    double[] dotX = points.stream().mapToDouble(Point::x).toArray();
    double[] dotY = points.stream().mapToDouble(Point::y).toArray();
    if (spec.kind() == FigureSpec.Kind.POINTS) {
      return new Figure.Series(name, none, none, none, none, dotX, dotY);
    }
    // Rows of tables belong together from seed to seed, though they need not have the same place: a round leaves more synapses with
    // one seed than with another. Everything else belongs together where it is.
    Map<Double, List<Point>> together = new TreeMap<>();
    points.forEach(
        p -> together.computeIfAbsent(spec.table().isEmpty() ? p.x() : p.row(), k -> new ArrayList<>())
            .add(p));
    double[] x = together.values().stream().mapToDouble(v -> sample(v, Point::x).median()).toArray();
    List<Sample> samples = together.values().stream().map(v -> sample(v, Point::y)).toList();
    boolean band = spec.band().size() == 2 && samples.stream().anyMatch(s -> s.count() > 1);
    return new Figure.Series(name, x, samples.stream().mapToDouble(Sample::median).toArray(),
        band ? percentiles(samples, spec.band().getFirst()) : none,
        band ? percentiles(samples, spec.band().getLast()) : none, spec.dots() ? dotX : none,
        spec.dots() ? dotY : none);
  }

  private static Sample sample(List<Point> points, ToDoubleFunction<Point> of) {
    return Sample.of(points.stream().mapToDouble(of).toArray());
  }

  private static double[] percentiles(List<Sample> samples, double p) {
    return samples.stream().mapToDouble(s -> s.percentile(p)).toArray();
  }

  private static List<Figure.Panel> matrices(Results results, FigureSpec spec) {
    List<Figure.Panel> panels = new ArrayList<>();
    for (TrialResult r : results.all()) {
      if (r.outcome() instanceof Outcome.Measured m && r.trial().setting().matches(spec.where())
          && r.trial().seed() == 1 && m.tables().containsKey(spec.table()) && panels.isEmpty()) {
        Columns table = java.util.Objects.requireNonNull(m.tables().get(spec.table()));
        Arrays.stream(spec.y().toArray(String[]::new))
            .forEach(y -> panels.add(new Figure.Matrix(y, table.column(y))));
      }
    }
    return panels;
  }
}
