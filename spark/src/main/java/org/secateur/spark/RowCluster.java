package org.secateur.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.secateur.spark.EdgeBatch.Trouble;
import org.secateur.spark.RowBuilder.Built;
import org.secateur.spark.RowBuilder.Entries;
import scala.Tuple2;

/** A symmetric matrix by rows on a cluster, and how vectors get to them. One {@link Rows} in every partition. */
public final class RowCluster {
  private final JavaSparkContext spark;
  private final RowRanges ranges;
  private final JavaRDD<Rows> rows;
  private final Spread spread;
  private final List<int[]> neurons; // of each partition, where slices are cut on the driver; otherwise empty

  /** How a vector gets to the rows. */
  public enum Way {
    /** Whole, once to every executor. */
    BROADCAST,
    /** To every partition what it reads. */
    SLICES
  }

  /**
   * The way vectors take, and why.
   *
   * @param way the one with fewer bytes
   * @param broadcastNumbers a vector's numbers sent if it goes whole to every executor
   * @param sliceNumbers and if every partition gets its part
   */
  public record Spread(Way way, long broadcastNumbers, long sliceNumbers) {
    /** How many it takes. */
    public long numbers() {
      return way == Way.BROADCAST ? broadcastNumbers : sliceNumbers;
    }
  }

  /** Work on one partition's rows, given their part of a vector. */
  @FunctionalInterface
  interface Work<T> extends Serializable {
    T on(Rows rows, double[] part);
  }

  private RowCluster(JavaSparkContext spark, RowRanges ranges, JavaRDD<Rows> rows, Spread spread,
      List<int[]> neurons) {
    this.spark = spark;
    this.ranges = ranges;
    this.rows = rows;
    this.spread = spread;
    this.neurons = neurons;
  }

  /**
   * Sends every edge to the rows of both its neurons and keeps them there.
   *
   * @throws ClusterException if an edge is listed twice or with two weights
   */
  static RowCluster load(JavaSparkContext spark, JavaRDD<EdgeBatch> edges, RowRanges ranges,
      Optional<Way> asked) {
    int n = ranges.neurons();
    JavaRDD<Built> built = edges
        .flatMapToPair(batch -> sorted(batch, ranges)).partitionBy(ranges)
        .mapPartitionsWithIndex((p, parts) -> built(p, parts, ranges), true)
        .persist(StorageLevel.MEMORY_AND_DISK());
    for (List<Trouble> troubles : built.map(Built::troubles).collect()) {
      if (!troubles.isEmpty()) {
        throw troubles.getFirst().toException();
      }
    }
    JavaRDD<Rows> rows = built.map(Built::orThrow);
    long slices = rows.map(r -> (long) r.neuron.length).reduce(Long::sum);
    long whole = (long) executors(spark) * n;
    Way way = asked.orElse(slices < whole ? Way.SLICES : Way.BROADCAST);
    List<int[]> neurons = way == Way.SLICES ? rows.map(r -> r.neuron).collect() : List.of();
    return new RowCluster(spark, ranges, rows, new Spread(way, whole, slices), neurons);
  }

  private static int executors(JavaSparkContext spark) {
    return Math.max(1, spark.sc().statusTracker().getExecutorInfos().length - 1);
  }

  private static Iterator<Tuple2<Integer, Entries>> sorted(EdgeBatch batch, RowRanges ranges) {
    int[] size = new int[ranges.numPartitions()];
    for (int k = 0; k < batch.count; k++) {
      size[ranges.of(batch.post[k])]++;
      size[ranges.of(batch.pre[k])]++;
    }
    Entries[] part = new Entries[size.length];
    for (int p = 0; p < size.length; p++) {
      part[p] = new Entries(new int[size[p]], new int[size[p]], new boolean[size[p]], new double[size[p]]);
    }
    int[] at = new int[size.length];
    for (int k = 0; k < batch.count; k++) {
      put(batch.post[k], batch.pre[k], false, batch.weight[k], ranges, part, at);
      put(batch.pre[k], batch.post[k], true, batch.weight[k], ranges, part, at);
    }
    List<Tuple2<Integer, Entries>> filled = new ArrayList<>();
    for (int p = 0; p < part.length; p++) {
      if (size[p] > 0) {
        filled.add(new Tuple2<>(p, part[p]));
      }
    }
    return filled.iterator();
  }

  private static void put(int row, int column, boolean mirrored, double weight, RowRanges ranges,
      Entries[] part,
      int[] at) {
    int p = ranges.of(row);
    int k = at[p]++;
    part[p].row()[k] = row;
    part[p].column()[k] = column;
    part[p].mirrored()[k] = mirrored;
    part[p].weight()[k] = weight;
  }

  private static Iterator<Built> built(int p, Iterator<Tuple2<Integer, Entries>> parts, RowRanges ranges) {
    Iterator<Entries> entries = new Iterator<>() {
      @Override
      public boolean hasNext() {
        return parts.hasNext();
      }

      @Override
      public Entries next() {
        return parts.next()._2();
      }
    };
    return List.of(new RowBuilder(ranges.from(p), ranges.to(p), ranges.neurons()).build(entries)).iterator();
  }

  /** Other rows in the same places, with the same local numbering. */
  RowCluster with(JavaRDD<Rows> others) {
    return new RowCluster(spark, ranges, others, spread, neurons);
  }

  JavaSparkContext spark() {
    return spark;
  }

  RowRanges ranges() {
    return ranges;
  }

  JavaRDD<Rows> rows() {
    return rows;
  }

  Spread spread() {
    return spread;
  }

  int neurons() {
    return ranges.neurons();
  }

  /** Works on all rows, which read nothing; results in their order. */
  <T> List<T> each(Work<T> work) {
    return rows.map(r -> work.on(r, new double[0])).collect();
  }

  /**
   * Works on all rows with a vector; results in their order.
   *
   * @param whole (width · n), neuron-major
   */
  <T> List<T> each(double[] whole, int width, Work<T> work) {
    if (spread.way == Way.SLICES) {
      List<double[]> slices = new ArrayList<>();
      for (int[] of : neurons) {
        slices.add(slice(whole, width, of));
      }
      return spark.parallelize(slices, slices.size())
          .zipPartitions(rows, (s, r) -> List.of(work.on(r.next(), s.next())).iterator()).collect();
    }
    Broadcast<double[]> sent = spark.broadcast(whole);
    try {
      return rows.map(r -> work.on(r, r.gather(sent.value(), width))).collect();
    } finally {
      sent.destroy();
    }
  }

  private static double[] slice(double[] whole, int width, int[] of) {
    double[] part = new double[width * of.length];
    for (int k = 0; k < of.length; k++) {
      System.arraycopy(whole, width * of[k], part, width * k, width);
    }
    return part;
  }

  /** The rows' parts put together: part p belongs to the rows of partition p. */
  double[] whole(List<double[]> parts, int width) {
    double[] all = new double[Math.multiplyExact(width, neurons())];
    for (int p = 0; p < parts.size(); p++) {
      System.arraycopy(parts.get(p), 0, all, width * ranges.from(p), parts.get(p).length);
    }
    return all;
  }
}
