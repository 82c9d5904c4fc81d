package org.secateur.spark;

import java.io.Serializable;
import java.util.Arrays;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.secateur.prune.SpanningForest;

/** The spanning forest of largest total score: in every round each partition says the best edge of each piece it holds rows of. */
final class ClusterForest {
  private ClusterForest() {
  }

  /** The best edges of some pieces. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Best(int[] piece, long[] key, double[] score) implements Serializable {
  }

  /** The keys of the forest's edges, ascending. */
  static long[] of(RowCluster cluster, JavaRDD<ScoredRows> scored) {
    int n = cluster.neurons();
    Keys chosen = new Keys();
    SpanningForest.of(n, (piece, offers) -> {
      Broadcast<int[]> pieces = cluster.spark().broadcast(piece.clone()); // it goes on being joined
      for (Best best : scored.map(s -> best(s, pieces.value(), n)).collect()) {
        for (int k = 0; k < best.piece.length; k++) {
          int i = (int) (best.key[k] / n);
          int j = (int) (best.key[k] % n);
          offers.offer(best.piece[k], best.key[k], i, j, best.score[k]);
        }
      }
      pieces.destroy();
    }, chosen::add);
    return chosen.distinct();
  }

  /** The best edge of every row that leaves its piece, then the best of every piece. */
  private static Best best(ScoredRows s, int[] piece, int n) {
    Rows rows = s.rows();
    long[] order = new long[rows.count]; // piece, row
    long[] key = new long[rows.count];
    double[] score = new double[rows.count];
    int leaving = 0;
    for (int r = 0; r < rows.count; r++) {
      int mine = piece[rows.first + r];
      key[r] = -1;
      for (int k = rows.begin(r); k < rows.end(r); k++) {
        if (piece[rows.neuron[rows.column(k)]] != mine
            && (key[r] < 0 || isBetter(s.score()[k], rows.key(r, k, n), score[r], key[r]))) {
          key[r] = rows.key(r, k, n);
          score[r] = s.score()[k];
        }
      }
      if (key[r] >= 0) {
        order[leaving++] = ((long) mine << 32) | r;
      }
    }
    Arrays.sort(order, 0, leaving);
    Best best = new Best(new int[leaving], new long[leaving], new double[leaving]);
    int count = 0;
    for (int k = 0; k < leaving; k++) {
      int mine = (int) (order[k] >>> 32);
      int r = (int) order[k];
      boolean another = count == 0 || best.piece[count - 1] != mine;
      if (another || isBetter(score[r], key[r], best.score[count - 1], best.key[count - 1])) {
        count += another ? 1 : 0;
        best.piece[count - 1] = mine;
        best.key[count - 1] = key[r];
        best.score[count - 1] = score[r];
      }
    }
    return new Best(Arrays.copyOf(best.piece, count), Arrays.copyOf(best.key, count),
        Arrays.copyOf(best.score, count));
  }

  private static boolean isBetter(double score, long key, double than, long itsKey) {
    return score > than || (score == than && key < itsKey);
  }

  /** Keys that were chosen, some of them twice. */
  private static final class Keys {
    private long[] key = new long[1024];
    private int count;

    void add(long k) {
      if (count == key.length) {
        key = Arrays.copyOf(key, Math.max(count + 1, (int) Math.min(Integer.MAX_VALUE - 8L, 2L * count)));
      }
      key[count++] = k;
    }

    long[] distinct() {
      Arrays.sort(key, 0, count);
      int left = 0;
      for (int k = 0; k < count; k++) {
        if (left == 0 || key[left - 1] != key[k]) {
          key[left++] = key[k];
        }
      }
      return Arrays.copyOf(key, left);
    }
  }
}
