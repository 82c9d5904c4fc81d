package org.secateur.io;

import java.nio.charset.StandardCharsets;

/**
 * Decimal numbers from bytes, with exactly the bits of {@link Double#parseDouble}. Up to 15 digits and a small exponent
 * go the shortest way: a product or quotient of two exact doubles is rounded once (Clinger, PLDI 1990); up to 18 digits
 * go by {@link NearestDouble}.
 */
final class NumberParser {
  private static final long EXACT = 1L << 53;
  private static final int MOST_DIGITS = 18;
  private static final double[] TEN = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13,
      1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

  private final byte decimal;
  private double value;
  private boolean whole;

  NumberParser(char decimal) {
    this.decimal = (byte) decimal;
  }

  /** The number read last; NaN for a missing value. */
  double value() {
    return value;
  }

  /** True if the number read last has neither a fraction nor an exponent. */
  boolean isWhole() {
    return whole;
  }

  /** Reads the bytes from {@code from} up to {@code to}; false if they are not a number. */
  boolean parse(byte[] b, int from, int to) {
    int at = from;
    boolean negative = false;
    if (at < to && (b[at] == '-' || b[at] == '+')) {
      negative = b[at] == '-';
      at++;
    }
    long mantissa = 0;
    int digits = 0;
    int fraction = 0;
    boolean point = false;
    int seen = 0;
    for (; at < to; at++) {
      int d = b[at] - '0';
      if (d >= 0 && d <= 9) {
        seen++;
        fraction += point ? 1 : 0;
        if (digits < MOST_DIGITS) {
          mantissa = mantissa * 10 + d;
          digits += mantissa == 0 ? 0 : 1;
        } else {
          digits = MOST_DIGITS + 1;
        }
      } else if (b[at] == decimal && !point) {
        point = true;
      } else {
        break;
      }
    }
    if (seen == 0) {
      return parseWord(b, from, to);
    }
    int exponent = 0;
    boolean hasExponent = at < to && (b[at] == 'e' || b[at] == 'E');
    if (hasExponent) {
      at++;
      boolean down = false;
      if (at < to && (b[at] == '-' || b[at] == '+')) {
        down = b[at] == '-';
        at++;
      }
      int first = at;
      for (; at < to && b[at] >= '0' && b[at] <= '9'; at++) {
        exponent = Math.min(99_999, exponent * 10 + b[at] - '0');
      }
      if (at == first) {
        return false;
      }
      exponent = down ? -exponent : exponent;
    }
    if (at != to) {
      return false;
    }
    whole = !point && !hasExponent;
    double size = digits <= MOST_DIGITS ? nearest(mantissa, exponent - fraction) : Double.NaN;
    if (Double.isNaN(size)) {
      String text = new String(b, from, to - from, StandardCharsets.ISO_8859_1);
      value = Double.parseDouble(decimal == '.' ? text : text.replace((char) decimal, '.'));
    } else {
      value = negative ? -size : size;
    }
    return true;
  }

  /** The double nearest to mantissa · 10^scale; NaN if there is no short way to it. */
  private static double nearest(long mantissa, int scale) {
    if (mantissa <= EXACT && scale >= -22 && scale <= 22) {
      return scale < 0 ? mantissa / TEN[-scale] : mantissa * TEN[scale];
    }
    return mantissa > 0 && Math.abs(scale) <= NearestDouble.LARGEST_EXPONENT
        ? NearestDouble.of(mantissa, scale)
        : Double.NaN;
  }

  /** NaN, missing values and infinities as programs write them. */
  private boolean parseWord(byte[] b, int from, int to) {
    if (to - from > 9) {
      return false;
    }
    Double word = switch (new String(b, from, to - from, StandardCharsets.ISO_8859_1)) {
      case "", "NaN", "nan", "NAN", "-nan", "-NaN", "NA", "N/A", "n/a", "null", "<NA>" -> Double.NaN;
      case "inf", "Inf", "INF", "+inf", "+Inf", "Infinity", "+Infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-Inf", "-INF", "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> null;
    };
    if (word == null) {
      return false;
    }
    value = word;
    whole = true;
    return true;
  }
}
