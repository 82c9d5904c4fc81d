package org.secateur.prune;

import java.util.Arrays;

import org.secateur.network.Edges;

/**
 * The spanning forest of largest total score, direction ignored. Borůvka (1926): in each round every piece takes the best
 * edge that leaves it, so that no edge is ever sorted.
 */
final class SpanningForest {
  private final Edges edges;
  private final double[] score; // (count)
  private final int[] parent; // (n), union-find over neurons
  private final int[] piece; // (n), the root of each neuron
  private final int[] best; // (n), the best edge that leaves a piece, −1 for none
  private final double[] bestScore; // (n)
  private final int[] live; // edges between two pieces, in order
  private int lives;

  private SpanningForest(Scores scores, int neurons) {
    edges = scores.edges();
    score = scores.toArray();
    parent = new int[neurons];
    Arrays.setAll(parent, i -> i);
    piece = parent.clone();
    best = new int[neurons];
    bestScore = new double[neurons];
    live = new int[score.length];
    Arrays.setAll(live, e -> e);
    lives = score.length;
  }

  /**
   * Which edges belong to the forest: the one that Kruskal (1956) finds with ties going to the earlier edge. At most log₂ n
   * rounds of O(n + m), of which the later ones see few edges; memory 12 bytes an edge.
   */
  static boolean[] of(Scores scores, int neurons) {
    boolean[] chosen = new boolean[scores.count()];
    SpanningForest forest = new SpanningForest(scores, neurons);
    while (forest.findBest()) {
      forest.join(chosen);
    }
    return chosen;
  }

  /** Drops edges inside a piece and finds the best of the others; false if there are none. */
  private boolean findBest() {
    Arrays.fill(best, -1);
    int left = 0;
    for (int k = 0; k < lives; k++) {
      int e = live[k];
      int a = piece[edges.post(e)];
      int b = piece[edges.pre(e)];
      if (a != b) {
        live[left++] = e;
        offer(a, e);
        offer(b, e);
      }
    }
    lives = left;
    return left > 0;
  }

  /** Edges come in order, so that of equal ones the earlier stays: no two are equal, and the choices close no circle. */
  private void offer(int to, int e) {
    if (best[to] < 0 || score[e] > bestScore[to]) {
      best[to] = e;
      bestScore[to] = score[e];
    }
  }

  private void join(boolean[] chosen) {
    for (int i = 0; i < best.length; i++) {
      if (best[i] >= 0) {
        int e = best[i];
        chosen[e] = true; // perhaps for the second time, if both its ends chose it
        int a = root(edges.post(e));
        int b = root(edges.pre(e));
        parent[Math.max(a, b)] = Math.min(a, b);
      }
    }
    for (int i = 0; i < piece.length; i++) {
      piece[i] = root(i);
    }
  }

  private int root(int i) {
    int r = i;
    while (parent[r] != r) {
      parent[r] = parent[parent[r]];
      r = parent[r];
    }
    return r;
  }
}
