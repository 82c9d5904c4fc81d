package org.secateur.boltzmann;

import java.util.BitSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.secateur.network.Require;

/** Which synapses between two neighbouring layers exist. Immutable; one bit a pair. */
public final class Mask {
  private final int rows;
  private final int columns;
  private final BitSet bits; // bit i · columns + j: lower unit i and upper unit j are connected

  private Mask(int rows, int columns, BitSet bits) {
    this.rows = rows;
    this.columns = columns;
    this.bits = bits;
  }

  /** All pairs of {@code rows} lower and {@code columns} upper units. */
  public static Mask full(int rows, int columns) {
    BitSet bits = new BitSet();
    bits.set(0, size(rows, columns));
    return new Mask(rows, columns, bits);
  }

  /**
   * The pairs whose bit is set.
   *
   * @param bits bit i · columns + j for lower unit i and upper unit j; copied
   * @throws IllegalArgumentException if a bit lies beyond the last pair
   */
  public static Mask of(int rows, int columns, BitSet bits) {
    if (bits.length() > size(rows, columns)) {
      throw new IllegalArgumentException(
          "a mask of " + rows + "×" + columns + " has no bit " + (bits.length() - 1));
    }
    return new Mask(rows, columns, (BitSet) bits.clone());
  }

  /**
   * Local receptive fields between two sheets of the same size: upper unit (r, c) sees the square window of side
   * 2 · radius + 1 centred on lower unit (r, c), clipped at the border. Scholl, Rule and Hennig (2021).
   */
  public static Mask windows(int sheetRows, int sheetColumns, int radius) {
    Require.atLeast(radius, 0, "radius");
    int n = size(sheetRows, sheetColumns);
    BitSet bits = new BitSet();
    for (int unit = 0; unit < n; unit++) {
      int row = unit / sheetColumns;
      int column = unit % sheetColumns;
      for (int r = Math.max(0, row - radius); r <= Math.min(sheetRows - 1, row + radius); r++) {
        for (int c = Math.max(0, column - radius); c <= Math.min(sheetColumns - 1, column + radius); c++) {
          bits.set((r * sheetColumns + c) * n + unit);
        }
      }
    }
    return new Mask(n, n, bits);
  }

  private static int size(int rows, int columns) {
    return Math.multiplyExact(Require.atLeast(rows, 0, "rows"), Require.atLeast(columns, 0, "columns"));
  }

  /** Number of lower units. */
  public int rows() {
    return rows;
  }

  /** Number of upper units. */
  public int columns() {
    return columns;
  }

  /** Number of synapses. */
  public int synapses() {
    return bits.cardinality();
  }

  /** The share of pairs that are connected; 0 for an empty layer. */
  public double density() {
    return rows == 0 || columns == 0 ? 0 : (double) synapses() / ((double) rows * columns);
  }

  /** Whether lower unit i and upper unit j are connected. */
  public boolean contains(int i, int j) {
    return bits.get(Require.index(i, rows, "i") * columns + Require.index(j, columns, "j"));
  }

  /** The positions i · columns + j of the synapses, ascending, as a new array. */
  public int[] positions() {
    return bits.stream().toArray();
  }

  /** Number of synapses of each lower unit, as a new array. */
  public int[] synapsesOfRows() {
    int[] count = new int[rows];
    for (int at = bits.nextSetBit(0); at >= 0; at = bits.nextSetBit(at + 1)) {
      count[at / columns]++;
    }
    return count;
  }

  /** Number of synapses of each upper unit, as a new array. */
  public int[] synapsesOfColumns() {
    int[] count = new int[columns];
    for (int at = bits.nextSetBit(0); at >= 0; at = bits.nextSetBit(at + 1)) {
      count[at % columns]++;
    }
    return count;
  }

  /** This mask without the synapses at some positions. */
  public Mask without(int[] positions) {
    BitSet left = (BitSet) bits.clone();
    for (int at : positions) {
      left.clear(at);
    }
    return new Mask(rows, columns, left);
  }

  /** The bits, row after row, as a copy. */
  public BitSet toBits() {
    return (BitSet) bits.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Mask m && m.rows == rows && m.columns == columns && m.bits.equals(bits);
  }

  @Override
  public int hashCode() {
    return Objects.hash(rows, columns, bits);
  }

  @Override
  public String toString() {
    return "Mask[" + rows + "×" + columns + ", " + synapses() + " synapses]";
  }
}
