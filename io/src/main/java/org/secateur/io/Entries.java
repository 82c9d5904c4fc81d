package org.secateur.io;

import java.util.Arrays;

import org.secateur.io.Declaration.SymmetryRule;
import org.secateur.network.Network;
import org.secateur.network.Orientation;

/** The entries of a raw matrix with both halves written out, by row and column of the file. Immutable. */
final class Entries {
  private final Network off; // row i holds what stands in row i of the file, the diagonal left out; no leak
  private final double[] diagonal; // (n), or empty if it is all zero

  /** A new value for an entry. */
  interface Mapping {
    double value(int row, int column, double value);
  }

  private Entries(Network off, double[] diagonal) {
    this.off = off;
    this.diagonal = diagonal;
  }

  /** E190 if there is no room for them. */
  static Entries of(RawMatrix raw) throws InputException {
    int n = raw.rows();
    int m = raw.count();
    boolean undirected = raw.direction() == Direction.UNDIRECTED;
    boolean mirrored = raw.symmetry() != Symmetry.NONE || undirected;
    Memory.require(40.0 * n + (mirrored ? 48.0 : 24.0) * m, raw.origin().description());
    double[] diagonal = diagonal(raw);
    int[] row = raw.rowArray();
    int[] column = raw.columnArray();
    double[] value = raw.valueArray();
    int own = 0;
    for (double d : diagonal) {
      own += d != 0 ? 1 : 0;
    }
    if (own > 0) {
      int[] r = new int[m - own];
      int[] c = new int[m - own];
      double[] v = new double[m - own];
      int at = 0;
      for (int k = 0; k < m; k++) {
        if (row[k] != column[k]) {
          r[at] = row[k];
          c[at] = column[k];
          v[at++] = value[k];
        }
      }
      row = r;
      column = c;
      value = v;
    }
    return new Entries(network(raw, mirrored, row, column, value), diagonal);
  }

  private static Network network(RawMatrix raw, boolean mirrored, int[] row, int[] column, double[] value)
      throws InputException {
    int n = raw.rows();
    if (!mirrored) {
      return Network.of(n, row, column, value, new double[n]);
    }
    if (row.length >= 1 << 30) {
      throw InputException.of("E190", raw.origin().description() + " has " + Words.count(row.length)
          + " edges without direction; at most " + Words.count((1 << 30) - 1) + " can be held.");
    }
    if (raw.symmetry() != Symmetry.SKEW) {
      return Network.ofPairs(n, row, column, value, new double[n]);
    }
    int m = row.length;
    int[] r = Arrays.copyOf(row, 2 * m);
    int[] c = Arrays.copyOf(column, 2 * m);
    double[] v = Arrays.copyOf(value, 2 * m);
    for (int k = 0; k < m; k++) {
      r[m + k] = column[k];
      c[m + k] = row[k];
      v[m + k] = -value[k];
    }
    return Network.of(n, r, c, v, new double[n]);
  }

  private static double[] diagonal(RawMatrix raw) {
    double[] d = new double[raw.rows()];
    boolean any = false;
    for (int k = 0; k < raw.count(); k++) {
      if (raw.row(k) == raw.column(k)) {
        d[raw.row(k)] = raw.value(k);
        any = true;
      }
    }
    return any ? d : new double[0];
  }

  /** How many are not on the diagonal. */
  int offDiagonal() {
    return off.synapses();
  }

  boolean hasDiagonal() {
    return diagonal.length > 0;
  }

  /** The diagonal (n). */
  double[] diagonal() {
    return hasDiagonal() ? diagonal.clone() : new double[off.neurons()];
  }

  /** What is not on the diagonal: row i of the file's matrix as synapses onto neuron i. */
  Network withoutDiagonal() {
    return off;
  }

  boolean isSymmetric() {
    return off.isSymmetric();
  }

  Entries map(Mapping mapping) {
    double[] v = new double[off.synapses()];
    double[] d = diagonal();
    for (int i = 0; i < off.neurons(); i++) {
      for (int k = off.firstSynapse(i); k < off.firstSynapse(i + 1); k++) {
        v[k] = mapping.value(i, off.pre(k), off.weight(k));
      }
      d[i] = mapping.value(i, i, d[i]);
    }
    return new Entries(off.withWeights(v), hasDiagonal() ? d : diagonal);
  }

  /** The off-diagonal entries, and the diagonal ones where they are self-connections, with no leak yet. */
  Network toNetwork(Orientation orientation, boolean autapses) {
    Network turned = orientation == Orientation.POST_ROWS ? off : off.transposed();
    return autapses && hasDiagonal() ? withAutapses(turned) : turned;
  }

  private Network withAutapses(Network w) {
    int n = w.neurons();
    int[] post = new int[w.synapses() + n];
    int[] pre = new int[post.length];
    double[] weight = new double[post.length];
    int at = 0;
    for (int i = 0; i < n; i++) {
      boolean placed = false;
      for (int k = w.firstSynapse(i); k <= w.firstSynapse(i + 1); k++) {
        boolean end = k == w.firstSynapse(i + 1);
        if (!placed && (end || w.pre(k) > i)) {
          post[at] = i;
          pre[at] = i;
          weight[at++] = diagonal[i];
          placed = true;
        }
        if (!end) {
          post[at] = i;
          pre[at] = w.pre(k);
          weight[at++] = w.weight(k);
        }
      }
    }
    return Network.of(n, post, pre, weight, new double[n]);
  }

  /** One half mirrored, or the mean of both. */
  Entries symmetrized(SymmetryRule rule) {
    Network turned = off.transposed();
    int[] first = new int[off.synapses()];
    int[] second = new int[off.synapses()];
    double[] weight = new double[off.synapses()];
    int count = 0;
    for (int i = 0; i < off.neurons(); i++) {
      int a = off.firstSynapse(i);
      int b = turned.firstSynapse(i);
      while (a < off.firstSynapse(i + 1) || b < turned.firstSynapse(i + 1)) {
        int above = a < off.firstSynapse(i + 1) ? off.pre(a) : Integer.MAX_VALUE;
        int below = b < turned.firstSynapse(i + 1) ? turned.pre(b) : Integer.MAX_VALUE;
        int j = Math.min(above, below);
        double upper = above == j ? off.weight(a++) : 0; // entry (i, j)
        double lower = below == j ? turned.weight(b++) : 0; // entry (j, i)
        if (j > i) {
          first[count] = i;
          second[count] = j;
          weight[count++] = switch (rule) {
            case FROM_UPPER -> upper;
            case FROM_LOWER -> lower;
            default -> upper / 2 + lower / 2;
          };
        }
      }
    }
    return new Entries(Network.ofPairs(off.neurons(), Arrays.copyOf(first, count),
        Arrays.copyOf(second, count), Arrays.copyOf(weight, count), new double[off.neurons()]), diagonal);
  }
}
