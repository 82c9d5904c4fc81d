package org.secateur.report;

import java.util.Locale;

/** Numbers in words of few digits, the same everywhere. */
public final class Numerals {
  private Numerals() {
  }

  /** A whole number with thousands marked: 59,718. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A number of things: 1 edge, 59,718 edges. */
  public static String count(long number, String thing) {
    return count(number) + " " + thing + (number == 1 ? "" : "s");
  }

  /** A fraction in percent: 10.1 %, 0.25 %, 230 %; a dash where there is none. */
  public static String percent(double fraction) {
    if (!Double.isFinite(fraction)) {
      return "–";
    }
    double p = 100 * fraction;
    double size = Math.abs(p);
    if (size > 0 && size < 1e-4) {
      return "< 0.0001 %";
    }
    String pattern = size >= 99.95 ? "%,.0f" : size >= 0.995 ? "%.1f" : size >= 0.0995 ? "%.2f" : "%.2g";
    return p == 0 ? "0 %" : String.format(Locale.ROOT, pattern, p) + " %";
  }

  /** A number with four digits that mean something; a dash where there is none. */
  public static String number(double value) {
    double size = Math.abs(value);
    if (!Double.isFinite(value)) {
      return "–";
    }
    if (value == Math.rint(value) && size < 1e7) {
      return String.format(Locale.ROOT, "%,d", (long) value);
    }
    if (size >= 1e5 || size < 1e-3) {
      return String.format(Locale.ROOT, "%.3g", value);
    }
    int digits = (int) Math.max(0, 3 - Math.floor(Math.log10(size)));
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  /** {@link String#format} in one locale, so that text does not depend on the machine. */
  public static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
