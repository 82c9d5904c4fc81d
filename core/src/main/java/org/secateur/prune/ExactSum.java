package org.secateur.prune;

import java.math.BigInteger;

/**
 * A sum of non-negative doubles without any rounding but one at the end: what is summed is the same in any order and in any
 * grouping. A fixed-point number of 2,110 bits in steps of 2⁻¹⁰⁷⁴, as of Kulisch (Computer Arithmetic and Validity, 2008),
 * in digits of 32 bits whose carries wait. Mutable accumulator.
 */
public final class ExactSum {
  private static final int DIGITS = 67;
  private static final int DIGIT = 32;
  private static final long MASK = (1L << DIGIT) - 1;
  /** The exponent of the lowest bit. */
  private static final int LOWEST = -1074;
  /** So many numbers of less than 2³² fit into what is left of a digit. */
  private static final int MOST = 1 << 30;

  private final long[] digit = new long[DIGITS]; // the value is Σ digit_k 2^(32 k − 1074)
  private int waiting;

  /** Nothing summed yet. */
  public ExactSum() {
  }

  /** Adds a number, at least 0 and finite. */
  public void add(double x) {
    long bits = Double.doubleToRawLongBits(x);
    int exponent = (int) (bits >>> 52);
    long mantissa = (bits & ((1L << 52) - 1)) | (exponent == 0 ? 0 : 1L << 52);
    int at = Math.max(0, exponent - 1);
    int k = at >>> 5;
    int shift = at & 31;
    long low = (mantissa & MASK) << shift;
    long high = (mantissa >>> DIGIT) << shift;
    digit[k] += low & MASK;
    digit[k + 1] += (low >>> DIGIT) + (high & MASK);
    digit[k + 2] += high >>> DIGIT;
    if (++waiting >= MOST / 2) {
      carry();
    }
  }

  /** Adds another sum. */
  public void add(ExactSum other) {
    other.carry();
    for (int k = 0; k < DIGITS; k++) {
      digit[k] += other.digit[k];
    }
    if (++waiting >= MOST / 2) {
      carry();
    }
  }

  private void carry() {
    for (int k = 0; k + 1 < DIGITS; k++) {
      digit[k + 1] += digit[k] >>> DIGIT;
      digit[k] &= MASK;
    }
    waiting = 0;
  }

  /** The digits, for carrying a sum elsewhere: a new array. */
  public long[] digits() {
    carry();
    return digit.clone();
  }

  /** A sum from its digits. */
  public static ExactSum of(long[] digits) {
    ExactSum sum = new ExactSum();
    System.arraycopy(digits, 0, sum.digit, 0, DIGITS);
    return sum;
  }

  /** The nearest double, ties to even; infinite if it is too large. */
  public double result() {
    carry();
    BigInteger value = BigInteger.ZERO;
    for (int k = DIGITS - 1; k >= 0; k--) {
      value = value.shiftLeft(DIGIT).or(BigInteger.valueOf(digit[k]));
    }
    int excess = value.bitLength() - 62;
    if (excess <= 0) {
      return Math.scalb(value.doubleValue(), LOWEST); // rounds once, where it is normal; below 2⁵³ not at all
    }
    BigInteger top = value.shiftRight(excess);
    boolean rest = value.getLowestSetBit() < excess;
    return Math.scalb((double) (top.longValue() | (rest ? 1 : 0)), LOWEST + excess);
  }
}
