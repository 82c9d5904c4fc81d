package org.secateur.prune;

import java.util.Comparator;
import java.util.stream.IntStream;

import org.secateur.network.Edges;

/** The spanning forest of largest total score, direction ignored. Kruskal (1956). */
final class SpanningForest {
  private SpanningForest() {
  }

  /** Which edges belong to the forest; ties go to the earlier edge. Time O(m log m). */
  static boolean[] of(Scores scores, int neurons) {
    Edges edges = scores.edges();
    int[] order = IntStream.range(0, edges.count()).boxed()
        .sorted(Comparator.comparingDouble((Integer e) -> -scores.score(e))).mapToInt(e -> e).toArray();
    int[] parent = IntStream.range(0, neurons).toArray();
    boolean[] chosen = new boolean[edges.count()];
    for (int e : order) {
      int a = root(parent, edges.post(e));
      int b = root(parent, edges.pre(e));
      if (a != b) {
        parent[a] = b;
        chosen[e] = true;
      }
    }
    return chosen;
  }

  private static int root(int[] parent, int i) {
    while (parent[i] != i) {
      parent[i] = parent[parent[i]];
      i = parent[i];
    }
    return i;
  }
}
