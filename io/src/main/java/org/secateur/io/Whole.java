package org.secateur.io;

/** Whole numbers of 64 bits that have to become doubles without losing a digit. */
final class Whole {
  private Whole() {
  }

  /** E128 if there is no such double. The largest of all passes: it is a counter that stopped, see E123. */
  static double exact(long x, String name) throws InputException {
    double d = x;
    if ((long) d != x) {
      throw inexact(Long.toString(x), name);
    }
    return d;
  }

  /** The same for 64 bits without a sign. */
  static double exactUnsigned(long x, String name) throws InputException {
    if (x < 0 || (long) (double) x != x) {
      throw inexact(Long.toUnsignedString(x), name);
    }
    return x;
  }

  private static InputException inexact(String digits, String name) {
    return InputException
        .of("E128",
            name + " holds " + digits
                + ", a whole number beyond 2^53 that double precision cannot hold exactly.")
        .at(name)
        .withHint("store the weights as float64 if rounding is meant: W.astype(float)");
  }
}
