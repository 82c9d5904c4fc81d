package org.secateur.io;

import java.util.function.IntFunction;

/** The door at which undefined, infinite, overflowing and saturated numbers are stopped. */
final class ValueCheck {
  /** The square of anything larger overflows. */
  private static final double LARGEST_SQUARABLE = Math.sqrt(Double.MAX_VALUE);
  private static final double INT_LIMIT = Integer.MAX_VALUE;
  private static final double UINT_LIMIT = 4_294_967_295.0;
  private static final double LONG_LIMIT = 0x1p63;

  /** What to call the numbers and their places. */
  record Wording(String noun, String harm, String wayOut, long total, IntFunction<String> position,
      IntFunction<String> place) {
    /** For files of weights, where undefined ones may be said to be zero. */
    static final String AS_ZERO = "fix them, or --nan-as zero (recorded in the certificate)";
  }

  /** What the check counted. */
  record Found(long nan, double largest) {
  }

  private ValueCheck() {
  }

  /** Checks all values; undefined ones become zero if the options say so. */
  static Found require(double[] value, int count, ElementType type, ReadOptions options, Wording words)
      throws InputException {
    long nan = 0;
    long infinite = 0;
    long saturated = 0;
    int firstNan = -1;
    int firstInfinite = -1;
    int firstSaturated = -1;
    double largest = 0;
    boolean whole = type.isWhole() && type.bytes() != 1 && type.bytes() != 2;
    for (int k = 0; k < count; k++) {
      double x = value[k];
      if (Double.isNaN(x)) {
        firstNan = nan++ == 0 ? k : firstNan;
      } else if (Double.isInfinite(x)) {
        firstInfinite = infinite++ == 0 ? k : firstInfinite;
      } else {
        largest = Math.max(largest, Math.abs(x));
        if (whole && (x == INT_LIMIT || x == UINT_LIMIT || x == LONG_LIMIT)) {
          firstSaturated = saturated++ == 0 ? k : firstSaturated;
        }
      }
    }
    if (infinite > 0) {
      throw infinite(infinite, value[firstInfinite] > 0, firstInfinite, words);
    }
    if (nan > 0 && options.nanAs() == ReadOptions.NanAs.REFUSE) {
      throw nan(nan, firstNan, words);
    }
    if (saturated > 0 && options.saturated() == ReadOptions.Saturated.REFUSE) {
      throw saturated(saturated, value[firstSaturated], firstSaturated, words);
    }
    if (largest > LARGEST_SQUARABLE && options.scale() == ReadOptions.Scale.NONE) {
      throw InputException
          .of("E122",
              words.noun + "s reach " + Words.number(largest) + "; squares overflow double precision.")
          .withHint("--scale auto divides by the largest weight and reports the factor");
    }
    if (nan > 0) {
      for (int k = firstNan; k < count; k++) {
        if (Double.isNaN(value[k])) {
          value[k] = 0;
        }
      }
    }
    return new Found(nan, largest);
  }

  private static InputException nan(long n, int first, Wording words) {
    return InputException
        .of("E120",
            Words.count(n) + " of " + Words.count(words.total) + " " + words.noun + "s "
                + (n == 1 ? "is" : "are")
                + " NaN; first at " + words.position.apply(first) + ". " + words.harm)
        .at(words.place.apply(first))
        .withHint(words.wayOut);
  }

  private static InputException infinite(long n, boolean positive, int first, Wording words) {
    return InputException
        .of("E121",
            Words.are(n, words.noun) + " " + (n > 1 ? "infinite, the first " : "")
                + (positive ? "+Inf" : "-Inf") + " ("
                + words.position.apply(first) + ").")
        .at(words.place.apply(first));
  }

  private static InputException saturated(long n, double limit, int first, Wording words) {
    String number = limit == LONG_LIMIT ? "9223372036854775807" : Long.toString((long) limit);
    String bits = limit == LONG_LIMIT ? "64" : "32";
    String larger = limit == LONG_LIMIT ? "float64" : "int64";
    return InputException
        .of("E123",
            "count column holds " + number + " in " + Words.count(n) + (n == 1 ? " row" : " rows")
                + ": this looks like a saturated " + bits + "-bit counter.")
        .at(words.place.apply(first))
        .withHint("re-export as " + larger + ", or --accept-saturated");
  }
}
