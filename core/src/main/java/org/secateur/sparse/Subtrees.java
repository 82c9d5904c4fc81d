package org.secateur.sparse;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * The supernodes cut into tasks that can be done at once, disjoint subtrees of about equal work, and the top of the tree
 * that they meet in. The cut depends on the pattern alone. Immutable.
 */
final class Subtrees {
  private static final int NONE = -1;
  /** A subtree is at most this share of all work. */
  private static final double SHARE = 1.0 / 64;

  private final int[] root; // of the subtrees, ascending
  private final int[] low; // the first supernode of each
  private final int[] taskStart; // (tasks + 1): each task's subtrees
  private final int[] top; // the supernodes in no subtree, ascending

  private Subtrees(int[] root, int[] low, int[] taskStart, int[] top) {
    this.root = root;
    this.low = low;
    this.taskStart = taskStart;
    this.top = top;
  }

  static Subtrees of(Supernodes supernodes) {
    int count = supernodes.count;
    double[] work = new double[count];
    int[] first = new int[count]; // of the subtree
    double total = 0;
    Arrays.setAll(first, s -> s);
    for (int s = 0; s < count; s++) {
      double own = supernodes.width(s) * (double) supernodes.height(s) * supernodes.height(s) + 1000;
      total += own;
      work[s] += own;
      int p = supernodes.parent[s];
      if (p != NONE) {
        work[p] += work[s];
        first[p] = Math.min(first[p], first[s]);
      }
    }
    double most = total * SHARE;
    int[] root = new int[count];
    int[] top = new int[count];
    int[] taskStart = new int[count + 1];
    int roots = 0;
    int tops = 0;
    int tasks = 0;
    double task = 0;
    for (int s = 0; s < count; s++) {
      if (work[s] > most) {
        top[tops++] = s;
      } else if (supernodes.parent[s] == NONE || work[supernodes.parent[s]] > most) {
        if (task == 0) {
          taskStart[tasks++] = roots;
        }
        root[roots++] = s;
        task += work[s];
        task = task > most ? 0 : task;
      }
    }
    taskStart[tasks] = roots;
    int[] low = new int[roots];
    for (int k = 0; k < roots; k++) {
      low[k] = first[root[k]];
    }
    return new Subtrees(Arrays.copyOf(root, roots), low, Arrays.copyOf(taskStart, tasks + 1),
        Arrays.copyOf(top, tops));
  }

  /** How many tasks there are. */
  int tasks() {
    return taskStart.length - 1;
  }

  /** The first subtree of a task; those of task t end before {@code begin(t + 1)}. */
  int begin(int task) {
    return taskStart[task];
  }

  /** How many subtrees there are. */
  int count() {
    return root.length;
  }

  /** The root of subtree k, its last supernode. */
  int root(int k) {
    return root[k];
  }

  /** Doubles handed over between the subtrees and the top, all alive at once. */
  long entries(Supernodes supernodes) {
    long sum = 0;
    for (int s : root) {
      sum += Supernodes.updateEntries(supernodes.below[s]);
    }
    return sum;
  }

  /** The first supernode of subtree k. */
  int low(int k) {
    return low[k];
  }

  /** The supernodes in no subtree, ascending; not to be written to. */
  int[] top() {
    return top;
  }

  /** Does every task once, several at a time where there are processors for it. */
  void forEachTask(IntConsumer task) {
    IntStream.range(0, tasks()).parallel().forEach(task);
  }
}
