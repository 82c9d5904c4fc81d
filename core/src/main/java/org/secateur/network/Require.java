package org.secateur.network;

/** Guards. Each returns its argument, is negated so that NaN fails, and says name, requirement and value. */
public final class Require {
  private Require() {
  }

  /** The argument, if it is greater than zero and finite. */
  public static double positive(double x, String name) {
    if (!(x > 0 && x < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be positive and finite, was " + x);
    }
    return x;
  }

  /** The argument, if it is not NaN and not infinite. */
  public static double finite(double x, String name) {
    if (!(Math.abs(x) < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be finite, was " + x);
    }
    return x;
  }

  /** The argument, if it lies in [low, high]. */
  public static double within(double x, double low, double high, String name) {
    if (!(x >= low && x <= high)) {
      throw new IllegalArgumentException(name + " must lie in [" + low + ", " + high + "], was " + x);
    }
    return x;
  }

  /** The argument, if it is at least {@code least}. */
  public static int atLeast(int x, int least, String name) {
    if (x < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", was " + x);
    }
    return x;
  }

  /** The index, if 0 ≤ index < size. */
  public static int index(int index, int size, String name) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException(name + " must lie in [0, " + size + "), was " + index);
    }
    return index;
  }

  /** Checks that an array has the length that its meaning asks for. */
  public static void length(int actual, int expected, String name) {
    if (actual != expected) {
      throw new IllegalArgumentException(name + " must have length " + expected + ", has " + actual);
    }
  }
}
