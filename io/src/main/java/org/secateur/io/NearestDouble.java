package org.secateur.io;

import java.math.BigInteger;

/**
 * The double nearest to a decimal number, ties to even, from one or two multiplications of 64 bits by a power of five.
 * Lemire, "Number parsing at a gigabyte per second", Software: Practice and Experience 2021.
 */
final class NearestDouble {
  /** Exponents beyond this are left to the JDK; all results within are normal. */
  static final int LARGEST_EXPONENT = 64;
  private static final int MANTISSA_BITS = 52;
  private static final int BIAS = 1023;
  private static final long[] HIGH = new long[2 * LARGEST_EXPONENT + 1];
  private static final long[] LOW = new long[2 * LARGEST_EXPONENT + 1];

  static {
    for (int q = -LARGEST_EXPONENT; q <= LARGEST_EXPONENT; q++) {
      BigInteger power = powerOfFive(q);
      HIGH[q + LARGEST_EXPONENT] = power.shiftRight(Long.SIZE).longValue();
      LOW[q + LARGEST_EXPONENT] = power.longValue();
    }
  }

  private NearestDouble() {
  }

  /** The leading 128 bits of 5^q: rounded down, and for a reciprocal up, so that the error has a known sign. */
  private static BigInteger powerOfFive(int q) {
    BigInteger power = BigInteger.valueOf(5).pow(Math.abs(q));
    int bits = 2 * Long.SIZE;
    if (q >= 0) {
      return power.shiftLeft(bits).shiftRight(power.bitLength());
    }
    int scale = 2 * (power.bitLength() + bits);
    BigInteger reciprocal = BigInteger.ONE.shiftLeft(scale).divide(power).add(BigInteger.ONE);
    BigInteger leading = reciprocal.shiftRight(reciprocal.bitLength() - bits);
    // Up to 5^-27 the product needs a bound from above; beyond, one from below will do.
    return q >= -27 ? leading.add(BigInteger.ONE) : leading;
  }

  /**
   * The double nearest to w 10^q.
   *
   * @param w positive
   * @param q at most {@link #LARGEST_EXPONENT} in size
   * @return NaN in the rare case that 128 bits do not decide
   */
  static double of(long w, int q) {
    int zeros = Long.numberOfLeadingZeros(w);
    long digits = w << zeros;
    long power = HIGH[q + LARGEST_EXPONENT];
    long high = Math.unsignedMultiplyHigh(digits, power);
    long low = digits * power;
    if ((high & 0x1ff) == 0x1ff) {
      long carry = Math.unsignedMultiplyHigh(digits, LOW[q + LARGEST_EXPONENT]);
      low += carry;
      high += Long.compareUnsigned(low, carry) < 0 ? 1 : 0;
    }
    if (low == -1) {
      return Double.NaN;
    }
    int top = (int) (high >>> (Long.SIZE - 1));
    int shift = top + Long.SIZE - MANTISSA_BITS - 3;
    long m = high >>> shift; // one bit more than a double holds
    boolean tie = low >= 0 && low <= 1 && q >= -4 && q <= 23 && (m & 3) == 1 && (m << shift) == high;
    m = (tie ? m - 1 : m + (m & 1)) >>> 1;
    // 217706 / 2^16 is just above log2(10)
    int exponent = ((217706 * q) >> 16) + Long.SIZE - 1 + top - zeros + BIAS;
    if (m >>> (MANTISSA_BITS + 1) != 0) { // rounded up to the next power of two
      m >>>= 1;
      exponent++;
    }
    return Double.longBitsToDouble(((long) exponent << MANTISSA_BITS) | (m & ((1L << MANTISSA_BITS) - 1)));
  }
}
