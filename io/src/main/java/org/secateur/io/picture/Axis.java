package org.secateur.io.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * From numbers to places along one side of a panel.
 *
 * @param low number at the beginning
 * @param high number at the end
 * @param logarithmic whether equal ratios are equal distances
 */
record Axis(double low, double high, boolean logarithmic) {
  private static final double MARGIN = 0.04;
  private static final int WANTED = 5;

  /** An axis on which all numbers that have a place have one. */
  static Axis over(double[] numbers, boolean logarithmic) {
    double[] placed = Arrays.stream(numbers).filter(v -> has(v, logarithmic))
        .map(v -> logarithmic ? Math.log10(v) : v).sorted().toArray();
    if (placed.length == 0) {
      return logarithmic ? new Axis(0.1, 1, true) : new Axis(0, 1, false);
    }
    double from = placed[0];
    double to = placed[placed.length - 1];
    double width = to > from ? to - from : Math.max(1e-300, logarithmic ? 1 : Math.abs(to) + 1);
    double low = to > from ? from - MARGIN * width : from - width / 2;
    double high = to > from ? to + MARGIN * width : to + width / 2;
    return logarithmic
        ? new Axis(Math.pow(10, low), Math.pow(10, high), true)
        : new Axis(low, high, false);
  }

  static boolean has(double v, boolean logarithmic) {
    return Double.isFinite(v) && (!logarithmic || v > 0);
  }

  /** The place of a number, 0 at the beginning and 1 at the end. */
  double place(double v) {
    return logarithmic
        ? (Math.log10(v) - Math.log10(low)) / (Math.log10(high) - Math.log10(low))
        : (v - low) / (high - low);
  }

  /** Numbers to be written at the axis. */
  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    double decades = logarithmic ? Math.log10(high / low) : 0;
    if (logarithmic && decades > 0.7) {
      int step = (int) Math.max(1, Math.ceil(decades / 6));
      double[] within = decades < 1.7 ? new double[]{1, 2, 5} : new double[]{1};
      for (int e = (int) Math.floor(Math.log10(low)); e <= Math.log10(high); e++) {
        for (double m : within) {
          double v = Double.parseDouble(m + "e" + e);
          if (v >= low && v <= high && Math.floorMod(e, step) == 0) {
            ticks.add(v);
          }
        }
      }
      return ticks;
    }
    double raw = (high - low) / WANTED;
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double step = Arrays.stream(new double[]{1, 2, 5, 10}).map(m -> m * power).filter(s -> s >= raw)
        .findFirst()
        .orElse(10 * power);
    for (long k = (long) Math.ceil(low / step); k * step <= high; k++) {
      ticks.add(k * step);
    }
    return ticks;
  }

  /** A tick's text. */
  static String label(double v) {
    double size = Math.abs(v);
    if (size != 0 && (size >= 1e5 || size < 1e-3)) {
      String text = String.format(Locale.ROOT, "%.1e", v);
      return text.replaceFirst("\\.0e", "e").replaceFirst("e([+-])0*", "e$1").replace("e+", "e");
    }
    String text = String.format(Locale.ROOT, "%.4f", v);
    return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
  }
}
