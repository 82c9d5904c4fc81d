package org.secateur.io;

import java.util.Arrays;

/** Numbers made 0 and 1, or refused because they would not be what was meant. */
final class Binarization {
  private static final int MOST_LEVELS = 1 << 16;
  private static final double BYTE = 255;

  private Binarization() {
  }

  /** Bits, and the threshold that made them in the unit of the values after scaling; NaN if none was needed. */
  static final class Bits {
    private final byte[] bits;
    private final double threshold;

    private Bits(byte[] bits, double threshold) {
      this.bits = bits;
      this.threshold = threshold;
    }

    /** The bits themselves. */
    byte[] bits() {
      return bits;
    }

    double threshold() {
      return threshold;
    }
  }

  static Bits of(SampleTable table, double scale, Threshold threshold) throws InputException {
    double[] x = table.values();
    double least = table.least() / scale;
    double greatest = table.greatest() / scale;
    double at = switch (threshold) {
      case Threshold.None() -> Double.NaN;
      case Threshold.Fixed(double fixed) -> fixed;
      case Threshold.Mean() -> mean(x) / scale;
      case Threshold.Median() -> median(x) / scale;
    };
    boolean unitScale = threshold instanceof Threshold.None
        || (threshold instanceof Threshold.Fixed && at > 0 && at < 1);
    if (unitScale && (least < 0 || greatest > 1)) {
      throw outOfRange(table, scale, least, greatest, threshold);
    }
    if (threshold instanceof Threshold.None) {
      return new Bits(asTheyAre(table, scale), Double.NaN);
    }
    if (!(at > least && at <= greatest)) {
      InputException e = InputException
          .of("E204",
              "with the threshold " + Words.number(at) + " every value of " + Words.quote(table.name())
                  + " becomes " + (at > greatest ? 0 : 1) + ": they lie between " + Words.number(least)
                  + " and "
                  + Words.number(greatest) + ".")
          .at(table.name());
      throw least < greatest ? e.withHint("--threshold mean") : e;
    }
    byte[] bits = new byte[x.length];
    double raw = at * scale;
    boolean exact = threshold instanceof Threshold.Fixed;
    for (int k = 0; k < x.length; k++) {
      bits[k] = (byte) ((exact ? x[k] / scale >= at : x[k] >= raw) ? 1 : 0);
    }
    return new Bits(bits, at);
  }

  /** E200, with the option that brings the values where units can have them. */
  private static InputException outOfRange(SampleTable table, double scale, double least, double greatest,
      Threshold threshold) {
    boolean signs = least == -1 && greatest == 1 && table.firstNotBinary(scale) >= 0;
    InputException e = InputException
        .of("E200", "Bernoulli units need values in 0..1; data reach "
            + Words.number(greatest > 1 ? greatest : least) + ".")
        .at(table.name());
    if (least < 0) {
      return e.withHint(signs ? "--threshold 0 makes -1 and 1 into 0 and 1" : "--threshold mean");
    }
    double largest = greatest * scale;
    double divisor = largest <= BYTE && largest > BYTE / 2 && largest == Math.rint(largest) ? BYTE : largest;
    boolean more = threshold instanceof Threshold.None && table.firstNotBinary(divisor) >= 0;
    return e.withHint("--scale " + Words.number(divisor) + (more ? " --threshold 0.5" : ""));
  }

  private static byte[] asTheyAre(SampleTable table, double scale) throws InputException {
    int first = table.firstNotBinary(scale);
    double[] x = table.values();
    if (first >= 0) {
      long bad = Arrays.stream(x).filter(v -> v != 0 && v != scale).count();
      throw InputException
          .of("E203",
              Words.count(bad) + " of " + Words.some(x.length, "value") + " of " + Words.quote(table.name())
                  + (bad == 1 ? " is" : " are") + " neither 0 nor 1; first at " + table.place(first) + ": "
                  + Words.number(x[first] / scale) + ".")
          .at(table.place(first) + " of " + table.name())
          .withHint("--threshold mean");
    }
    byte[] bits = new byte[x.length];
    for (int k = 0; k < x.length; k++) {
      bits[k] = (byte) (x[k] == 0 ? 0 : 1);
    }
    return bits;
  }

  /** Summed with the rounding errors carried along (Kahan 1965): a whole number's mean is rounded once. */
  static double mean(double[] x) {
    double sum = 0;
    double lost = 0;
    for (double value : x) {
      double term = value - lost;
      double next = sum + term;
      lost = (next - sum) - term;
      sum = next;
    }
    return sum / x.length;
  }

  /** By counting where the values are small whole numbers, as pixels are; otherwise by sorting. */
  static double median(double[] x) {
    int[] count = new int[MOST_LEVELS];
    for (double value : x) {
      if (!(value >= 0 && value < MOST_LEVELS) || value != Math.rint(value)) {
        double[] sorted = x.clone();
        Arrays.parallelSort(sorted);
        return middle(sorted[(x.length - 1) / 2], sorted[x.length / 2]);
      }
      count[(int) value]++;
    }
    return middle(level(count, (x.length - 1) / 2), level(count, x.length / 2));
  }

  private static double middle(double a, double b) {
    return a / 2 + b / 2;
  }

  private static double level(int[] count, int rank) {
    long below = 0;
    for (int value = 0; value < count.length; value++) {
      below += count[value];
      if (below > rank) {
        return value;
      }
    }
    throw new IllegalArgumentException("no value of rank " + rank);
  }
}
