package org.secateur.cli;

/** Numbers as people type them. */
final class Fractions {
  private Fractions() {
  }

  /** A fraction such as {@code 0.1} or {@code 10%}. */
  static double parse(String text, String option) {
    String trimmed = text.trim();
    boolean percent = trimmed.endsWith("%");
    try {
      double value = Double
          .parseDouble(percent ? trimmed.substring(0, trimmed.length() - 1).trim() : trimmed);
      return percent ? value / 100 : value;
    } catch (NumberFormatException e) {
      throw Failure.of(ExitCode.USAGE, "E172", "%s %s is not a number".formatted(option, text),
          option + " 0.10, or " + option + " 10%");
    }
  }

  /** The share of edges to keep. */
  static double keep(String text) {
    return keep(text, "--keep", true);
  }

  /** A share of edges where nothing takes their number, or given under another name. */
  static double keep(String text, String option) {
    return keep(text, option, false);
  }

  private static double keep(String text, String option, boolean counts) {
    double value = parse(text, option);
    if (Double.isNaN(value)) {
      throw Failure.of(ExitCode.USAGE, "E171", "%s %s is not a number".formatted(option, text),
          option + " 0.10 (10 %)");
    }
    if (value > 1) {
      String times = trim(value);
      throw Failure.of(ExitCode.USAGE, "E171",
          "%s %s means %s times all edges.".formatted(option, text, times),
          "%s %s (%s %%)".formatted(option, trim(value / 100), times)
              + (counts ? ", or --edges " + trim(Math.rint(value)) : ""));
    }
    if (!(value > 0)) {
      throw Failure.of(ExitCode.USAGE, "E171", "%s %s keeps nothing".formatted(option, text),
          option + " 0.10 (10 %)");
    }
    return value;
  }

  /** A number without a needless point. */
  static String trim(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** A size such as {@code 512m} or {@code 4g}, in bytes. */
  static long bytes(String text, String option) {
    String lower = text.trim().toLowerCase(java.util.Locale.ROOT).replaceAll("i?b$", "");
    int shift = switch (lower.isEmpty() ? ' ' : lower.charAt(lower.length() - 1)) {
      case 'k' -> 10;
      case 'm' -> 20;
      case 'g' -> 30;
      case 't' -> 40;
      default -> 0;
    };
    try {
      double number = Double.parseDouble(shift == 0 ? lower : lower.substring(0, lower.length() - 1));
      double bytes = number * (1L << shift);
      if (bytes >= 1 && bytes < 0x1p62) {
        return (long) bytes;
      }
    } catch (NumberFormatException e) {
      // reported below, like a number out of range
    }
    throw Failure.of(ExitCode.USAGE, "E172", "%s %s is not a size".formatted(option, text), option + " 4g");
  }
}
