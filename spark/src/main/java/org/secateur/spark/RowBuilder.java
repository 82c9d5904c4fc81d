package org.secateur.spark;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.secateur.spark.EdgeBatch.Trouble;

/** Builds a partition's rows from the entries that were sent to it, in any order. For one use. */
final class RowBuilder {
  private final int first;
  private final int count;
  private final int neurons;
  private int size;
  private long[] key = new long[1 << 12]; // (row − first) · 2n + 2 column + (0 as stated, 1 mirrored)
  private double[] weight = new double[1 << 12];

  RowBuilder(int first, int to, int neurons) {
    this.first = first;
    this.count = to - first;
    this.neurons = neurons;
  }

  /** Some entries on their way to a partition. */
  @SuppressWarnings("ArrayRecordComponent")
  record Entries(int[] row, int[] column, boolean[] mirrored, double[] weight) implements Serializable {
  }

  /** The rows, or why there are none. */
  record Built(@Nullable Rows rows, @Nullable Trouble trouble) implements Serializable {
    Rows orThrow() {
      if (rows == null) {
        throw new IllegalStateException("rows that could not be built");
      }
      return rows;
    }

    /** The trouble, if there is any: a list travels, an Optional does not. */
    List<Trouble> troubles() {
      return trouble == null ? List.of() : List.of(trouble);
    }
  }

  Built build(Iterator<Entries> parts) {
    while (parts.hasNext()) {
      Entries part = parts.next();
      if ((long) size + part.row.length > Integer.MAX_VALUE - 8) {
        return failed("E190", "more than %,d synapses in one partition of rows".formatted(size), "",
            "--partitions N with more of them");
      }
      grow(size + part.row.length);
      for (int k = 0; k < part.row.length; k++) {
        key[size] = (part.row[k] - first) * 2L * neurons + 2L * part.column[k] + (part.mirrored[k] ? 1 : 0);
        weight[size++] = part.weight[k];
      }
    }
    sort();
    return distinct();
  }

  private void grow(int to) {
    if (to > key.length) {
      int room = (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(to, 2L * key.length));
      key = Arrays.copyOf(key, room);
      weight = Arrays.copyOf(weight, room);
    }
  }

  /** By row, column and direction: a counting sort by row, then each row by itself. */
  private void sort() {
    int[] start = new int[count + 1];
    for (int k = 0; k < size; k++) {
      start[row(key[k]) + 1]++;
    }
    for (int r = 0; r < count; r++) {
      start[r + 1] += start[r];
    }
    int[] next = start.clone();
    long[] sorted = new long[size];
    double[] moved = new double[size];
    for (int k = 0; k < size; k++) {
      int at = next[row(key[k])]++;
      sorted[at] = key[k];
      moved[at] = weight[k];
    }
    key = sorted;
    weight = moved;
    for (int r = 0; r < count; r++) {
      KeySort.sort(key, weight, start[r], start[r + 1]);
    }
  }

  private int row(long k) {
    return (int) (k / (2L * neurons));
  }

  private int column(long k) {
    return (int) (k % (2L * neurons) >> 1);
  }

  /** A pair may be listed once, or once from each side with one weight. */
  private Built distinct() {
    int kept = 0;
    for (int k = 0; k < size; k++) {
      long edge = key[k] >> 1;
      if (kept > 0 && key[kept - 1] >> 1 == edge) {
        boolean sameWay = key[kept - 1] == key[k] || weight[kept - 1] != weight[k];
        if (sameWay) {
          return clash(kept - 1, k);
        }
        key[kept - 1] = key[k]; // met from both sides: a third would be once too often
        continue;
      }
      key[kept] = key[k];
      weight[kept++] = weight[k];
    }
    size = kept;
    return new Built(rows(), null);
  }

  private Built clash(int a, int b) {
    int i = first + row(key[a]);
    int j = column(key[a]);
    return weight[a] == weight[b] || key[a] == key[b]
        ? failed("E156", "the edge of neurons %d and %d is listed more than once, with weights %s and %s"
            .formatted(i, j, weight[a], weight[b]), "", "list every edge once, or once from each side")
        : failed("E157", "neurons %d and %d are joined with weights %s and %s".formatted(i, j, weight[a],
            weight[b]), "", "both directions need one weight: directed networks are pruned on one machine");
  }

  private static Built failed(String code, String message, String where, String hint) {
    return new Built(null, new Trouble(code, message, where, hint));
  }

  private Rows rows() {
    int[] neuron = new int[size + count];
    for (int r = 0; r < count; r++) {
      neuron[r] = first + r;
    }
    for (int k = 0; k < size; k++) {
      neuron[count + k] = column(key[k]);
    }
    Arrays.sort(neuron);
    int distinct = 0;
    for (int k = 0; k < neuron.length; k++) {
      if (distinct == 0 || neuron[distinct - 1] != neuron[k]) {
        neuron[distinct++] = neuron[k];
      }
    }
    neuron = Arrays.copyOf(neuron, distinct);
    int own = count == 0 ? 0 : Arrays.binarySearch(neuron, first);
    int[] rowStart = new int[distinct + 1];
    int[] column = new int[size];
    for (int k = 0; k < size; k++) {
      rowStart[own + row(key[k]) + 1]++;
      column[k] = Arrays.binarySearch(neuron, column(key[k]));
    }
    for (int r = 0; r < distinct; r++) {
      rowStart[r + 1] += rowStart[r];
    }
    return new Rows(first, count, neuron, own, rowStart, column, Arrays.copyOf(weight, size));
  }
}
