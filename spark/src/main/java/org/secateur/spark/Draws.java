package org.secateur.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.secateur.prune.SystematicOrder;
import org.secateur.prune.SystematicStretch;
import org.secateur.random.Seed;
import scala.Tuple2;

/**
 * Which edges stay, by entry. Independent draws are keyed by the edge: both of its ends draw the same number, and nothing is
 * sent. A systematic walk is laid out by one number a neuron; then every neuron walks its own stretch, and tells the other
 * ends of the edges it keeps.
 */
final class Draws {
  private final RowCluster cluster;
  private final JavaRDD<ScoredRows> scored;
  private final double factor;
  private final Seed seed;

  Draws(RowCluster cluster, JavaRDD<ScoredRows> scored, double factor, Seed seed) {
    this.cluster = cluster;
    this.scored = scored;
    this.factor = factor;
    this.seed = seed;
  }

  JavaRDD<boolean[]> independent() {
    long value = seed.value();
    double c = factor;
    int n = cluster.neurons();
    return scored.map(s -> {
      Seed draws = new Seed(value);
      boolean[] kept = new boolean[s.score().length];
      for (int r = 0; r < s.rows().count; r++) {
        for (int k = s.rows().begin(r); k < s.rows().end(r); k++) {
          kept[k] = draws.uniform("keep", s.rows().key(r, k, n)) < s.probability(k, c);
        }
      }
      return kept;
    });
  }

  JavaRDD<boolean[]> systematic() {
    double c = factor;
    double[] expected = cluster.whole(scored.map(s -> expected(s, c)).collect(), 1);
    int[] rank = SystematicOrder.rank(expected);
    Broadcast<int[]> ranks = cluster.spark().broadcast(rank);
    double[] length = cluster.whole(scored.map(s -> new Walk(s, c, ranks.value()).lengths()).collect(), 1);
    double[] inOrder = new double[length.length];
    for (int i = 0; i < length.length; i++) {
      inOrder[rank[i]] = length[i];
    }
    Broadcast<double[]> bounds = cluster.spark().broadcast(SystematicStretch.bounds(inOrder));
    double start = seed.uniform("keep-systematic", 0);
    RowRanges ranges = cluster.ranges();
    JavaRDD<Kept> walked = scored.map(s -> new Walk(s, c, ranks.value()).kept(bounds.value(), start))
        .persist(StorageLevel.MEMORY_AND_DISK());
    JavaRDD<List<Ends>> told = walked.zip(cluster.rows())
        .flatMapToPair(pair -> ends(pair._2(), pair._1(), ranges))
        .partitionBy(ranges).mapPartitions(Draws::listed, true);
    return cluster.rows().zip(walked).zip(told)
        .map(both -> marked(both._1()._1(), both._1()._2(), both._2()));
  }

  /** Σ p over each row's entries, other neurons ascending. */
  private static double[] expected(ScoredRows s, double c) {
    double[] sum = new double[s.rows().count];
    for (int r = 0; r < sum.length; r++) {
      for (int k = s.rows().begin(r); k < s.rows().end(r); k++) {
        sum[r] += s.probability(k, c);
      }
    }
    return sum;
  }

  /** Positions of entries that stay, of the edges that belong to these rows. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Kept(int[] row, int[] entry) implements Serializable {
  }

  /** Other ends of edges that stay. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Ends(int[] row, int[] column) implements Serializable {
  }

  /** The stretches of some rows. */
  private static final class Walk {
    private final ScoredRows s;
    private final double c;
    private final int[] rank;
    private long[] keyed = new long[16];
    private double[] probability = new double[16];

    Walk(ScoredRows s, double c, int[] rank) {
      this.s = s;
      this.c = c;
      this.rank = rank;
    }

    /** Lays the edges that belong to row r out in the order of the walk; their number. */
    private int layOut(int r) {
      Rows rows = s.rows();
      int size = rows.end(r) - rows.begin(r);
      if (keyed.length < size) {
        keyed = new long[size];
        probability = new double[size];
      }
      int mine = rank[rows.first + r];
      int count = 0;
      for (int k = rows.begin(r); k < rows.end(r); k++) {
        int other = rank[rows.neuron[rows.column(k)]];
        if (other > mine) {
          keyed[count++] = ((long) other << 32) | (k - rows.begin(r));
        }
      }
      Arrays.sort(keyed, 0, count);
      for (int e = 0; e < count; e++) {
        probability[e] = s.probability(rows.begin(r) + (int) keyed[e], c);
      }
      return count;
    }

    double[] lengths() {
      double[] length = new double[s.rows().count];
      for (int r = 0; r < length.length; r++) {
        int count = layOut(r); // may take larger arrays
        length[r] = SystematicStretch.length(probability, 0, count);
      }
      return length;
    }

    Kept kept(double[] bound, double start) {
      Rows rows = s.rows();
      int[] row = new int[rows.entries()];
      int[] entry = new int[rows.entries()];
      int found = 0;
      for (int r = 0; r < rows.count; r++) {
        int count = layOut(r);
        boolean[] kept = new boolean[Math.max(count, 1)];
        int mine = rank[rows.first + r];
        SystematicStretch.draw(probability, 0, count, bound[mine], bound[mine + 1], start, kept);
        for (int e = 0; e < count; e++) {
          if (kept[e]) {
            row[found] = r;
            entry[found++] = rows.begin(r) + (int) keyed[e];
          }
        }
      }
      return new Kept(Arrays.copyOf(row, found), Arrays.copyOf(entry, found));
    }
  }

  private static Iterator<Tuple2<Integer, Ends>> ends(Rows rows, Kept kept, RowRanges ranges) {
    int[] size = new int[ranges.numPartitions()];
    for (int e : kept.entry) {
      size[ranges.of(rows.neuron[rows.column(e)])]++;
    }
    Ends[] to = new Ends[size.length];
    Arrays.setAll(to, p -> new Ends(new int[size[p]], new int[size[p]]));
    int[] at = new int[size.length];
    for (int k = 0; k < kept.entry.length; k++) {
      int there = rows.neuron[rows.column(kept.entry[k])];
      int p = ranges.of(there);
      to[p].row[at[p]] = there;
      to[p].column[at[p]++] = rows.first + kept.row[k];
    }
    List<Tuple2<Integer, Ends>> filled = new ArrayList<>();
    for (int p = 0; p < to.length; p++) {
      if (size[p] > 0) {
        filled.add(new Tuple2<>(p, to[p]));
      }
    }
    return filled.iterator();
  }

  private static Iterator<List<Ends>> listed(Iterator<Tuple2<Integer, Ends>> parts) {
    List<Ends> all = new ArrayList<>();
    parts.forEachRemaining(p -> all.add(p._2()));
    return List.of(all).iterator();
  }

  private static boolean[] marked(Rows rows, Kept kept, List<Ends> told) {
    boolean[] marked = new boolean[rows.entries()];
    for (int e : kept.entry) {
      marked[e] = true;
    }
    for (Ends ends : told) {
      for (int k = 0; k < ends.row.length; k++) {
        marked[rows.find(ends.row[k] - rows.first, ends.column[k])] = true;
      }
    }
    return marked;
  }
}
