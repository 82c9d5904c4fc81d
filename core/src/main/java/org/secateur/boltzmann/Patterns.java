package org.secateur.boltzmann;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.secateur.network.Require;

/** Binary patterns, one a row. Immutable. */
public final class Patterns {
  private final int count;
  private final int width;
  private final byte[] bits; // (count · width), 0 or 1, row after row

  private Patterns(int count, int width, byte[] bits) {
    this.count = count;
    this.width = width;
    this.bits = bits;
  }

  /**
   * Patterns row after row.
   *
   * @param bits (count · width), each 0 or 1; copied
   * @throws IllegalArgumentException if an entry is neither, saying where
   */
  public static Patterns of(int count, int width, byte[] bits) {
    Require.atLeast(count, 0, "count");
    Require.length(bits.length, Math.multiplyExact(count, Require.atLeast(width, 1, "width")), "bits");
    for (int k = 0; k < bits.length; k++) {
      if ((bits[k] & ~1) != 0) {
        throw new IllegalArgumentException(
            "patterns must be binary, column %d of row %d is %d".formatted(k % width, k / width, bits[k]));
      }
    }
    return new Patterns(count, width, bits.clone());
  }

  /** Number of patterns. */
  public int count() {
    return count;
  }

  /** Number of bits of each. */
  public int width() {
    return width;
  }

  /** Bit {@code column} of pattern {@code row}: 0 or 1. */
  public int bit(int row, int column) {
    return bits[Require.index(row, count, "row") * width + Require.index(column, width, "column")];
  }

  /** Pattern {@code row}, as a new array (width). */
  public byte[] row(int row) {
    int from = Require.index(row, count, "row") * width;
    return Arrays.copyOfRange(bits, from, from + width);
  }

  /** All of them, row after row, as a new array (count · width). */
  public byte[] toBytes() {
    return bits.clone();
  }

  /**
   * Copies some patterns into the columns of a matrix.
   *
   * @param rows which patterns, in order
   * @param into (width · rows.length), overwritten: bit i of the k-th at i · rows.length + k
   */
  public void copyColumns(int[] rows, float[] into) {
    for (int k = 0; k < rows.length; k++) {
      int from = Require.index(rows[k], count, "row") * width;
      for (int i = 0; i < width; i++) {
        into[i * rows.length + k] = bits[from + i];
      }
    }
  }

  /** Patterns {@code from} to {@code to}, the last excluded. */
  public Patterns slice(int from, int to) {
    Require.within(from, 0, to, "from");
    Require.within(to, from, count, "to");
    return new Patterns(to - from, width, Arrays.copyOfRange(bits, from * width, to * width));
  }

  /** These patterns with some of their columns, in the order given. */
  public Patterns columns(int[] columns) {
    byte[] chosen = new byte[Math.multiplyExact(count, columns.length)];
    for (int k = 0; k < count; k++) {
      for (int i = 0; i < columns.length; i++) {
        chosen[k * columns.length + i] = (byte) bit(k, columns[i]);
      }
    }
    return new Patterns(count, Require.atLeast(columns.length, 1, "the number of columns"), chosen);
  }

  /** The share of ones in each column, as a new array (width). NaN without patterns. */
  public double[] means() {
    long[] ones = new long[width];
    for (int k = 0; k < bits.length; k++) {
      ones[k % width] += bits[k];
    }
    return Arrays.stream(ones).mapToDouble(o -> (double) o / count).toArray();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Patterns p && p.count == count && p.width == width && Arrays.equals(p.bits, bits);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(bits) + width;
  }

  @Override
  public String toString() {
    return "Patterns[" + count + "×" + width + "]";
  }
}
