package org.secateur.linalg;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * A dense matrix in single precision, column-major, in native memory: an operand of {@link DenseAlgebra#multiply}.
 * Mutable; otherwise as {@link Matrix}.
 */
public final class FloatMatrix {
  private static final long ALIGNMENT = 64;

  private final int rows;
  private final int columns;
  private final MemorySegment segment; // (rows * columns), column after column

  private FloatMatrix(int rows, int columns) {
    if (rows < 0 || columns < 0) {
      throw new IllegalArgumentException("a matrix cannot be " + rows + "×" + columns);
    }
    this.rows = rows;
    this.columns = columns;
    long bytes = Math.multiplyExact((long) rows * columns, JAVA_FLOAT.byteSize());
    this.segment = Arena.ofAuto().allocate(bytes, ALIGNMENT);
  }

  /** The matrix of zeros. */
  public static FloatMatrix zeros(int rows, int columns) {
    return new FloatMatrix(rows, columns);
  }

  /** The number of rows. */
  public int rows() {
    return rows;
  }

  /** The number of columns. */
  public int columns() {
    return columns;
  }

  /** The entry in row i and column j, both from 0. */
  public float get(int i, int j) {
    return segment.getAtIndex(JAVA_FLOAT,
        Objects.checkIndex(i, rows) + start(Objects.checkIndex(j, columns)));
  }

  /**
   * Replaces whole columns, or part of the last, from column {@code j} on.
   *
   * @param from entries one column after the other, not modified
   * @param count how many, from the first
   */
  public void copyIn(int j, float[] from, int count) {
    MemorySegment.copy(from, 0, segment, JAVA_FLOAT, 4 * start(j), count);
  }

  /**
   * Copies the entries from column {@code j} on, one column after the other, without allocating.
   *
   * @param into its first {@code count} entries are overwritten
   */
  public void copyOut(int j, float[] into, int count) {
    MemorySegment.copy(segment, JAVA_FLOAT, 4 * start(j), into, 0, count);
  }

  /** Where column j begins; the end of the last is allowed, for copies of nothing. */
  private long start(int j) {
    return (long) rows * Objects.checkIndex(j, columns + 1);
  }

  /** The memory itself, (rows · columns) floats, for the native routines. */
  MemorySegment segment() {
    return segment;
  }

  /** The shape. */
  @Override
  public String toString() {
    return rows + "×" + columns;
  }
}
