package org.secateur.study;

import java.util.Locale;

/**
 * One number of a reference table beside ours.
 *
 * @param name row, method and quantity
 * @param reference the number of an independent implementation, a mean over its own few seeds
 * @param seeds how many
 * @param lastDigit one unit of the last digit it was printed with
 */
record Cell(String name, Spread ours, double reference, int seeds, double lastDigit) {

  boolean agrees() {
    return ours.agrees(reference, seeds, lastDigit);
  }

  /** How many tolerances ours is away. */
  double distance() {
    return Math.abs(ours.mean() - reference) / ours.tolerance(seeds, lastDigit);
  }

  /** A row of the Markdown table. */
  String line() {
    return String.format(Locale.ROOT, "| %s | %.4g ± %.2g | %d | %.4g | %d | %s |", name, ours.mean(),
        ours.standardError(), ours.count(), reference, seeds,
        agrees() ? "yes" : String.format(Locale.ROOT, "**no**: %.1f tolerances", distance()));
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s: ours %.4g ± %.2g (%d), reference %.4g (%d)", name, ours.mean(),
        ours.standardError(), ours.count(), reference, seeds);
  }
}
