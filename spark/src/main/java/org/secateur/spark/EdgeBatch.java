package org.secateur.spark;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** Some rows of an edge list as they were read, or the first that could not be. Grows; not for use by two threads. */
final class EdgeBatch implements Serializable {
  private static final long serialVersionUID = 1;

  int count;
  int[] post = new int[1024];
  int[] pre = new int[1024];
  double[] weight = new double[1024];
  private @Nullable Trouble trouble;

  /**
   * What is wrong with a row.
   *
   * @param code as of {@link ClusterException}
   * @param message what
   * @param where file and place in it
   * @param hint a way out, or empty
   */
  record Trouble(String code, String message, String where, String hint) implements Serializable {
    ClusterException toException() {
      ClusterException e = ClusterException.of(code, message).at(where);
      return hint.isEmpty() ? e : e.withHint(hint);
    }
  }

  void add(int i, int j, double w) {
    if (count == post.length) {
      int room = Math.max(count + 1, (int) Math.min(Integer.MAX_VALUE - 8L, 2L * count));
      post = Arrays.copyOf(post, room);
      pre = Arrays.copyOf(pre, room);
      weight = Arrays.copyOf(weight, room);
    }
    post[count] = i;
    pre[count] = j;
    weight[count++] = w;
  }

  /** Notes trouble, unless there was some before. */
  void fail(Trouble found) {
    if (trouble == null) {
      trouble = found;
    }
  }

  Optional<Trouble> trouble() {
    return Optional.ofNullable(trouble);
  }

  void clear() {
    count = 0;
  }
}
