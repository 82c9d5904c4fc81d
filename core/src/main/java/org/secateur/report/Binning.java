package org.secateur.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Many numbers as few: histograms, and densities where points would only be a cloud. */
public final class Binning {
  /** More points than this are shown as a density. */
  public static final int MOST_POINTS = 20_000;
  private static final int BINS = 40;
  private static final int DENSITY_BINS = 48;
  /** Positive numbers that span more than this are binned by their logarithm. */
  private static final double WIDE = 50;

  private Binning() {
  }

  /** Whether numbers are all positive and span orders of magnitude. */
  public static boolean isWide(double[] numbers) {
    double low = Arrays.stream(numbers).min().orElse(1);
    double high = Arrays.stream(numbers).max().orElse(1);
    return low > 0 && high / low > WIDE;
  }

  /** Edges of bins over numbers, by logarithm if they are wide; whole numbers of a short range get a bin each. */
  public static double[] edges(double[] numbers, int bins) {
    double low = Arrays.stream(numbers).min().orElse(0);
    double high = Arrays.stream(numbers).max().orElse(1);
    if (isWide(numbers)) {
      double ratio = Math.log(high / low);
      return IntStream.rangeClosed(0, bins).mapToDouble(k -> low * Math.exp(ratio * k / bins)).toArray();
    }
    boolean whole = Arrays.stream(numbers).allMatch(v -> v == Math.rint(v));
    if (whole && high - low < bins) {
      return IntStream.rangeClosed(0, (int) (high - low) + 1).mapToDouble(k -> low - 0.5 + k).toArray();
    }
    double step = high > low ? (high - low) / bins : 1.0 / bins;
    return IntStream.rangeClosed(0, bins).mapToDouble(k -> low + step * k).toArray();
  }

  /** The bin a number falls into; the last holds its upper edge. */
  static int bin(double[] edges, double value) {
    int at = Arrays.binarySearch(edges, value);
    int bin = at >= 0 ? at : -at - 2;
    return Math.clamp(bin, 0, edges.length - 2);
  }

  /** A histogram of numbers on given edges. */
  public static Series.Histogram histogram(String name, Role role, double[] numbers, double[] edges) {
    double[] count = new double[edges.length - 1];
    for (double v : numbers) {
      count[bin(edges, v)]++;
    }
    return new Series.Histogram(name, role, Values.of(edges), Values.of(count));
  }

  /** The axis that numbers want. */
  public static Axis axis(String name, String unit, double[] numbers) {
    return isWide(numbers) ? Axis.logarithmic(name, unit) : Axis.linear(name, unit);
  }

  /** A histogram panel of one set of numbers or two, on common edges. */
  public static Panel.Plot histogram(String title, String name, String unit, String what, List<Named> sets) {
    double[] all = sets.stream().flatMapToDouble(s -> Arrays.stream(s.numbers.toArray())).toArray();
    double[] edges = edges(all, BINS);
    return new Panel.Plot(title, axis(name, unit, all), Axis.linear(what, ""), sets.stream()
        .map(s -> (Series) histogram(s.name, s.role, s.numbers.toArray(), edges)).toList());
  }

  /** Numbers with a name. */
  public record Named(String name, Role role, Values numbers) {

    /** These numbers, copied. */
    public static Named of(String name, Role role, double[] numbers) {
      return new Named(name, role, Values.of(numbers));
    }
  }

  /** Points where they are few, their density where they are many: two sets become one then. */
  public static Panel cloud(String title, Axis x, Axis y, List<Cloud> clouds) {
    int points = clouds.stream().mapToInt(c -> c.x.size()).sum();
    if (points <= MOST_POINTS) {
      return new Panel.Plot(title, x, y, clouds.stream()
          .map(c -> (Series) Series.Points.of(c.name, c.role, c.x, c.y)).toList());
    }
    return density(title, x, y, clouds.size() == 1 ? clouds.get(0).name : "edges",
        clouds.stream().flatMapToDouble(c -> Arrays.stream(c.x.toArray())).toArray(),
        clouds.stream().flatMapToDouble(c -> Arrays.stream(c.y.toArray())).toArray());
  }

  /** A set of points. */
  public record Cloud(String name, Role role, Values x, Values y) {

    /** These points, copied. */
    public static Cloud of(String name, Role role, double[] x, double[] y) {
      return new Cloud(name, role, Values.of(x), Values.of(y));
    }
  }

  private static Panel.HeatMap density(String title, Axis x, Axis y, String what, double[] px,
      double[] py) {
    double[] ex = edges(px, DENSITY_BINS);
    double[] ey = edges(py, DENSITY_BINS);
    int columns = ex.length - 1;
    int rows = ey.length - 1;
    double[] count = new double[columns * rows];
    for (int k = 0; k < px.length; k++) {
      count[(rows - 1 - bin(ey, py[k])) * columns + bin(ex, px[k])]++;
    }
    for (int k = 0; k < count.length; k++) {
      count[k] = count[k] == 0 ? Double.NaN : count[k];
    }
    return new Panel.HeatMap(title, named(x, ex, false), named(y, ey, true), Axis.logarithmic(what, ""),
        Panel.Shades.LOGARITHMIC, columns, Values.of(count));
  }

  private static Axis named(Axis axis, double[] edges, boolean downward) {
    int n = edges.length - 1;
    List<String> names = IntStream.range(0, n).map(k -> downward ? n - 1 - k : k)
        .mapToObj(k -> Numerals.format("%.2g", (edges[k] + edges[k + 1]) / 2)).toList();
    return Axis.of(axis.label(), names);
  }
}
