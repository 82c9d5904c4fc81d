package org.secateur.io.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.colors.ColorBlindFriendlySeriesColors;
import org.secateur.io.Existing;
import org.secateur.io.InputException;

/**
 * Lines over one axis, such as what pruning costs round after round, with error bars where there are errors. Immutable.
 *
 * <p>A point that has no place (NaN, infinite, or not positive on a logarithmic axis) is left out of the picture and stays
 * in the table beside it.
 */
public final class LineChart {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 450;
  private static final int SCALE = 2;
  private static final double WIDE = 100;

  private final Text text;
  private final boolean logarithmicX;
  private final boolean logarithmicY;
  private final List<Line> lines;

  /** What stands at the chart and its axes. */
  private record Text(String title, String x, String y) {
  }

  /** One line; {@code error} is empty or as long as the others. */
  private static final class Line {
    private final String name;
    private final double[] x;
    private final double[] y;
    private final double[] error;

    Line(String name, double[] x, double[] y, double[] error) {
      this.name = name;
      this.x = x.clone();
      this.y = y.clone();
      this.error = error.clone();
    }
  }

  private LineChart(Text text, boolean logarithmicX, boolean logarithmicY, List<Line> lines) {
    this.text = text;
    this.logarithmicX = logarithmicX;
    this.logarithmicY = logarithmicY;
    this.lines = List.copyOf(lines);
  }

  /** A chart without lines; units belong into the names of the axes, as in "log-likelihood (nats)". */
  public static LineChart of(String title, String xAxis, String yAxis) {
    return new LineChart(new Text(title, xAxis, yAxis), false, false, List.of());
  }

  /** The same with logarithmic axes. */
  public LineChart withLogarithmic(boolean x, boolean y) {
    return new LineChart(text, x, y, lines);
  }

  /**
   * The same and one line more.
   *
   * @param name what the legend calls it; no other line's
   * @param x (points)
   * @param y (points)
   */
  public LineChart plus(String name, double[] x, double[] y) {
    return plus(name, x, y, new double[0]);
  }

  /**
   * The same and one line more, with error bars.
   *
   * @param error (points), how far each bar reaches up and down; empty for none
   */
  public LineChart plus(String name, double[] x, double[] y, double[] error) {
    if (x.length != y.length || (error.length != 0 && error.length != x.length)) {
      throw new IllegalArgumentException("line " + name + " has " + x.length + " x, " + y.length + " y and "
          + error.length + " errors");
    }
    if (name.isBlank() || lines.stream().anyMatch(l -> l.name.equals(name))) {
      throw new IllegalArgumentException("a line needs a name of its own, was \"" + name + "\"");
    }
    List<Line> more = new ArrayList<>(lines);
    more.add(new Line(name, x, y, error));
    return new LineChart(text, logarithmicX, logarithmicY, more);
  }

  /** The picture in memory, at twice the size for sharp print. */
  BufferedImage image() {
    XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title(text.title).xAxisTitle(text.x)
        .yAxisTitle(text.y).build();
    chart.getStyler().setXAxisLogarithmic(logarithmicX).setYAxisLogarithmic(logarithmicY)
        .setXAxisLogarithmicDecadeOnly(isWide(l -> l.x)).setYAxisLogarithmicDecadeOnly(isWide(l -> l.y))
        .setErrorBarsColorSeriesColor(true);
    chart.getStyler().setSeriesColors(new ColorBlindFriendlySeriesColors().getSeriesColors())
        .setChartBackgroundColor(Color.WHITE).setLegendPosition(Styler.LegendPosition.OutsideE)
        .setLocale(Locale.ROOT).setMarkerSize(6);
    for (Line line : lines) {
      draw(chart, line);
    }
    BufferedImage image = new BufferedImage(SCALE * WIDTH, SCALE * HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.scale(SCALE, SCALE);
      chart.paint(graphics, WIDTH, HEIGHT);
    } finally {
      graphics.dispose();
    }
    return image;
  }

  /** Whether positive numbers span so much that powers of ten are labels enough. */
  private boolean isWide(Function<Line, double[]> axis) {
    double[] positive = lines.stream().map(axis).flatMapToDouble(Arrays::stream)
        .filter(v -> hasPlace(v, true)).sorted().toArray();
    return positive.length > 0 && positive[positive.length - 1] >= WIDE * positive[0];
  }

  private void draw(XYChart chart, Line line) {
    double[] x = new double[line.x.length];
    double[] y = new double[x.length];
    double[] error = new double[x.length];
    int n = 0;
    for (int k = 0; k < x.length; k++) {
      if (hasPlace(line.x[k], logarithmicX) && hasPlace(line.y[k], logarithmicY)) {
        x[n] = line.x[k];
        y[n] = line.y[k];
        error[n++] = line.error.length == 0 ? 0 : bar(line.y[k], line.error[k]);
      }
    }
    if (n > 0) {
      double[] px = Arrays.copyOf(x, n);
      double[] py = Arrays.copyOf(y, n);
      XYSeries series = line.error.length == 0
          ? chart.addSeries(line.name, px, py)
          : chart.addSeries(line.name, px, py, Arrays.copyOf(error, n));
      series.setLabel(line.name);
    }
  }

  private static boolean hasPlace(double v, boolean logarithmic) {
    return Double.isFinite(v) && (!logarithmic || v > 0);
  }

  /** A bar on a logarithmic axis ends before zero. */
  private double bar(double y, double error) {
    return !Double.isFinite(error) ? 0 : logarithmicY ? Math.min(error, 0.9 * y) : error;
  }

  /** The numbers as text: line,x,y,error, one row a point. */
  String table() {
    StringBuilder out = new StringBuilder("line,x,y,error\n");
    for (Line line : lines) {
      String name = '"' + line.name.replace("\"", "\"\"") + '"';
      for (int k = 0; k < line.x.length; k++) {
        out.append(name).append(',').append(line.x[k]).append(',').append(line.y[k]).append(',')
            .append(line.error.length == 0 ? "" : line.error[k]).append('\n');
      }
    }
    return out.toString();
  }

  /**
   * Writes the picture and, beside it, its numbers: {@code curve.png} and {@code curve.csv}.
   *
   * @throws InputException E193 to E195 if they cannot be written, E220 if the system has no font to draw names with: the
   *     numbers are written even so
   */
  public void write(Path png, Existing existing) throws InputException {
    PngFile.save(table().getBytes(StandardCharsets.UTF_8), PngFile.beside(png, ".csv"), existing);
    PngFile.write(drawn(png), png, existing);
  }

  private BufferedImage drawn(Path png) throws InputException {
    try {
      return image();
    } catch (InternalError | ExceptionInInitializerError | NoClassDefFoundError | UnsatisfiedLinkError e) {
      // The font manager fails to start once, and is a class that could not be initialised from then on.
      boolean missing = e instanceof NoClassDefFoundError
          && !String.valueOf(e.getMessage()).contains("initialize");
      if (missing) {
        throw e;
      }
      throw InputException
          .of("E220", "\"" + png.getFileName() + "\" cannot be drawn: this system has no fonts for Java ("
              + e.getMessage() + "). Its numbers are in \"" + PngFile.beside(png, ".csv").getFileName()
              + "\".")
          .withHint("install fontconfig and one font, such as Debian's fontconfig and fonts-dejavu-core")
          .because(e);
    }
  }
}
