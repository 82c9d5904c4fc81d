package org.secateur.linalg;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * A dense matrix of doubles, column-major, in native memory, where BLAS and LAPACK can reach it without a copy.
 *
 * <p>This is an internal work type and is mutable; results that leave the library are copied out of it. The memory is
 * freed when the matrix is no longer reachable, counts against {@code -XX:MaxDirectMemorySize} (by default as much again
 * as the heap), and is not tied to a thread; two threads may read one matrix, and write to disjoint parts of it.
 *
 * <p>Either dimension may be 0. Indices are checked.
 */
public final class Matrix {
  /** A cache line, and the widest vector register of today's processors. */
  private static final long ALIGNMENT = 64;

  private final int rows;
  private final int columns;
  private final MemorySegment segment; // (rows * columns), column after column

  private Matrix(int rows, int columns) {
    if (rows < 0 || columns < 0) {
      throw new IllegalArgumentException("a matrix cannot be " + rows + "×" + columns);
    }
    this.rows = rows;
    this.columns = columns;
    long bytes = Math.multiplyExact((long) rows * columns, JAVA_DOUBLE.byteSize());
    this.segment = Arena.ofAuto().allocate(bytes, ALIGNMENT);
  }

  /** The matrix of zeros. */
  public static Matrix zeros(int rows, int columns) {
    return new Matrix(rows, columns);
  }

  /** The n×n identity. */
  public static Matrix identity(int n) {
    Matrix a = new Matrix(n, n);
    a.addToDiagonal(1);
    return a;
  }

  /** The square matrix with these numbers on its diagonal and zeros elsewhere. */
  public static Matrix diagonal(double... entries) {
    Matrix a = new Matrix(entries.length, entries.length);
    a.addToDiagonal(entries);
    return a;
  }

  /**
   * The matrix with these rows.
   *
   * @param values (rows)(columns), copied; no rows give the 0×0 matrix
   * @throws IllegalArgumentException if the rows differ in length
   */
  public static Matrix fromRowMajor(double[]... values) {
    Matrix a = new Matrix(values.length, values.length == 0 ? 0 : values[0].length);
    for (int i = 0; i < a.rows; i++) {
      a.setRow(i, values[i]);
    }
    return a;
  }

  /**
   * The matrix whose rows stand one after the other in an array.
   *
   * @param values (rows · columns), copied
   */
  public static Matrix fromRowMajor(int rows, int columns, double[] values) {
    return fromColumnMajor(/* rows= */ columns, /* columns= */ rows, values).transpose();
  }

  /**
   * The matrix whose columns stand one after the other in an array.
   *
   * @param values (rows · columns), copied
   */
  public static Matrix fromColumnMajor(int rows, int columns, double[] values) {
    Matrix a = new Matrix(rows, columns);
    requireLength(values.length, (long) rows * columns);
    MemorySegment.copy(values, 0, a.segment, JAVA_DOUBLE, 0, values.length);
    return a;
  }

  /** The number of rows. */
  public int rows() {
    return rows;
  }

  /** The number of columns. */
  public int columns() {
    return columns;
  }

  /** Whether there are as many rows as columns. */
  public boolean isSquare() {
    return rows == columns;
  }

  /** The entry in row i and column j, both from 0. */
  public double get(int i, int j) {
    return segment.getAtIndex(JAVA_DOUBLE, index(i, j));
  }

  /** Replaces the entry in row i and column j. */
  public void set(int i, int j, double value) {
    segment.setAtIndex(JAVA_DOUBLE, index(i, j), value);
  }

  /** Adds to the entry in row i and column j. */
  public void add(int i, int j, double value) {
    long at = index(i, j);
    segment.setAtIndex(JAVA_DOUBLE, at, segment.getAtIndex(JAVA_DOUBLE, at) + value);
  }

  /** Column j, as a new array (rows). */
  public double[] column(int j) {
    double[] into = new double[rows];
    copyColumn(j, into);
    return into;
  }

  /** Row i, as a new array (columns). Strided: prefer {@link #column} in a loop. */
  public double[] row(int i) {
    double[] into = new double[columns];
    for (int j = 0; j < columns; j++) {
      into[j] = get(i, j);
    }
    return into;
  }

