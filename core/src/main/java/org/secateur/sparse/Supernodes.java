package org.secateur.sparse;

import java.util.Arrays;

/**
 * The columns of L in groups of the same pattern, which are stored and worked on as dense panels. A supernode of w
 * columns has r rows below them: its panel is (w + r) × w, its update matrix r × r, and its rows are among the columns
 * and rows of its parent.
 *
 * <p>Small groups are joined although a few zeros are then stored: Ashcraft and Grimes, "The influence of relaxed
 * supernode partitions on the multifrontal method", ACM Transactions on Mathematical Software 15, 1989. Immutable by
 * agreement.
 */
final class Supernodes {
  private static final int NONE = -1;
  /** Joined supernodes of at most so many columns … */
  private static final int[] RELAXED_COLUMNS = {4, 16, 48, Integer.MAX_VALUE};
  /** … may consist of zeros up to this share. */
  private static final double[] RELAXED_ZEROS = {1, 0.8, 0.1, 0.05};

  /** The rows of the matrix in the order of the columns. */
  final Ordering ordering;
  /** How many there are. */
  final int count;
  /** (count + 1): the first column of a supernode. */
  final int[] first;
  /** (count): rows below the columns, r. */
  final int[] below;
  /** (count): the parent, or −1; parents come after their children, subtrees stand together. */
  final int[] parent;
  /** (count): the first child, or −1. */
  final int[] child;
  /** (count): the next child of the same parent, or −1. */
  final int[] sibling;

  private Supernodes(Ordering ordering, int count, int[] first, int[] below, int[] parent) {
    this.ordering = ordering;
    this.count = count;
    this.first = first;
    this.below = below;
    this.parent = parent;
    this.child = new int[count];
    this.sibling = new int[count];
    Arrays.fill(child, NONE);
    Arrays.fill(sibling, NONE);
    for (int s = count - 1; s >= 0; s--) {
      int p = parent[s];
      if (p != NONE) {
        sibling[s] = child[p];
        child[p] = s;
      }
    }
  }

  /** The supernodes of a tree, in a postorder that needs little memory. Time O(n). */
  static Supernodes of(EliminationTree tree) {
    return new Partition(tree).join().sorted(tree.ordering);
  }

  /** Columns of supernode s. */
  int width(int s) {
    return first[s + 1] - first[s];
  }

  /** Rows of its panel. */
  int height(int s) {
    return width(s) + below[s];
  }

  /** Doubles of all panels. */
  long panelEntries() {
    long sum = 0;
    for (int s = 0; s < count; s++) {
      sum += (long) width(s) * height(s);
    }
    return sum;
  }

  /** The largest panel, in doubles. */
  long largestPanel() {
    long most = 0;
    for (int s = 0; s < count; s++) {
      most = Math.max(most, (long) width(s) * height(s));
    }
    return most;
  }

  /** The largest (w + r)². */
  long largestFront() {
    long most = 0;
    for (int s = 0; s < count; s++) {
      most = Math.max(most, (long) height(s) * height(s));
    }
    return most;
  }

  /** Σ r: the length of all lists of rows. */
  long rowEntries() {
    long sum = 0;
    for (int r : below) {
      sum += r;
    }
    return sum;
  }

  /** Doubles of the update matrices, and of one number for each row of theirs, that are alive at once, at most, with the supernodes in order. */
  long stackEntries() {
    return stackEntries(0, count, new boolean[count]);
  }

  /**
   * As {@link #stackEntries()}, for some supernodes only.
   *
   * @param from the first
   * @param to after the last
   * @param elsewhere (count): those that are dealt with elsewhere, together with their subtrees
   */
  long stackEntries(int from, int to, boolean[] elsewhere) {
    long alive = 0;
    long most = 0;
    for (int s = from; s < to; s++) {
      if (!elsewhere[s]) {
        most = Math.max(most, alive + updateEntries(below[s]));
        for (int c = child[s]; c != NONE; c = sibling[c]) {
          alive -= elsewhere[c] ? 0 : updateEntries(below[c]);
        }
        alive += updateEntries(below[s]);
      }
    }
    return most;
  }

  /** Doubles of an update matrix of order r, and of one number a row. */
  static long updateEntries(int r) {
    return r * (r + 1L);
  }

  /** The same supernodes in an order with little alive at once. */
  private Supernodes sorted(Ordering columns) {
    int[] post = new Stacking(this).postorder();
    int[] place = new int[count];
    int[] newFirst = new int[count + 1];
    int[] newBelow = new int[count];
    int[] newParent = new int[count];
    int[] column = new int[first[count]];
    for (int k = 0; k < count; k++) {
      place[post[k]] = k;
    }
    for (int k = 0; k < count; k++) {
      int s = post[k];
      int w = width(s);
      newFirst[k + 1] = newFirst[k] + w;
      newBelow[k] = below[s];
      newParent[k] = parent[s] == NONE ? NONE : place[parent[s]];
      for (int c = 0; c < w; c++) {
        column[newFirst[k] + c] = first[s] + c;
      }
    }
    return new Supernodes(columns.then(column), count, newFirst, newBelow, newParent);
  }

