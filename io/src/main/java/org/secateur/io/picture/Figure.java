package org.secateur.io.picture;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A figure as a value: panels side by side, with one legend. Written as SVG, as PNG and as the numbers it shows.
 *
 * @param title one line
 * @param xLabel the horizontal axes' name with its unit
 * @param yLabel the vertical axes' name with its unit
 * @param logX whether horizontal axes are logarithmic
 * @param logY whether vertical axes are
 * @param panels at least one
 * @param references horizontal lines in every panel, by name
 * @param diagonal whether the line y = x is drawn
 */
public record Figure(String title, String xLabel, String yLabel, boolean logX, boolean logY,
    List<Panel> panels, Map<String, Double> references, boolean diagonal) {

  /** Copies what is given. */
  public Figure {
    panels = List.copyOf(panels);
    references = java.util.Collections.unmodifiableMap(new TreeMap<>(references));
    if (panels.isEmpty()) {
      throw new IllegalArgumentException("a figure has at least one panel");
    }
  }

  /** A part of a figure with axes of its own. */
  public sealed interface Panel {
    /** What stands above it. */
    String title();
  }

  /**
   * Lines, bands and dots.
   *
   * @param series what is drawn, in this order
   */
  public record Plot(String title, List<Series> series) implements Panel {
    /** Copies the list. */
    public Plot {
      series = List.copyOf(series);
    }
  }

  /** One colour's lines, band and dots. Immutable. */
  public static final class Series {
    private final String name;
    private final double[][] arrays; // x, y, low, high, dot x, dot y

    /**
     * A series; arrays are copied.
     *
     * @param name what the legend calls it
     * @param x of the line's points
     * @param y of the line's points, as many
     * @param low the band's lower end, as many or none
     * @param high the band's upper end, as many or none
     * @param dotX of the dots
     * @param dotY of the dots, as many
     */
    public Series(String name, double[] x, double[] y, double[] low, double[] high, double[] dotX,
        double[] dotY) {
      if (x.length != y.length || low.length != high.length || (low.length > 0 && low.length != x.length)
          || dotX.length != dotY.length) {
        throw new IllegalArgumentException("the arrays of series " + name + " have lengths that do not fit");
      }
      this.name = name;
      this.arrays = Arrays.stream(new double[][]{x, y, low, high, dotX, dotY}).map(double[]::clone)
          .toArray(double[][]::new);
    }

    String name() {
      return name;
    }

    double[] x() {
      return arrays[0];
    }

    double[] y() {
      return arrays[1];
    }

    double[] low() {
      return arrays[2];
    }

    double[] high() {
      return arrays[3];
    }

    double[] dotX() {
      return arrays[4];
    }

    double[] dotY() {
      return arrays[5];
    }
  }

  /** A square matrix in colours. Immutable. */
  public static final class Matrix implements Panel {
    private final String title;
    private final double[] values;

    /** A matrix, row by row; copied. */
    public Matrix(String title, double[] values) {
      this.title = title;
      this.values = values.clone();
    }

    @Override
    public String title() {
      return title;
    }

    int size() {
      return (int) Math.round(Math.sqrt(values.length));
    }

    double[] values() {
      return values;
    }
  }

  /** The names in the legend, in the order they first appear. */
  List<String> names() {
    return panels.stream()
        .flatMap(p -> p instanceof Plot plot
            ? plot.series().stream().map(Series::name)
            : java.util.stream.Stream.of())
        .distinct().toList();
  }

  /** The numbers as text: panel, series, what it is, x, y, low, high, one row a point. Matrices row by row. */
  String table() {
    StringBuilder out = new StringBuilder("panel,series,what,x,y,low,high\n");
    for (Panel panel : panels) {
      switch (panel) {
        case Plot plot -> plot.series().forEach(s -> rows(out, plot.title(), s));
        case Matrix m -> {
          for (int k = 0; k < m.values.length; k++) {
            out.append(quote(m.title)).append(",,matrix,").append(k % m.size()).append(',')
                .append(k / m.size())
                .append(',').append(m.values[k]).append(",\n");
          }
        }
      }
    }
    return out.toString();
  }

  private static void rows(StringBuilder out, String panel, Series s) {
    String head = quote(panel) + ',' + quote(s.name()) + ',';
    for (int k = 0; k < s.x().length; k++) {
      out.append(head).append("line,").append(s.x()[k]).append(',').append(s.y()[k]).append(',')
          .append(s.low().length > 0 ? s.low()[k] : "").append(',')
          .append(s.high().length > 0 ? s.high()[k] : "")
          .append('\n');
    }
    for (int k = 0; k < s.dotX().length; k++) {
      out.append(head).append("dot,").append(s.dotX()[k]).append(',').append(s.dotY()[k]).append(",,\n");
    }
  }

  private static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
