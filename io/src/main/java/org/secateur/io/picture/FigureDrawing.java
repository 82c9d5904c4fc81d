package org.secateur.io.picture;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.secateur.io.picture.Canvas.Anchor;

/** Lays a figure out and draws it on a canvas. */
final class FigureDrawing {
  /** Colours that the colour-blind tell apart: Okabe and Ito, "Color universal design", 2008. */
  private static final List<String> COLORS = List.of("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00",
      "#56B4E9", "#000000", "#7f7f7f", "#8c564b", "#bcbd22", "#17becf");
  private static final String GRID = "#e6e6e6";
  private static final String FRAME = "#777777";
  private static final double LEFT = 62;
  private static final double TOP = 34;
  private static final double GAP = 22;
  private static final double WIDTH = 290;
  private static final double HEIGHT = 220;
  private static final double SIDE = 220;
  private static final double BOTTOM = 44;
  private static final int MOST_COLUMNS = 3;
  /** Longer lines are curves, of which marks would make ropes. */
  private static final int MOST_MARKED = 30;
  private static final double LEGEND = 130;

  private final Figure figure;
  private final boolean matrices;
  private final int columns;
  private final List<String> names;

  FigureDrawing(Figure figure) {
    this.figure = figure;
    this.matrices = figure.panels().stream().anyMatch(Figure.Matrix.class::isInstance);
    int most = matrices ? figure.panels().size() <= 4 ? 4 : MOST_COLUMNS : MOST_COLUMNS;
    this.columns = Math.min(figure.panels().size(), most);
    this.names = figure.names();
  }

  private double panelWidth() {
    return matrices ? SIDE : WIDTH;
  }

  private double panelHeight() {
    return matrices ? SIDE : HEIGHT;
  }

  private double apart() {
    return matrices ? 30 : LEFT - 14;
  }

  double width() {
    double panels = panelsWidth() + (legendWanted() ? legend() : 16);
    // bold letters of 13 points
    return Math.max((matrices ? 16 : LEFT) + 7.6 * figure.title().length() + 10, panels);
  }

  private double panelsWidth() {
    return (matrices ? 16 : LEFT) + columns * panelWidth() + (columns - 1) * apart();
  }

  private double legend() {
    return Math.max(LEGEND, 40 + 6.2 * names.stream().mapToInt(String::length).max().orElse(0));
  }

  double height() {
    int rows = (figure.panels().size() + columns - 1) / columns;
    return TOP + rows * (panelHeight() + GAP + (matrices ? 18 : BOTTOM));
  }

  private boolean legendWanted() {
    return names.stream().anyMatch(n -> !n.isEmpty());
  }

  void draw(Canvas canvas) {
    canvas.text(figure.title(), matrices ? 16 : LEFT, 18, 13, Anchor.START, true, false);
    for (int p = 0; p < figure.panels().size(); p++) {
      double x = (matrices ? 16 : LEFT) + p % columns * (panelWidth() + apart());
      int row = p / columns;
      double y = TOP + GAP + row * (panelHeight() + GAP + (matrices ? 18 : BOTTOM));
      Figure.Panel panel = figure.panels().get(p);
      canvas.text(panel.title(), x, y - 6, 11, Anchor.START, false, false);
      switch (panel) {
        case Figure.Matrix m -> matrix(canvas, m, x, y);
        case Figure.Plot plot -> new PlotDrawing(canvas, plot, x, y, p).draw();
      }
    }
    if (legendWanted()) {
      double x = panelsWidth() + 14;
      for (int k = 0; k < names.size(); k++) {
        double y = TOP + GAP + 8 + 17 * k;
        canvas.line(new double[]{x, x + 18}, new double[]{y, y}, color(names.get(k)), 2,
            isDashed(names.get(k)));
        canvas.dots(new double[]{x + 9}, new double[]{y}, 2.6, color(names.get(k)), 1);
        canvas.text(names.get(k), x + 24, y + 4, 11, Anchor.START, false, false);
      }
    }
  }

  private String color(String name) {
    return COLORS.get(names.indexOf(name) % COLORS.size());
  }

  private boolean isDashed(String name) {
    return names.indexOf(name) % 2 == 1;
  }

  private void matrix(Canvas canvas, Figure.Matrix m, double x, double y) {
    double[] v = m.values();
    boolean signed = Arrays.stream(v).anyMatch(w -> w < 0);
    // one outlier must not leave the rest without colour
    double[] sizes = Arrays.stream(v).map(Math::abs).filter(w -> w > 0).sorted().toArray();
    double high = sizes.length == 0 ? 1 : sizes[(int) Math.min(sizes.length - 1, 0.995 * sizes.length)];
    double low = signed ? -high : 0;
    ColorMap map = signed ? ColorMap.DIVERGING : ColorMap.SEQUENTIAL;
    int[] rgb = Arrays.stream(v).mapToInt(w -> map.color(w, low, high)).toArray();
    canvas.pixels(rgb, m.size(), x, y, SIDE, SIDE);
    canvas.line(new double[]{x, x + SIDE, x + SIDE, x, x}, new double[]{y, y, y + SIDE, y + SIDE, y}, FRAME,
        0.8,
        false);
    String range = signed
        ? "blue −" + Axis.label(high) + ", white 0, red " + Axis.label(high)
        : "dark 0, yellow " + Axis.label(high) + " and above";
    canvas.text(range, x, y + SIDE + 14, 9.5, Anchor.START, false, false);
  }