  /**
   * Copies column j out, without allocating.
   *
   * @param into (rows), overwritten
   */
  public void copyColumn(int j, double[] into) {
    requireLength(into.length, rows);
    MemorySegment.copy(segment, JAVA_DOUBLE, 8 * columnOffset(j), into, 0, rows);
  }

  /**
   * Replaces column j.
   *
   * @param values (rows), not modified
   */
  public void setColumn(int j, double[] values) {
    requireLength(values.length, rows);
    MemorySegment.copy(values, 0, segment, JAVA_DOUBLE, 8 * columnOffset(j), rows);
  }

  /**
   * Replaces row i. Strided: prefer {@link #setColumn} in a loop.
   *
   * @param values (columns), not modified
   */
  public void setRow(int i, double[] values) {
    requireLength(values.length, columns);
    for (int j = 0; j < columns; j++) {
      set(i, j, values[j]);
    }
  }

  /** The diagonal, as a new array (the smaller of rows and columns). */
  public double[] diagonal() {
    double[] into = new double[Math.min(rows, columns)];
    for (int i = 0; i < into.length; i++) {
      into[i] = get(i, i);
    }
    return into;
  }

  /** A ← A + x I, for a square or a rectangular A. */
  public void addToDiagonal(double x) {
    for (int i = 0; i < Math.min(rows, columns); i++) {
      add(i, i, x);
    }
  }

  /**
   * A ← A + diag(x).
   *
   * @param x (the smaller of rows and columns), not modified
   */
  public void addToDiagonal(double[] x) {
    requireLength(x.length, Math.min(rows, columns));
    for (int i = 0; i < x.length; i++) {
      add(i, i, x[i]);
    }
  }

  /** A ← A + α B. */
  public void addScaled(double alpha, Matrix b) {
    requireSameShape(b);
    for (long k = 0; k < size(); k++) {
      double sum = segment.getAtIndex(JAVA_DOUBLE, k) + alpha * b.segment.getAtIndex(JAVA_DOUBLE, k);
      segment.setAtIndex(JAVA_DOUBLE, k, sum);
    }
  }

  /** A ← α A. */
  public void scale(double alpha) {
    for (long k = 0; k < size(); k++) {
      segment.setAtIndex(JAVA_DOUBLE, k, alpha * segment.getAtIndex(JAVA_DOUBLE, k));
    }
  }

  /** Overwrites this matrix with another of its shape. */
  public void assign(Matrix from) {
    requireSameShape(from);
    segment.copyFrom(from.segment);
  }

  /** A new matrix with the same entries. */
  public Matrix copy() {
    Matrix a = new Matrix(rows, columns);
    a.segment.copyFrom(segment);
    return a;
  }

  /** Columns {@code from} to {@code to}, the last one not included, as a new matrix. */
  public Matrix columns(int from, int to) {
    Objects.checkFromToIndex(from, to, columns);
    Matrix part = new Matrix(rows, to - from);
    MemorySegment.copy(segment, Math.multiplyExact(8L * rows, (long) from), part.segment, 0,
        part.segment.byteSize());
    return part;
  }

  /** Aᵀ, as a new matrix. */
  public Matrix transpose() {
    Matrix t = new Matrix(columns, rows);
    TileLoops.transpose(segment, rows, columns, t.segment);
    return t;
  }

  /** Copies the lower triangle onto the upper one. The matrix must be square. */
  public void mirrorLower() {
    TileLoops.mirrorLower(segment, requireSquare());
  }

  /** A ← (A + Aᵀ) / 2, exactly symmetric afterwards. The matrix must be square. */
  public void symmetrize() {
    TileLoops.symmetrize(segment, requireSquare());
  }

  /** Sets everything above the diagonal to zero. */
  public void clearUpper() {
    for (int j = 1; j < columns; j++) {
      segment.asSlice(8 * columnOffset(j), 8L * Math.min(j, rows)).fill((byte) 0);
    }
  }

