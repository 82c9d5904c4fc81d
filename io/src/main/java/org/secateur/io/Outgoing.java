package org.secateur.io;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A matrix on its way into a file: weights as they were before scaling, halves unfolded where the format has none, and
 * the narrowest element type of the input's kind that loses no bit.
 */
final class Outgoing {
  private final RawMatrix matrix;
  private final Symmetry symmetry;
  private final ElementType type;
  private final int[] row;
  private final int[] column;
  private final double[] value;

  private Outgoing(RawMatrix matrix, Symmetry symmetry, ElementType type, int[] row, int[] column,
      double[] value) {
    this.matrix = matrix;
    this.symmetry = symmetry;
    this.type = type;
    this.row = row;
    this.column = column;
    this.value = value;
  }

  /** Prepares a matrix for a format. */
  static Outgoing of(RawMatrix m, FileFormat format) {
    double[] value = m.valueArray();
    if (m.scale() != 1) {
      value = m.values();
      for (int k = 0; k < value.length; k++) {
        value[k] *= m.scale();
      }
    }
    boolean halves = format == FileFormat.MATRIX_MARKET
        || (format == FileFormat.EDGES && m.symmetry() == Symmetry.SYMMETRIC)
        || m.symmetry() == Symmetry.NONE;
    int[] row = m.rowArray();
    int[] column = m.columnArray();
    Symmetry symmetry = halves ? m.symmetry() : Symmetry.NONE;
    if (!halves) {
      int n = value.length;
      int off = 0;
      for (int k = 0; k < n; k++) {
        off += row[k] == column[k] ? 0 : 1;
      }
      int[] r = Arrays.copyOf(row, n + off);
      int[] c = Arrays.copyOf(column, n + off);
      double[] v = Arrays.copyOf(value, n + off);
      int at = n;
      for (int k = 0; k < n; k++) {
        if (row[k] != column[k]) {
          r[at] = column[k];
          c[at] = row[k];
          v[at++] = m.symmetry() == Symmetry.SKEW ? -value[k] : value[k];
        }
      }
      EntrySort.Sorted sorted = EntrySort.sorted(r, c, v.length);
      row = sorted.row;
      column = sorted.column;
      value = new double[v.length];
      for (int k = 0; k < value.length; k++) {
        value[k] = v[sorted.position[k]];
      }
    }
    ElementType type = suited(m.elementType(), format).orWider(value);
    return new Outgoing(m, symmetry, type, row, column, value);
  }

  private static ElementType suited(ElementType type, FileFormat format) {
    boolean text = format.isText() || format == FileFormat.MATRIX_MARKET;
    if (text) {
      return type == ElementType.PATTERN && format != FileFormat.CSV
          ? type
          : type.isWhole() ? ElementType.INTEGER : ElementType.REAL;
    }
    if (format == FileFormat.IDX) {
      return IdxWriter.suited(type);
    }
    return switch (type) {
      case INTEGER -> ElementType.INT64;
      case REAL, PATTERN -> ElementType.FLOAT64;
      case BFLOAT16 -> ElementType.FLOAT32;
      case FLOAT16 -> format == FileFormat.MAT ? ElementType.FLOAT32 : type;
      default -> type;
    };
  }

  RawMatrix matrix() {
    return matrix;
  }

  int rows() {
    return matrix.rows();
  }

  int columns() {
    return matrix.columns();
  }

  Symmetry symmetry() {
    return symmetry;
  }

  ElementType type() {
    return type;
  }

  int count() {
    return value.length;
  }

  int row(int k) {
    return row[k];
  }

  int column(int k) {
    return column[k];
  }

  double value(int k) {
    return value[k];
  }

  /** The array's name in a container that has names. */
  String member() {
    return matrix.origin().member().orElse("W");
  }

  /** The order by (column, row). */
  int[] byColumn() {
    return EntrySort.sorted(/* row= */ column, /* column= */ row, value.length).position;
  }

  /** A number that is the same for the same set of entries, whatever their order; compared after reading back. */
  long fingerprint(boolean byName) {
    long sum = 0;
    int[] hash = byName
        ? IntStream.range(0, matrix.rows()).map(i -> matrix.name(i).hashCode()).toArray()
        : new int[0];
    for (int k = 0; k < value.length; k++) {
      int i = row[k];
      int j = column[k];
      double w = value[k];
      if (symmetry != Symmetry.NONE && i < j) {
        i = column[k];
        j = row[k];
        w = symmetry == Symmetry.SKEW ? -w : w;
      }
      long a = byName ? hash[i] : i;
      long b = byName ? hash[j] : j;
      if (byName && symmetry != Symmetry.NONE && a < b) {
        long swap = a;
        a = b;
        b = swap;
      }
      sum += mix(mix(a * 0x9e3779b97f4a7c15L + b) ^ Double.doubleToLongBits(w));
    }
    return sum;
  }

  private static long mix(long z) {
    long a = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    long b = (a ^ a >>> 27) * 0x94d049bb133111ebL;
    return b ^ b >>> 31;
  }
}
