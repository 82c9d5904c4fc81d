package org.secateur.io;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How numbers and foreign names are put into messages. */
final class Words {
  private static final int LONGEST_QUOTE = 60;
  private static final String[] SIZE_UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  private Words() {
  }

  /** 640000 as 640,000. */
  static String count(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  /** A size in the largest unit that leaves at least one. */
  static String size(long bytes) {
    return size((double) bytes);
  }

  /** The same for sizes that may be beyond 64 bits. */
  static String size(double bytes) {
    int unit = 0;
    double amount = bytes;
    while (amount >= 1024 && unit < SIZE_UNITS.length - 1) {
      amount /= 1024;
      unit++;
    }
    String number = unit == 0 || amount >= 100 || amount == Math.rint(amount)
        ? String.format(Locale.ROOT, "%.0f", amount)
        : String.format(Locale.ROOT, "%.1f", amount);
    return number + " " + SIZE_UNITS[unit];
  }

  /** 3e307 as 3e+307, 0.4 as 0.4, 12 as 12. */
  static String number(double x) {
    if (x == Math.rint(x) && Math.abs(x) < 1e15) {
      return String.format(Locale.ROOT, "%.0f", x);
    }
    double size = Math.abs(x);
    if (size >= 1e-4 && size < 1e15) {
      return trimmed(String.format(Locale.ROOT, "%.6f", x));
    }
    String text = String.format(Locale.ROOT, "%.3e", x);
    int e = text.indexOf('e');
    return e < 0 ? text : trimmed(text.substring(0, e)) + text.substring(e);
  }

  /** Text from a file or a command line, in quotes, cut when long, without control characters. */
  static String quote(String foreign) {
    String shown = foreign.length() > LONGEST_QUOTE ? foreign.substring(0, LONGEST_QUOTE) + "…" : foreign;
    StringBuilder out = new StringBuilder("\"");
    shown.codePoints().map(c -> Character.isISOControl(c) ? '?' : c).forEach(out::appendCodePoint);
    return out.append('"').toString();
  }

  /** 200x200x40. */
  static String shape(long... dimensions) {
    return Arrays.stream(dimensions).mapToObj(Long::toString).collect(Collectors.joining("x"));
  }

  /** "1 weight is" or "3 weights are". */
  static String are(long n, String noun) {
    return count(n) + " " + noun + (n == 1 ? " is" : "s are");
  }

  /** "1 weight" or "3 weights". */
  static String some(long n, String noun) {
    return count(n) + " " + noun + (n == 1 ? "" : "s");
  }

  private static String trimmed(String decimal) {
    int end = decimal.length();
    while (end > 0 && decimal.charAt(end - 1) == '0') {
      end--;
    }
    if (end > 0 && decimal.charAt(end - 1) == '.') {
      end--;
    }
    return decimal.substring(0, end);
  }
}