  /** One panel with axes. */
  private final class PlotDrawing {
    private final Canvas canvas;
    private final Figure.Plot plot;
    private final double left;
    private final double top;
    private final int number;
    private final Axis horizontal;
    private final Axis vertical;

    PlotDrawing(Canvas canvas, Figure.Plot plot, double left, double top, int number) {
      this.canvas = canvas;
      this.plot = plot;
      this.left = left;
      this.top = top;
      this.number = number;
      List<Figure.Series> all = figure.panels().stream()
          .flatMap(p -> ((Figure.Plot) p).series().stream()).toList();
      this.horizontal = Axis.over(all.stream().flatMapToDouble(
          s -> DoubleStream.concat(Arrays.stream(s.x()), Arrays.stream(s.dotX()))).toArray(), figure.logX());
      this.vertical = Axis.over(DoubleStream.concat(
          figure.references().values().stream().mapToDouble(v -> v),
          all.stream().flatMapToDouble(s -> Stream.of(s.y(), s.low(), s.high(), s.dotY())
              .flatMapToDouble(Arrays::stream)))
          .toArray(),
          figure.logY());
    }

    private double px(double x) {
      return left + WIDTH * horizontal.place(x);
    }

    private double py(double y) {
      return top + HEIGHT * (1 - vertical.place(y));
    }

    void draw() {
      axes();
      figure.references().forEach((name, value) -> {
        if (Axis.has(value, figure.logY())) {
          canvas.line(new double[]{left, left + WIDTH}, new double[]{py(value), py(value)}, "#444444", 1,
              true);
          canvas.text(name, left + WIDTH - 4, py(value) - 4, 9.5, Anchor.END, false, false);
        }
      });
      if (figure.diagonal()) {
        double low = Math.max(horizontal.low(), vertical.low());
        double high = Math.min(horizontal.high(), vertical.high());
        if (high > low) {
          canvas.line(new double[]{px(low), px(high)}, new double[]{py(low), py(high)}, "#444444", 1, true);
        }
      }
      plot.series().forEach(this::series);
    }

    private void axes() {
      for (double tick : horizontal.ticks()) {
        canvas.line(new double[]{px(tick), px(tick)}, new double[]{top, top + HEIGHT}, GRID, 0.8, false);
        canvas.text(Axis.label(tick), px(tick), top + HEIGHT + 14, 10, Anchor.MIDDLE, false, false);
      }
      for (double tick : vertical.ticks()) {
        canvas.line(new double[]{left, left + WIDTH}, new double[]{py(tick), py(tick)}, GRID, 0.8, false);
        if (number % columns == 0) {
          canvas.text(Axis.label(tick), left - 6, py(tick) + 3.5, 10, Anchor.END, false, false);
        }
      }
      canvas.line(new double[]{left, left, left + WIDTH}, new double[]{top, top + HEIGHT, top + HEIGHT},
          FRAME, 1,
          false);
      canvas.text(figure.xLabel(), left + WIDTH / 2, top + HEIGHT + 32, 11, Anchor.MIDDLE, false, false);
      if (number % columns == 0) {
        canvas.text(figure.yLabel(), left - 46, top + HEIGHT / 2, 11, Anchor.MIDDLE, false, true);
      }
    }

    private void series(Figure.Series s) {
      String color = color(s.name());
      int[] band = placed(s.x(), s.low(), s.high());
      if (band.length > 1) {
        double[] x = new double[2 * band.length];
        double[] y = new double[x.length];
        for (int k = 0; k < band.length; k++) {
          x[k] = x[x.length - 1 - k] = px(s.x()[band[k]]);
          y[k] = py(s.low()[band[k]]);
          y[y.length - 1 - k] = py(s.high()[band[k]]);
        }
        canvas.area(x, y, color, 0.15);
      }
      int[] dots = placed(s.dotX(), s.dotY(), s.dotY());
      if (dots.length > 0) {
        boolean many = dots.length > 200;
        canvas.dots(Arrays.stream(dots).mapToDouble(k -> px(s.dotX()[k])).toArray(),
            Arrays.stream(dots).mapToDouble(k -> py(s.dotY()[k])).toArray(), many ? 1 : 1.8, color,
            s.x().length == 0 ? 0.7 : 0.4);
      }
      int[] line = placed(s.x(), s.y(), s.y());
      if (line.length > 0) {
        double[] x = Arrays.stream(line).mapToDouble(k -> px(s.x()[k])).toArray();
        double[] y = Arrays.stream(line).mapToDouble(k -> py(s.y()[k])).toArray();
        canvas.line(x, y, color, 1.8, isDashed(s.name()));
        if (line.length <= MOST_MARKED) {
          canvas.dots(x, y, 2.8, color, 1);
        }
      }
    }

    /** Positions of the points that have a place; none of a band that was not given. */
    private int[] placed(double[] x, double[] low, double[] high) {
      return IntStream.range(0, low.length)
          .filter(k -> Axis.has(x[k], figure.logX()) && Axis.has(low[k], figure.logY())
              && Axis.has(high[k], figure.logY()))
          .toArray();
    }
  }
}
