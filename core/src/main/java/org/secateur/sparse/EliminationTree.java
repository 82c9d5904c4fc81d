package org.secateur.sparse;

import java.util.Arrays;

/**
 * The elimination tree of a graph in some order, and how many entries each column of L will have, without L. Columns are
 * numbered in a postorder of the tree: every subtree's columns stand together, its root's last.
 *
 * <p>Liu, "The role of elimination trees in sparse factorization", SIAM Journal on Matrix Analysis 11, 1990; Gilbert, Ng
 * and Peyton, "An efficient algorithm to compute row and column counts for sparse Cholesky factorization", the same
 * journal 15, 1994. Time all but linear in the edges, memory O(n). Immutable by agreement.
 */
final class EliminationTree {
  private static final int NONE = -1;

  /** The graph's vertices in the order of the columns. */
  final Ordering ordering;
  /** (n): the parent of a column, always larger than it, or −1 for a root. */
  final int[] parent;
  /** (n): entries of a column of L, its diagonal among them. */
  final int[] count;

  private EliminationTree(Ordering ordering, int[] parent, int[] count) {
    this.ordering = ordering;
    this.parent = parent;
    this.count = count;
  }

  /** The tree of a graph eliminated in this order, or in one that gives the same L but for a permutation. */
  static EliminationTree of(Adjacency graph, Ordering order) {
    int[] parent = parents(graph, order);
    int[] post = postorder(parent, new int[graph.n]);
    Ordering first = order.then(post);
    int[] relabelled = relabel(parent, post);
    int[] count = counts(graph, first, relabelled);
    // Again with the child of most entries last: that is the one a column can best be joined with.
    int[] again = postorder(relabelled, count);
    int[] sorted = new int[count.length];
    for (int k = 0; k < sorted.length; k++) {
      sorted[k] = count[again[k]];
    }
    return new EliminationTree(first.then(again), relabel(relabelled, again), sorted);
  }

  /** Entries of L, the diagonal among them. */
  long fill() {
    long sum = 0;
    for (int c : count) {
      sum += c;
    }
    return sum;
  }

  /** Σ count². */
  double flops() {
    double sum = 0;
    for (int c : count) {
      sum += (double) c * c;
    }
    return sum;
  }

  /** The parents by Liu's algorithm: each row of L grows its subtree, with short cuts to the present roots. */
  private static int[] parents(Adjacency graph, Ordering ordering) {
    int n = graph.n;
    int[] order = ordering.order();
    int[] position = ordering.position();
    int[] parent = new int[n];
    int[] ancestor = new int[n];
    Arrays.fill(parent, NONE);
    Arrays.fill(ancestor, NONE);
    for (int k = 0; k < n; k++) {
      int i = order[k];
      for (int q = graph.start[i]; q < graph.start[i + 1]; q++) {
        int j = position[graph.neighbour[q]];
        while (j < k) {
          int above = ancestor[j];
          ancestor[j] = k;
          if (above == NONE) {
            parent[j] = k;
            break;
          }
          j = above == k ? n : above;
        }
      }
    }
    return parent;
  }

  /**
   * A postorder in which siblings stand by ascending weight, and ties as they are numbered.
   *
   * @param parent (n), with parents larger than their children, or −1
   * @param weight (n), at least 0
   * @return (n), the node at each place
   */
  static int[] postorder(int[] parent, int[] weight) {
    int n = parent.length;
    int[] child = new int[n + 1]; // the first of a linked list; n holds the roots
    int[] sibling = new int[n];
    Arrays.fill(child, NONE);
    int[] byWeight = descending(weight);
    for (int v : byWeight) { // the heaviest and largest first, so that it ends up last in its list
      int p = parent[v] == NONE ? n : parent[v];
      sibling[v] = child[p];
      child[p] = v;
    }
    int[] post = new int[n];
    int[] path = new int[n + 1];
    int depth = 0;
    path[0] = n;
    int k = 0;
    while (depth >= 0) {
      int v = path[depth];
      int next = child[v];
      if (next != NONE) {
        child[v] = sibling[next];
        path[++depth] = next;
      } else {
        depth--;
        if (v < n) {
          post[k++] = v;
        }
      }
    }
    return post;
  }

  /** 0 … n − 1 by descending weight, ties by descending number: a counting sort. */
  private static int[] descending(int[] weight) {
    int most = 0;
    for (int w : weight) {
      most = Math.max(most, w);
    }
    int[] first = new int[most + 2];
    for (int w : weight) {
      first[most - w + 1]++;
    }
    for (int w = 0; w <= most; w++) {
      first[w + 1] += first[w];
    }
    int[] sorted = new int[weight.length];
    for (int v = weight.length - 1; v >= 0; v--) {
      sorted[first[most - weight[v]]++] = v;
    }
    return sorted;
  }

  private static int[] relabel(int[] parent, int[] post) {
    int[] place = new int[post.length];
    for (int k = 0; k < post.length; k++) {
      place[post[k]] = k;
    }
    int[] relabelled = new int[post.length];
    for (int k = 0; k < post.length; k++) {
      int p = parent[post[k]];
      relabelled[k] = p == NONE ? NONE : place[p];
    }
    return relabelled;
  }

  /**
   * Entries of each column. Row i of L is a subtree of the tree; each of its leaves adds a path to the columns' counts,
   * less what it shares with the path of the leaf before it, from their least common ancestor on.
   *
   * @param parent of a postordered tree
   */
  private static int[] counts(Adjacency graph, Ordering ordering, int[] parent) {
    int n = graph.n;
    int[] order = ordering.order();
    int[] position = ordering.position();
    int[] count = new int[n];
    int[] first = new int[n]; // the smallest column of a subtree
    Arrays.fill(first, NONE);
    for (int j = 0; j < n; j++) {
      for (int a = j; a != NONE && first[a] == NONE; a = parent[a]) {
        first[a] = j;
      }
      count[j] = first[j] == j ? 1 : 0;
    }
    int[] reach = new int[n]; // the largest first column among the leaves of a row so far
    int[] leaf = new int[n]; // the last leaf of a row so far
    int[] ancestor = new int[n];
    Arrays.fill(reach, NONE);
    Arrays.fill(leaf, NONE);
    Arrays.setAll(ancestor, j -> j);
    for (int j = 0; j < n; j++) {
      int p = parent[j];
      if (p != NONE) {
        count[p]--;
      }
      int v = order[j];
      for (int q = graph.start[v]; q < graph.start[v + 1]; q++) {
        int i = position[graph.neighbour[q]];
        if (i > j && first[j] > reach[i]) { // j is a leaf of row i
          reach[i] = first[j];
          count[j]++;
          if (leaf[i] != NONE) {
            count[root(ancestor, leaf[i])]--;
          }
          leaf[i] = j;
        }
      }
      if (p != NONE) {
        ancestor[j] = p;
      }
    }
    for (int j = 0; j < n; j++) {
      if (parent[j] != NONE) {
        count[parent[j]] += count[j];
      }
    }
    return count;
  }

  private static int root(int[] ancestor, int from) {
    int root = from;
    while (ancestor[root] != root) {
      root = ancestor[root];
    }
    for (int j = from; j != root;) {
      int above = ancestor[j];
      ancestor[j] = root;
      j = above;
    }
    return root;
  }
}
