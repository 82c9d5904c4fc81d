package org.secateur.io;

import java.util.Locale;

/** What a container stores for one weight. In memory every weight is a double of exactly the same value. */
public enum ElementType {
  /** True or false, read as 1 or 0. */
  BOOL(1, 0, 1),
  /** Signed, 8 bits. */
  INT8(1, Byte.MIN_VALUE, Byte.MAX_VALUE),
  /** Signed, 16 bits. */
  INT16(2, Short.MIN_VALUE, Short.MAX_VALUE),
  /** Signed, 32 bits. */
  INT32(4, Integer.MIN_VALUE, Integer.MAX_VALUE),
  /** Signed, 64 bits. */
  INT64(8, -0x1p63, 0x1.fffffffffffffp62),
  /** Unsigned, 8 bits. */
  UINT8(1, 0, 255),
  /** Unsigned, 16 bits. */
  UINT16(2, 0, 65_535),
  /** Unsigned, 32 bits. */
  UINT32(4, 0, 4_294_967_295.0),
  /** Unsigned, 64 bits. */
  UINT64(8, 0, 0x1.fffffffffffffp62),
  /** IEEE half precision. */
  FLOAT16(2, 0, 0),
  /** The upper half of single precision, as accelerators store it: 8 bits of exponent and 7 of fraction. */
  BFLOAT16(2, 0, 0),
  /** IEEE single precision. */
  FLOAT32(4, 0, 0),
  /** IEEE double precision. */
  FLOAT64(8, 0, 0),
  /** Whole numbers written as text. */
  INTEGER(0, -0x1p63, 0x1.fffffffffffffp62),
  /** Numbers written as text. */
  REAL(0, 0, 0),
  /** No numbers at all: an entry that is there weighs 1. */
  PATTERN(0, 1, 1);

  private final int bytes;
  private final double least;
  private final double greatest;

  ElementType(int bytes, double least, double greatest) {
    this.bytes = bytes;
    this.least = least;
    this.greatest = greatest;
  }

  /** The name as NumPy or Matrix Market say it: float64, int32, pattern. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** True if a fraction cannot be stored. */
  public boolean isWhole() {
    return switch (this) {
      case FLOAT16, BFLOAT16, FLOAT32, FLOAT64, REAL -> false;
      case BOOL, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64, INTEGER, PATTERN -> true;
    };
  }

  /** True if {@code x} can be stored and comes back as the same bits; -0 is a fraction's sign, not a whole number. */
  public boolean holds(double x) {
    return switch (this) {
      case FLOAT64, REAL -> true;
      case FLOAT32 -> Double.doubleToLongBits((float) x) == Double.doubleToLongBits(x);
      case FLOAT16 -> Double.doubleToLongBits(Float.float16ToFloat(Float.floatToFloat16((float) x))) == Double
          .doubleToLongBits(x);
      case BFLOAT16 -> FLOAT32.holds(x) && (Float.floatToRawIntBits((float) x) & 0xffff) == 0;
      default -> x >= least && x <= greatest && x == Math.rint(x) && !(x == 0 && 1 / x < 0);
    };
  }

  /** The bytes of one element in a binary container; 0 for text and pattern. */
  int bytes() {
    return bytes;
  }

  /** This type if it holds every value, otherwise the one that holds all: float64, or real in text. */
  ElementType orWider(double[] values) {
    for (double x : values) {
      if (!holds(x)) {
        return bytes == 0 ? REAL : FLOAT64;
      }
    }
    return this;
  }
}
