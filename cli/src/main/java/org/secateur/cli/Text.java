package org.secateur.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Numbers and columns for people. */
final class Text {
  private Text() {
  }

  /** {@link String#format} in one locale, so that output does not depend on the machine. */
  static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }

  /** A whole number with thousands marked: 59,718. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A number of things: 1 edge, 59,718 edges. */
  static String count(long number, String thing) {
    return count(number) + " " + thing + (number == 1 ? "" : "s");
  }

  /** A fraction in percent with two or three digits that mean something: 10.1 %, 0.25 %, 230 %. */
  static String percent(double fraction) {
    if (!Double.isFinite(fraction)) {
      return "-";
    }
    double p = 100 * fraction;
    double size = Math.abs(p);
    if (size > 0 && size < 1e-4) {
      return "<0.0001 %";
    }
    String pattern = size >= 99.95 ? "%,.0f" : size >= 0.995 ? "%.1f" : size >= 0.0995 ? "%.2f" : "%.2g";
    return p == 0 ? "0 %" : String.format(Locale.ROOT, pattern, p) + " %";
  }

  /** A number as people type it, at most six digits that mean something: 0.3, 1e-7. */
  static String plain(double value) {
    return new java.math.BigDecimal(value).round(new java.math.MathContext(6)).stripTrailingZeros()
        .toPlainString();
  }

  /** A number with four digits that mean something. */
  static String number(double value) {
    if (value == 0) {
      return "0";
    }
    double size = Math.abs(value);
    if (!Double.isFinite(value)) {
      return "-";
    }
    if (size >= 1e5 || size < 1e-3) {
      return String.format(Locale.ROOT, "%.3g", value);
    }
    if (value == Math.rint(value)) {
      return Long.toString((long) value);
    }
    int digits = (int) Math.max(0, 3 - Math.floor(Math.log10(size)));
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  /** A duration: 340 ms, 1.4 s, 12 min. */
  static String duration(double seconds) {
    return seconds < 0.9995
        ? Math.round(seconds * 1000) + " ms"
        : seconds < 99.5
            ? String.format(Locale.ROOT, "%.1f s", seconds)
            : seconds < 5940
                ? Math.round(seconds / 60) + " min"
                : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
  }

  /** A size: 1.6 GB. */
  static String bytes(double bytes) {
    String[] units = {"B", "kB", "MB", "GB", "TB", "PB"};
    int unit = 0;
    while (bytes >= 999.5 && unit < units.length - 1) {
      bytes /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 || bytes >= 99.5 ? "%.0f %s" : "%.1f %s", bytes, units[unit]);
  }

  /** A size as {@code --memory} takes it, two digits, rounded up: 1.7g. */
  static String memory(double bytes) {
    String[] units = {"k", "m", "g", "t"};
    double size = Math.max(1, bytes / 1024);
    int unit = 0;
    while (size >= 999.5 && unit < units.length - 1) {
      size /= 1024;
      unit++;
    }
    double digit = Math.pow(10, Math.floor(Math.log10(size)) - 1);
    double rounded = Math.ceil(size / digit) * digit;
    return (rounded < 9.95 ? format("%.1f", rounded) : Long.toString(Math.round(rounded))) + units[unit];
  }

  /** Rows of cells in columns, the first flush left, the others flush right, two spaces apart. */
  static String table(List<List<String>> rows) {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] width = new int[columns];
    for (List<String> row : rows) {
      for (int c = 0; c < row.size(); c++) {
        width[c] = Math.max(width[c], row.get(c).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < row.size(); c++) {
        String gap = " ".repeat(width[c] - row.get(c).length());
        line.append(c == 0 ? row.get(c) + gap : "  " + gap + row.get(c));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  /** Rows of named numbers and words as CSV: the names of the first row, then a line a row. */
  static String csv(List<Map<String, Object>> rows) {
    StringBuilder text = new StringBuilder();
    if (!rows.isEmpty()) {
      text.append(String.join(",", rows.get(0).keySet()));
    }
    for (Map<String, Object> row : rows) {
      text.append('\n')
          .append(String.join(",", row.values().stream().map(v -> v == null ? "" : v.toString()).toList()));
    }
    return text.toString();
  }
}
