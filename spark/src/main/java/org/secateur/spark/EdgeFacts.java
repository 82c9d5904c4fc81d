package org.secateur.spark;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import org.apache.spark.api.java.JavaRDD;
import org.jspecify.annotations.Nullable;
import org.secateur.spark.EdgeBatch.Trouble;
import org.secateur.sparse.RowChunks;

/** What a first look over an edge list tells. */
@SuppressWarnings("ArrayRecordComponent")
record EdgeFacts(long edges, int largest, long[] entries, @Nullable Trouble trouble) implements Serializable {

  /**
   * Reads the whole list once.
   *
   * @throws ClusterException at the first row that cannot be used
   */
  static EdgeFacts of(JavaRDD<EdgeBatch> batches) {
    List<EdgeFacts> parts = batches.mapPartitions(EdgeFacts::ofPart, true).collect();
    for (EdgeFacts part : parts) {
      Optional<Trouble> trouble = Optional.ofNullable(part.trouble);
      if (trouble.isPresent()) {
        throw trouble.get().toException();
      }
    }
    long edges = 0;
    int largest = -1;
    long[] entries = new long[0];
    for (EdgeFacts part : parts) {
      edges += part.edges;
      largest = Math.max(largest, part.largest);
      entries = part.entries.length > entries.length ? Arrays.copyOf(entries, part.entries.length) : entries;
      for (int c = 0; c < part.entries.length; c++) {
        entries[c] += part.entries[c];
      }
    }
    return new EdgeFacts(edges, largest, entries, null);
  }

  private static Iterator<EdgeFacts> ofPart(Iterator<EdgeBatch> batches) {
    long edges = 0;
    int largest = -1;
    long[] entries = new long[16];
    while (batches.hasNext()) {
      EdgeBatch batch = batches.next();
      if (batch.trouble().isPresent()) {
        return List.of(new EdgeFacts(0, 0, new long[0], batch.trouble().get())).iterator();
      }
      edges += batch.count;
      for (int k = 0; k < batch.count; k++) {
        int larger = Math.max(batch.post[k], batch.pre[k]);
        largest = Math.max(largest, larger);
        if (larger / RowChunks.ROWS >= entries.length) {
          entries = Arrays.copyOf(entries, Math.max(larger / RowChunks.ROWS + 1, 2 * entries.length));
        }
        entries[batch.post[k] / RowChunks.ROWS]++;
        entries[batch.pre[k] / RowChunks.ROWS]++;
      }
    }
    return List.of(new EdgeFacts(edges, largest, entries, null)).iterator();
  }

  /** Entries of each chunk of rows of a network of n neurons. */
  long[] entriesOf(int neurons) {
    return Arrays.copyOf(entries, new RowChunks(neurons).count());
  }
}
