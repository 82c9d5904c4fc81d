package org.secateur.prune;

import java.util.Arrays;
import java.util.function.LongConsumer;

import org.secateur.network.Edges;

/**
 * The spanning forest of largest total score, direction ignored. Borůvka (1926): in each round every piece takes the best
 * edge that leaves it, so that no edge is ever sorted, and whoever holds the edges has to say no more than that.
 */
public final class SpanningForest {
  private final int[] parent; // (n), union-find over neurons
  private final int[] piece; // (n), the root of each neuron

  private SpanningForest(int neurons) {
    parent = new int[neurons];
    Arrays.setAll(parent, i -> i);
    piece = parent.clone();
  }

  /** Edges, wherever they lie. */
  @FunctionalInterface
  public interface Source {
    /**
     * Offers edges between two pieces to both, each piece's best at least, in any order.
     *
     * @param piece (n) of each neuron; not to be written to
     */
    void offer(int[] piece, Offers offers);
  }

  /** The best edge of each piece so far: of equal scores the one with the smaller number. Mutable. */
  public static final class Offers {
    private final long[] edge; // (n), −1 for none
    private final double[] score;
    private final int[] from;
    private final int[] to;

    private Offers(int neurons) {
      edge = new long[neurons];
      score = new double[neurons];
      from = new int[neurons];
      to = new int[neurons];
      Arrays.fill(edge, -1);
    }

    /**
     * One edge for a piece.
     *
     * @param number of the edge, at least 0; no two edges have the same
     * @param a one of its neurons
     * @param b the other
     */
    public void offer(int piece, long number, int a, int b, double itsScore) {
      if (edge[piece] < 0 || itsScore > score[piece]
          || (itsScore == score[piece] && number < edge[piece])) {
        edge[piece] = number;
        score[piece] = itsScore;
        from[piece] = a;
        to[piece] = b;
      }
    }
  }

  /**
   * Which edges belong to the forest: the one that Kruskal (1956) finds with ties going to the earlier edge. At most log₂ n
   * rounds of O(n + m), of which the later ones see few edges.
   */
  static boolean[] of(Scores scores, int neurons) {
    boolean[] chosen = new boolean[scores.count()];
    of(neurons, new Live(scores), e -> chosen[(int) e] = true);
    return chosen;
  }

  /**
   * The forest of edges that lie anywhere.
   *
   * @param chosen takes the numbers of its edges, perhaps twice
   */
  public static void of(int neurons, Source source, LongConsumer chosen) {
    SpanningForest forest = new SpanningForest(neurons);
    boolean joined = neurons > 0;
    while (joined) {
      Offers offers = new Offers(neurons);
      source.offer(forest.piece, offers);
      joined = forest.join(offers, chosen);
    }
  }

  private boolean join(Offers offers, LongConsumer chosen) {
    boolean any = false;
    for (int i = 0; i < piece.length; i++) {
      if (offers.edge[i] >= 0) {
        any = true;
        chosen.accept(offers.edge[i]); // perhaps for the second time, if both its ends chose it
        int a = root(offers.from[i]);
        int b = root(offers.to[i]);
        parent[Math.max(a, b)] = Math.min(a, b);
      }
    }
    for (int i = 0; i < piece.length; i++) {
      piece[i] = root(i);
    }
    return any;
  }

  private int root(int i) {
    int r = i;
    while (parent[r] != r) {
      parent[r] = parent[parent[r]];
      r = parent[r];
    }
    return r;
  }

  /** The edges of this machine that still join two pieces, in order; memory 12 bytes an edge. */
  private static final class Live implements Source {
    private final Edges edges;
    private final double[] score;
    private final int[] live;
    private int lives;

    private Live(Scores scores) {
      edges = scores.edges();
      score = scores.toArray();
      live = new int[score.length];
      Arrays.setAll(live, e -> e);
      lives = score.length;
    }

    @Override
    public void offer(int[] piece, Offers offers) {
      int left = 0;
      for (int k = 0; k < lives; k++) {
        int e = live[k];
        int i = edges.post(e);
        int j = edges.pre(e);
        if (piece[i] != piece[j]) {
          live[left++] = e;
          offers.offer(piece[i], e, i, j, score[e]);
          offers.offer(piece[j], e, i, j, score[e]);
        }
      }
      lives = left;
    }
  }
}
