package org.secateur.sparse;

/**
 * Tells from how fast the degrees grow under elimination whether what is left will end as one dense block. In a mesh the
 * degree of what is eliminated grows like a low power of the inverse of what is left, up to the third or fourth; in a
 * network with hubs or random long connections it explodes, at a point where most of the work, and of the time to
 * simulate it, is still to come. Mutable, for one elimination.
 */
final class DegreeGrowth {
  /** Growth is measured each time so much of what was left is left. */
  private static final double STEP = 0.95;
  /** An explosion is a power above this … */
  private static final double EXPLOSIVE = 8;
  /** … after one above this … */
  private static final double STEEP = 3;
  /** … and degrees above this. */
  private static final int LARGE = 64;
  /** Degrees below this grow for other reasons. */
  private static final int LITTLE = 8;
  /** Only degrees so many times those of the network itself count: they come of the elimination. */
  private static final int OF_ELIMINATION = 2;

  private double mark = Double.NaN; // how much was left at the last step
  private double largestThen = LITTLE;
  private double largest = LITTLE;
  private double power;

  /**
   * Takes note of a pivot.
   *
   * @param left vertices not eliminated yet
   * @param degree the pivot's neighbours among them
   * @param initial how many neighbours it had at first
   * @return whether degrees explode
   */
  boolean explodes(int left, int degree, int initial) {
    if (degree > OF_ELIMINATION * (long) initial) {
      largest = Math.max(largest, degree);
    }
    if (Double.isNaN(mark)) {
      mark = left;
    }
    if (left > STEP * mark || left == 0) {
      return false;
    }
    double before = power;
    power = Math.log(largest / largestThen) / Math.log(mark / left);
    mark = left;
    largestThen = largest;
    return power > EXPLOSIVE && before > STEEP && largest > LARGE;
  }
}