  /** Whether A = Aᵀ to the last bit; never so if there is a NaN in it. */
  public boolean isSymmetric() {
    return rows == columns && TileLoops.isSymmetric(segment, rows);
  }

  /** Whether no entry is infinite or NaN. */
  public boolean isFinite() {
    double zeroOrNan = 0;
    for (long k = 0; k < size(); k++) {
      zeroOrNan += 0 * segment.getAtIndex(JAVA_DOUBLE, k);
    }
    return zeroOrNan == 0;
  }

  /** The sum of the diagonal. */
  public double trace() {
    double sum = 0;
    for (int i = 0; i < Math.min(rows, columns); i++) {
      sum += get(i, i);
    }
    return sum;
  }

  /** The largest |a_ij|; 0 if there are none, NaN if one is. */
  public double maxAbs() {
    double max = 0;
    for (long k = 0; k < size(); k++) {
      max = Math.max(max, Math.abs(segment.getAtIndex(JAVA_DOUBLE, k)));
    }
    return max;
  }

  /** ‖A‖_F = √(Σ a_ij²), scaled so that it does not overflow. */
  public double frobeniusNorm() {
    double max = maxAbs();
    if (!(max > 0 && max < Double.POSITIVE_INFINITY)) {
      return max;
    }
    double sum = 0;
    for (long k = 0; k < size(); k++) {
      double x = segment.getAtIndex(JAVA_DOUBLE, k) / max;
      sum += x * x;
    }
    return max * Math.sqrt(sum);
  }

  /** ‖A‖₁ = max over columns of Σ_i |a_ij|. */
  public double oneNorm() {
    double max = 0;
    for (int j = 0; j < columns; j++) {
      double sum = 0;
      for (long k = columnOffset(j); k < columnOffset(j) + rows; k++) {
        sum += Math.abs(segment.getAtIndex(JAVA_DOUBLE, k));
      }
      max = Math.max(max, sum);
    }
    return max;
  }

  /**
   * A x, in plain Java: it is bound by memory, not by arithmetic.
   *
   * @param x (columns), not modified
   * @return a new array (rows)
   */
  public double[] times(double[] x) {
    requireLength(x.length, columns);
    double[] y = new double[rows];
    for (int j = 0; j < columns; j++) {
      long start = columnOffset(j);
      for (int i = 0; i < rows; i++) {
        y[i] += segment.getAtIndex(JAVA_DOUBLE, start + i) * x[j];
      }
    }
    return y;
  }

  /** The entries column after column, as a new array. */
  public double[] toColumnMajor() {
    return segment.toArray(JAVA_DOUBLE);
  }

  /** The entries row after row, as a new array. */
  public double[] toRowMajor() {
    return transpose().toColumnMajor();
  }

  /** The memory itself, (rows · columns) doubles, for the native routines. */
  MemorySegment segment() {
    return segment;
  }

  /** The shape, and the entries of a small matrix. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder().append(rows).append('×').append(columns);
    if (rows <= 8 && columns <= 8) {
      for (int i = 0; i < rows; i++) {
        text.append(i == 0 ? " [" : "; ").append(java.util.Arrays.toString(row(i)));
      }
      text.append(rows == 0 ? "" : "]");
    }
    return text.toString();
  }

  private long size() {
    return (long) rows * columns;
  }

  private long index(int i, int j) {
    return columnOffset(j) + Objects.checkIndex(i, rows);
  }

  private long columnOffset(int j) {
    return (long) rows * Objects.checkIndex(j, columns);
  }

  private int requireSquare() {
    if (rows != columns) {
      throw new IllegalArgumentException("the matrix must be square, was " + rows + "×" + columns);
    }
    return rows;
  }

  private void requireSameShape(Matrix b) {
    if (b.rows != rows || b.columns != columns) {
      throw new IllegalArgumentException(
          "the matrix must be " + rows + "×" + columns + ", was " + b.rows + "×" + b.columns);
    }
  }

  private static void requireLength(int length, long expected) {
    if (length != expected) {
      throw new IllegalArgumentException("the array must have length " + expected + ", was " + length);
    }
  }
}
