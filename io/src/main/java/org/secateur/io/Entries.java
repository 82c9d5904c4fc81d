package org.secateur.io;

import java.util.Arrays;

import org.secateur.io.Declaration.SymmetryRule;
import org.secateur.network.Network;
import org.secateur.network.Orientation;

/** The entries of a raw matrix with both halves written out, by row and column of the file. */
final class Entries {
  private final int[] row;
  private final int[] column;
  private final double[] value;

  /** A new value for an entry. */
  interface Mapping {
    double value(int row, int column, double value);
  }

  private Entries(int[] row, int[] column, double[] value) {
    this.row = row;
    this.column = column;
    this.value = value;
  }

  static Entries of(RawMatrix raw) {
    boolean undirected = raw.direction() == Direction.UNDIRECTED;
    double mirror = raw.symmetry() == Symmetry.SKEW
        ? -1
        : raw.symmetry() == Symmetry.SYMMETRIC || undirected ? 1 : 0;
    int[] row = raw.rowIndices();
    int[] column = raw.columnIndices();
    double[] value = raw.values();
    int m = row.length;
    if (mirror == 0) {
      return new Entries(row, column, value);
    }
    int[] r = Arrays.copyOf(row, 2 * m);
    int[] c = Arrays.copyOf(column, 2 * m);
    double[] v = Arrays.copyOf(value, 2 * m);
    int at = m;
    for (int k = 0; k < m; k++) {
      if (row[k] != column[k]) {
        r[at] = column[k];
        c[at] = row[k];
        v[at++] = mirror * value[k];
      }
    }
    return new Entries(Arrays.copyOf(r, at), Arrays.copyOf(c, at), Arrays.copyOf(v, at));
  }

  int count() {
    return row.length;
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

  int offDiagonal() {
    int count = 0;
    for (int k = 0; k < row.length; k++) {
      count += row[k] != column[k] ? 1 : 0;
    }
    return count;
  }

  boolean hasDiagonal() {
    return offDiagonal() < count();
  }

  double[] diagonal(int n) {
    double[] d = new double[n];
    for (int k = 0; k < row.length; k++) {
      if (row[k] == column[k]) {
        d[row[k]] = value[k];
      }
    }
    return d;
  }

  Entries map(Mapping mapping) {
    double[] v = new double[value.length];
    for (int k = 0; k < v.length; k++) {
      v[k] = mapping.value(row[k], column[k], value[k]);
    }
    return new Entries(row, column, v);
  }

  boolean isSymmetric() {
    int n = 1 + Math.max(Arrays.stream(row).max().orElse(-1), Arrays.stream(column).max().orElse(-1));
    return toNetwork(n, Orientation.POST_ROWS, false).isSymmetric();
  }

  /** The off-diagonal entries, and the diagonal ones where they are self-connections, with no leak yet. */
  Network toNetwork(int n, Orientation orientation, boolean autapses) {
    int[] r = new int[row.length];
    int[] c = new int[row.length];
    double[] v = new double[row.length];
    int m = 0;
    for (int k = 0; k < row.length; k++) {
      if (row[k] != column[k] || autapses) {
        r[m] = row[k];
        c[m] = column[k];
        v[m++] = value[k];
      }
    }
    int[] first = Arrays.copyOf(r, m);
    int[] second = Arrays.copyOf(c, m);
    double[] weight = Arrays.copyOf(v, m);
    return orientation == Orientation.POST_ROWS
        ? Network.of(n, first, second, weight, new double[n])
        : Network.of(n, second, first, weight, new double[n]);
  }

  /** One half mirrored, or the mean of both. */
  Entries symmetrized(SymmetryRule rule) {
    int m = row.length;
    long[] key = new long[2 * m];
    double[] part = new double[2 * m];
    int at = 0;
    for (int k = 0; k < m; k++) {
      int i = row[k];
      int j = column[k];
      boolean upper = i < j;
      boolean taken = i == j || rule == SymmetryRule.MEAN || upper == (rule == SymmetryRule.FROM_UPPER);
      if (taken) {
        key[at++] = (long) Math.min(i, j) << 32 | Math.max(i, j);
        part[at - 1] = i == j || rule != SymmetryRule.MEAN ? value[k] : value[k] / 2;
      }
    }
    Integer[] order = new Integer[at];
    Arrays.setAll(order, k -> k);
    Arrays.sort(order, (a, b) -> Long.compare(key[a], key[b]));
    int[] r = new int[2 * at];
    int[] c = new int[2 * at];
    double[] v = new double[2 * at];
    int n = 0;
    for (int k = 0; k < at;) {
      long pair = key[order[k]];
      double sum = 0;
      for (; k < at && key[order[k]] == pair; k++) {
        sum += part[order[k]];
      }
      int i = (int) (pair >>> 32);
      int j = (int) pair;
      if (sum != 0) {
        r[n] = i;
        c[n] = j;
        v[n++] = sum;
        if (i != j) {
          r[n] = j;
          c[n] = i;
          v[n++] = sum;
        }
      }
    }
    return new Entries(Arrays.copyOf(r, n), Arrays.copyOf(c, n), Arrays.copyOf(v, n));
  }
}
