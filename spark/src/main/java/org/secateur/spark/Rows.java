package org.secateur.spark;

import java.io.Serializable;
import java.util.Arrays;

import org.secateur.kernel.CompressedRows;
import org.secateur.sparse.RowChunks;

/**
 * The rows of a symmetric matrix that lie in one partition, both halves of every edge. Columns have numbers of their own:
 * the rows and the neurons they are joined to, in ascending order, so that a partition's share of a vector is no longer
 * than it needs, order is kept, and core's kernels run as they are. Immutable by agreement.
 */
final class Rows implements Serializable {
  private static final long serialVersionUID = 1;

  /** The first row. */
  final int first;
  /** How many rows. */
  final int count;
  /** (halo) the neurons a product with these rows reads, ascending; the rows themselves among them. */
  final int[] neuron;
  /** Where the rows begin in {@link #neuron}. */
  final int own;
  private final int[] rowStart; // (halo + 1): rows of other neurons are empty
  private final int[] column; // positions in neuron, ascending within a row
  private final double[] value;
  private transient CompressedRows matrix;

  Rows(int first, int count, int[] neuron, int own, int[] rowStart, int[] column, double[] value) {
    this.first = first;
    this.count = count;
    this.neuron = neuron;
    this.own = own;
    this.rowStart = rowStart;
    this.column = column;
    this.value = value;
    this.matrix = new CompressedRows(neuron.length, rowStart, column, value);
  }

  /** As core's loops want it. */
  CompressedRows matrix() {
    if (matrix == null) { // it did not travel
      matrix = new CompressedRows(neuron.length, rowStart, column, value);
    }
    return matrix;
  }

  /** The same positions with other values. */
  CompressedRows with(double[] other) {
    return new CompressedRows(neuron.length, rowStart, column, other);
  }

  /** The rows with other values, zeros left out; the same local numbering. */
  Rows without(double[] other) {
    int[] start = new int[rowStart.length];
    int[] columns = new int[other.length];
    double[] values = new double[other.length];
    int kept = 0;
    for (int i = 0; i + 1 < rowStart.length; i++) {
      for (int k = rowStart[i]; k < rowStart[i + 1]; k++) {
        if (other[k] != 0) {
          columns[kept] = column[k];
          values[kept++] = other[k];
        }
      }
      start[i + 1] = kept;
    }
    return new Rows(first, count, neuron, own, start, Arrays.copyOf(columns, kept),
        Arrays.copyOf(values, kept));
  }

  /** Entries, both ends of an edge within these rows counting twice. */
  int entries() {
    return column.length;
  }

  /** The position of row r, from 0, in the local numbering. */
  int local(int r) {
    return own + r;
  }

  int begin(int r) {
    return rowStart[own + r];
  }

  int end(int r) {
    return rowStart[own + r + 1];
  }

  int column(int k) {
    return column[k];
  }

  double value(int k) {
    return value[k];
  }

  /** The number that the edge of entry k of row r is known by: smaller neuron · n + larger. */
  long key(int r, int k, int neurons) {
    long i = (long) first + r;
    long j = neuron[column[k]];
    return i < j ? i * neurons + j : j * neurons + i;
  }

  /** The entry of row r, from 0, in the column of a neuron that it is joined to. */
  int find(int r, int otherNeuron) {
    return Arrays.binarySearch(column, begin(r), end(r), Arrays.binarySearch(neuron, otherNeuron));
  }

  /** Chunks of rows in here. */
  int chunks() {
    return new RowChunks(count).count();
  }

  /** The local numbers of chunk c's rows: from here ... */
  int from(int chunk) {
    return own + chunk * RowChunks.ROWS;
  }

  /** ... to here, exclusive. */
  int to(int chunk) {
    return own + Math.min(count, (chunk + 1) * RowChunks.ROWS);
  }

  /** The part of a vector, or of {@code width} side by side, that these rows read. */
  double[] gather(double[] whole, int width) {
    double[] part = new double[width * neuron.length];
    if (width == 1) {
      for (int k = 0; k < neuron.length; k++) {
        part[k] = whole[neuron[k]];
      }
    } else {
      for (int k = 0; k < neuron.length; k++) {
        System.arraycopy(whole, width * neuron[k], part, width * k, width);
      }
    }
    return part;
  }

  /** The rows' own part of what was computed in the local numbering. */
  double[] own(double[] part, int width) {
    return Arrays.copyOfRange(part, width * own, width * (own + count));
  }
}