  /**
   * Which child goes first: the one whose own work needs most beyond what it leaves behind (Liu, "On the storage
   * requirement in the out-of-core multifrontal method", ACM Transactions on Mathematical Software 12, 1986).
   */
  private static final class Stacking {
    private final Supernodes s;

    Stacking(Supernodes s) {
      this.s = s;
    }

    int[] postorder() {
      int[] weight = new int[s.count]; // a child's place among its siblings
      long[] peak = new long[s.count];
      for (int v = 0; v < s.count; v++) {
        int[] own = childrenByExcess(v, peak);
        long alive = 0;
        for (int k = 0; k < own.length; k++) {
          weight[own[k]] = k;
          peak[v] = Math.max(peak[v], alive + peak[own[k]]);
          alive += updateEntries(s.below[own[k]]);
        }
        peak[v] = Math.max(peak[v], alive + updateEntries(s.below[v]));
      }
      return EliminationTree.postorder(s.parent, weight);
    }

    /** The children of v by descending peak − r², then as numbered. */
    private int[] childrenByExcess(int v, long[] peak) {
      int number = 0;
      for (int c = s.child[v]; c != NONE; c = s.sibling[c]) {
        number++;
      }
      long[][] keyed = new long[number][];
      int k = 0;
      for (int c = s.child[v]; c != NONE; c = s.sibling[c]) {
        keyed[k++] = new long[]{updateEntries(s.below[c]) - peak[c], c};
      }
      if (number > 1) {
        Arrays.sort(keyed, (a, b) -> a[0] != b[0] ? Long.compare(a[0], b[0]) : Long.compare(a[1], b[1]));
      }
      int[] sorted = new int[number];
      Arrays.setAll(sorted, c -> (int) keyed[c][1]);
      return sorted;
    }
  }

  /** Columns put into groups. */
  private static final class Partition {
    private final EliminationTree tree;
    private final int count;
    private final int[] first; // (count + 1)
    private final int[] merged; // (count), the group one was joined into, or itself
    private final int[] start; // (count), the first column of a joined group
    private final long[] zeros; // (count), stored in it

    /** Fundamental supernodes: the next column is the parent, has no other child, and one entry less. */
    Partition(EliminationTree tree) {
      this.tree = tree;
      int n = tree.parent.length;
      int[] children = new int[n];
      for (int p : tree.parent) {
        if (p != NONE) {
          children[p]++;
        }
      }
      int[] starts = new int[n + 1];
      int groups = 0;
      for (int j = 0; j < n; j++) {
        boolean continues = j > 0 && tree.parent[j - 1] == j && children[j] == 1
            && tree.count[j - 1] == tree.count[j] + 1;
        if (!continues) {
          starts[groups++] = j;
        }
      }
      starts[groups] = n;
      this.count = groups;
      this.first = Arrays.copyOf(starts, groups + 1);
      this.merged = new int[groups];
      this.start = Arrays.copyOf(first, groups);
      this.zeros = new long[groups];
      Arrays.setAll(merged, s -> s);
    }

    /** Joins a group with the one right after it, if that is its parent and few enough zeros come of it. */
    Supernodes join() {
      int[] group = new int[tree.parent.length];
      for (int s = 0; s < count; s++) {
        Arrays.fill(group, first[s], first[s + 1], s);
      }
      for (int s = 0; s + 1 < count; s++) {
        int above = tree.parent[first[s + 1] - 1];
        if (above == first[s + 1]) {
          joinIfCheap(s);
        }
      }
      return compact(group);
    }

    /** Group s, with what was joined into it, and s + 1, which nothing has been joined with yet. */
    private void joinIfCheap(int s) {
      int w0 = first[s + 1] - start[s];
      int w1 = first[s + 2] - first[s + 1];
      int w = w0 + w1;
      long h0 = tree.count[first[s + 1] - 1] + w0 - 1L; // of s's panel
      long h1 = tree.count[first[s + 1]];
      long z = zeros[s] + w0 * (h1 + w0 - h0);
      long entries = (long) w * (w + 1) / 2 + w * (h1 - w1);
      int k = 0;
      while (w > RELAXED_COLUMNS[k]) {
        k++;
      }
      if (z <= RELAXED_ZEROS[k] * entries) {
        merged[s] = s + 1;
        start[s + 1] = start[s];
        zeros[s + 1] = z;
      }
    }

    private Supernodes compact(int[] group) {
      int[] place = new int[count];
      int kept = 0;
      for (int s = 0; s < count; s++) {
        place[s] = kept;
        kept += merged[s] == s ? 1 : 0;
      }
      int[] firsts = new int[kept + 1];
      int[] below = new int[kept];
      int[] parents = new int[kept];
      for (int s = 0; s < count; s++) {
        if (merged[s] == s) {
          int last = first[s + 1] - 1;
          int k = place[s];
          firsts[k] = start[s];
          below[k] = tree.count[last] - 1;
          parents[k] = tree.parent[last] == NONE ? NONE : place[group[tree.parent[last]]];
        }
      }
      firsts[kept] = tree.parent.length;
      return new Supernodes(tree.ordering, kept, firsts, below, parents);
    }
  }
}
