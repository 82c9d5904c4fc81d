package org.secateur.spark;

import java.util.Arrays;

import org.apache.spark.Partitioner;
import org.secateur.sparse.RowChunks;

/**
 * Which rows of the matrix lie in which partition: whole chunks of {@link RowChunks#ROWS}, in order, so that what is summed
 * by chunks is summed as on one machine. Ranges have about as many synapses each; a hub is never cut.
 */
final class RowRanges extends Partitioner {
  private static final long serialVersionUID = 1;
  /** Entries that a product spends some ten milliseconds on, which is what a task costs. */
  private static final long WORTH_A_TASK = 1_000_000;

  private final int neurons;
  private final int[] first; // (partitions + 1) rows, ascending

  private RowRanges(int neurons, int[] first) {
    this.neurons = neurons;
    this.first = first;
  }

  /**
   * How many partitions suit a cluster: three for each processor, so that a slow one does not keep the rest waiting, but not
   * so many that starting tasks takes longer than their work; never fewer than processors.
   *
   * @param entries of the matrix
   * @param processors of the cluster
   */
  static int partitions(long entries, int processors) {
    return (int) Math.clamp(entries / WORTH_A_TASK, processors, 3L * processors);
  }

  /**
   * Cuts rows into ranges.
   *
   * @param neurons n
   * @param entries of each chunk of rows
   * @param partitions at most so many; never more than there are chunks
   */
  static RowRanges of(int neurons, long[] entries, int partitions) {
    RowChunks chunks = new RowChunks(neurons);
    int count = Math.clamp(partitions, 1, Math.max(1, chunks.count()));
    long weight = neurons; // a row costs something too
    for (long e : entries) {
      weight += e;
    }
    int[] first = new int[count + 1];
    double before = 0;
    int p = 1;
    for (int c = 0; c < chunks.count() && p < count; c++) {
      before += entries[c] + chunks.to(c) - chunks.from(c);
      boolean full = before >= (double) weight * p / count;
      boolean scarce = chunks.count() - c - 1 == count - p; // as many chunks left as partitions
      if (full || scarce) {
        first[p++] = chunks.to(c);
      }
    }
    first[count] = neurons;
    return new RowRanges(neurons, first);
  }

  int neurons() {
    return neurons;
  }

  /** The first row of a partition. */
  int from(int partition) {
    return first[partition];
  }

  /** The row after its last. */
  int to(int partition) {
    return first[partition + 1];
  }

  /** The partition of a row. */
  int of(int row) {
    int k = Arrays.binarySearch(first, row);
    return k < 0 ? -k - 2 : k;
  }

  @Override
  public int numPartitions() {
    return first.length - 1;
  }

  /** Keys are numbers of partitions. */
  @Override
  public int getPartition(Object key) {
    return (Integer) key;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RowRanges ranges && Arrays.equals(first, ranges.first);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(first);
  }
}
