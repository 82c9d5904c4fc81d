package org.secateur.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * An array of numbers of one type and any shape, last index fastest, with the bits it has in a file. Immutable. Taking
 * it apart as another type than it has is refused, so that no digit is lost unseen.
 */
public final class Tensor {
  private final ElementType type;
  private final int[] shape;
  private final byte[] bytes; // little-endian, (product of shape) · type.bytes()

  private Tensor(ElementType type, int[] shape, byte[] bytes) {
    this.type = type;
    this.shape = shape;
    this.bytes = bytes;
  }

  /**
   * An array of its bytes, which are taken over and not copied.
   *
   * @throws IllegalArgumentException if the shape asks for another number of them
   */
  static Tensor ofBytes(ElementType type, int[] shape, byte[] littleEndian) {
    if (type.bytes() == 0) {
      throw new IllegalArgumentException("not a binary type: " + type);
    }
    long count = 1;
    for (int length : shape) {
      if (length < 0) {
        throw new IllegalArgumentException("lengths must not be negative, was " + Arrays.toString(shape));
      }
      count = Math.multiplyExact(count, length);
    }
    if (Math.multiplyExact(count, type.bytes()) != littleEndian.length) {
      throw new IllegalArgumentException("an array of shape " + Arrays.toString(shape) + " of " + type
          + " cannot have " + littleEndian.length + " bytes");
    }
    return new Tensor(type, shape.clone(), littleEndian);
  }

  private static ByteBuffer wrap(byte[] littleEndian) {
    return ByteBuffer.wrap(littleEndian).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Single precision. */
  public static Tensor of(float[] values, int... shape) {
    byte[] b = new byte[Math.multiplyExact(values.length, Float.BYTES)];
    wrap(b).asFloatBuffer().put(values);
    return ofBytes(ElementType.FLOAT32, shape, b);
  }

  /** Double precision. */
  public static Tensor of(double[] values, int... shape) {
    byte[] b = new byte[Math.multiplyExact(values.length, Double.BYTES)];
    wrap(b).asDoubleBuffer().put(values);
    return ofBytes(ElementType.FLOAT64, shape, b);
  }

  /** Signed, 32 bits. */
  public static Tensor of(int[] values, int... shape) {
    byte[] b = new byte[Math.multiplyExact(values.length, Integer.BYTES)];
    wrap(b).asIntBuffer().put(values);
    return ofBytes(ElementType.INT32, shape, b);
  }

  /** Signed, 64 bits. */
  public static Tensor of(long[] values, int... shape) {
    byte[] b = new byte[Math.multiplyExact(values.length, Long.BYTES)];
    wrap(b).asLongBuffer().put(values);
    return ofBytes(ElementType.INT64, shape, b);
  }

  /** Unsigned, 8 bits. */
  public static Tensor of(byte[] values, int... shape) {
    return ofBytes(ElementType.UINT8, shape, values.clone());
  }

  /** True where a bit is set. */
  public static Tensor of(BitSet bits, int... shape) {
    int count = 1;
    for (int length : shape) {
      count = Math.multiplyExact(count, length);
    }
    byte[] bytes = new byte[count];
    bits.stream().forEach(at -> bytes[at] = 1);
    return ofBytes(ElementType.BOOL, shape, bytes);
  }

  /** What it stores. */
  public ElementType type() {
    return type;
  }

  /** The length of each dimension, as a new array; empty for a single number. */
  public int[] shape() {
    return shape.clone();
  }

  /** How many numbers. */
  public int count() {
    return bytes.length / type.bytes();
  }

  int byteCount() {
    return bytes.length;
  }

  /** The bytes themselves. */
  byte[] littleEndian() {
    return bytes;
  }

  private ByteBuffer buffer(ElementType wanted) {
    if (type != wanted) {
      throw new IllegalArgumentException("an array of " + type + " is not one of " + wanted);
    }
    return wrap(bytes);
  }

  /** The numbers of a single-precision array, as a new array. */
  public float[] floats() {
    float[] out = new float[count()];
    buffer(ElementType.FLOAT32).asFloatBuffer().get(out);
    return out;
  }

  /** The numbers of a double-precision array, as a new array. */
  public double[] doubles() {
    double[] out = new double[count()];
    buffer(ElementType.FLOAT64).asDoubleBuffer().get(out);
    return out;
  }

  /** The numbers of an array of signed 32 bits, as a new array. */
  public int[] ints() {
    int[] out = new int[count()];
    buffer(ElementType.INT32).asIntBuffer().get(out);
    return out;
  }

  /** The numbers of an array of signed 64 bits, as a new array. */
  public long[] longs() {
    long[] out = new long[count()];
    buffer(ElementType.INT64).asLongBuffer().get(out);
    return out;
  }

  /** The numbers of an array of unsigned 8 bits, as a new array. */
  public byte[] bytes() {
    byte[] out = new byte[count()];
    buffer(ElementType.UINT8).get(out);
    return out;
  }

  /** Where an array of truth values or unsigned 8 bits is not zero. */
  public BitSet bits() {
    if (type != ElementType.UINT8 && type != ElementType.BOOL) {
      throw new IllegalArgumentException("an array of " + type + " is not one of bits");
    }
    BitSet bits = new BitSet(bytes.length);
    for (int at = 0; at < bytes.length; at++) {
      bits.set(at, bytes[at] != 0);
    }
    return bits;
  }

  /** The same array with 0 where a flag is set. */
  Tensor without(boolean[] gone) {
    byte[] b = bytes.clone();
    for (int k = 0; k < gone.length; k++) {
      if (gone[k]) {
        Arrays.fill(b, k * type.bytes(), (k + 1) * type.bytes(), (byte) 0);
      }
    }
    return new Tensor(type, shape, b);
  }

  /** The numbers of an array of any type as doubles of the same value, as a new array; E128 where there is none. */
  public double[] toDoubles(String name) throws InputException {
    double[] out = new double[count()];
    NpyData.decode(buffer(type), type, out, 0, out.length, name);
    return out;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Tensor t && t.type == type && Arrays.equals(t.shape, shape)
        && Arrays.equals(t.bytes, bytes);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(bytes) + Arrays.hashCode(shape);
  }

  /** Type and shape, as in float32 784x500. */
  @Override
  public String toString() {
    return shape.length == 0
        ? type.toString()
        : type + " " + Words.shape(Arrays.stream(shape).asLongStream().toArray());
  }
}
