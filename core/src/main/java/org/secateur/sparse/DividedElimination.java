package org.secateur.sparse;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.secateur.kernel.CompressedRows;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/**
 * {@link ApproximateElimination} of a graph in {@link Parts}: the vertices inside each part first, all parts at once, and
 * then those between, on what the parts have left of the graph. Since the inside of a part touches no vertex but its own,
 * the factor's columns of one part have no row in common with those of another. Parts and their draws are fixed: the same
 * factor on any number of threads. Mutable; for one use.
 */
final class DividedElimination {
  private static final String STAGE = "approximate-cholesky";

  private final SignedLaplacian m;
  private final SignedCover cover;
  private final Parts parts;
  private final int parallel;
  private final int[] home; // (vertices): a vertex's part
  private final int[] local; // (vertices): its number in its home's graph, which holds those between that are at home there
  private final int[] shared; // (vertices): its number in the graph between; -1 inside a part
  private final int[] size; // (parts + 1): vertices of each graph
  private final int[] place; // (vertices): its column

  DividedElimination(SignedLaplacian m, SignedCover cover, Parts parts, int parallel) {
    this.m = m;
    this.cover = cover;
    this.parts = parts;
    this.parallel = parallel;
    this.home = new int[cover.vertices()];
    this.local = new int[home.length];
    this.shared = new int[home.length];
    this.place = new int[home.length];
    this.size = new int[parts.count() + 1];
    Arrays.fill(shared, -1);
    for (int i = 0; i < m.size(); i++) {
      number(i, cover.plus()[i]);
      if (cover.minus()[i] >= 0) {
        number(i, cover.minus()[i]);
      }
    }
  }

  private void number(int i, int v) {
    int p = parts.home(i);
    home[v] = p;
    local[v] = size[p]++;
    if (parts.isBetween(i)) {
      shared[v] = size[parts.count()]++;
    }
  }

  /** Which column a vertex became. */
  int place(int v) {
    return place[v];
  }

  /**
   * Eliminates everything.
   *
   * @param roots vertices that come last, in this order; between parts where there are several
   */
  ApproximateFactor factor(int[] roots, Seed seed) {
    int count = parts.count();
    if (count == 1) {
      return whole(roots, seed);
    }
    ApproximateElimination[] inside = new ApproximateElimination[count];
    IntStream.range(0, count).parallel().forEach(p -> inside[p] = inside(p, seed));
    ApproximateElimination between = between(inside);
    int[] last = Arrays.stream(roots).map(v -> shared[v]).toArray();
    between.eliminateBut(last, seed.stream(STAGE));
    between.eliminateRest(last, seed.stream(STAGE + "-roots"));
    int[] part = new int[count + 1];
    int[] entry = new int[count + 1];
    for (int p = 0; p < count; p++) {
      part[p + 1] = part[p] + inside[p].columns();
      entry[p + 1] = Math.addExact(entry[p], inside[p].entries());
    }
    for (int v = 0; v < place.length; v++) {
      place[v] = shared[v] < 0
          ? part[home[v]] + inside[home[v]].place(local[v])
          : part[count] + between.place(shared[v]);
    }
    ApproximateFactor factor = empty(Math.addExact(entry[count], between.entries()), part);
    IntStream.range(0, count).parallel()
        .forEach(p -> inside[p].copyInto(factor, part[p], entry[p], places(p)));
    between.copyInto(factor, part[count], entry[count], places(count));
    return factor;
  }

  private ApproximateFactor whole(int[] roots, Seed seed) {
    ApproximateElimination all = graph(0);
    NoiseStream random = seed.stream(STAGE);
    all.eliminateBut(roots, random);
    all.eliminateRest(roots, random);
    for (int v = 0; v < place.length; v++) {
      place[v] = all.place(v);
    }
    ApproximateFactor factor = empty(all.entries(), new int[]{0});
    all.copyInto(factor, 0, 0, place);
    return factor;
  }

  private ApproximateFactor empty(int entries, int[] part) {
    int columns = place.length;
    int[] start = new int[columns + 1];
    start[columns] = entries;
    return new ApproximateFactor(start, new int[entries], new float[entries], new double[columns], part);
  }

  /** A part's graph: all its edges but those between rows that lie between. */
  private ApproximateElimination graph(int p) {
    CompressedRows w = m.weights();
    int pool = 0;
    for (int i = 0; i < w.n; i++) {
      for (int k = w.rowStart[i]; parts.home(i) == p && k < w.rowStart[i + 1]; k++) {
        if (w.column[k] > i && !isBetween(i, w.column[k])) {
          pool = Math.addExact(pool, cover.edges(i) * parallel);
        }
      }
    }
    double[] slack = new double[size[p]];
    for (int i = 0; i < w.n; i++) {
      if (parts.home(i) == p) {
        slack[local[cover.plus()[i]]] = m.slack()[i];
        if (cover.minus()[i] >= 0) {
          slack[local[cover.minus()[i]]] = m.slack()[i];
        }
      }
    }
    ApproximateElimination graph = new ApproximateElimination(slack, pool, parallel);
    for (int i = 0; i < w.n; i++) {
      for (int k = w.rowStart[i]; parts.home(i) == p && k < w.rowStart[i + 1]; k++) {
        if (w.column[k] > i && !isBetween(i, w.column[k])) {
          cover.edges(w, i, k, (u, v, weight) -> graph.join(local[u], local[v], weight));
        }
      }
    }
    return graph;
  }

  private boolean isBetween(int i, int j) {
    return parts.isBetween(i) && parts.isBetween(j);
  }

  private ApproximateElimination inside(int p, Seed seed) {
    ApproximateElimination graph = graph(p);
    int[] kept = IntStream.range(0, home.length).filter(v -> home[v] == p && shared[v] >= 0)
        .map(v -> local[v]).toArray();
    graph.eliminateBut(kept, seed.child(STAGE, p).stream(STAGE));
    return graph;
  }

  /** The graph between: its own edges, and what the parts have left of theirs. */
  private ApproximateElimination between(ApproximateElimination[] inside) {
    CompressedRows w = m.weights();
    int[][] of = new int[inside.length][];
    int pool = 0;
    for (int p = 0; p < inside.length; p++) {
      of[p] = new int[size[p]];
      pool = Math.addExact(pool, inside[p].edges());
    }
    double[] slack = new double[size[inside.length]];
    for (int v = 0; v < home.length; v++) {
      of[home[v]][local[v]] = shared[v];
      if (shared[v] >= 0) {
        slack[shared[v]] = inside[home[v]].slack(local[v]);
      }
    }
    for (int i = 0; i < w.n; i++) {
      for (int k = w.rowStart[i]; parts.isBetween(i) && k < w.rowStart[i + 1]; k++) {
        if (w.column[k] > i && parts.isBetween(w.column[k])) {
          pool = Math.addExact(pool, cover.edges(i) * parallel);
        }
      }
    }
    ApproximateElimination graph = new ApproximateElimination(slack, pool, parallel);
    for (int i = 0; i < w.n; i++) {
      for (int k = w.rowStart[i]; parts.isBetween(i) && k < w.rowStart[i + 1]; k++) {
        if (w.column[k] > i && parts.isBetween(w.column[k])) {
          cover.edges(w, i, k, (u, v, weight) -> graph.join(shared[u], shared[v], weight));
        }
      }
    }
    for (int p = 0; p < inside.length; p++) {
      int[] number = of[p];
      inside[p].forEachEdge((u, v, weight) -> graph.joinOnce(number[u], number[v], weight));
    }
    return graph;
  }

  /** The columns of a graph's vertices, by their numbers in it. */
  private int[] places(int p) {
    int[] of = new int[size[p]];
    for (int v = 0; v < home.length; v++) {
      if (p < parts.count() && home[v] == p) {
        of[local[v]] = place[v];
      } else if (p == parts.count() && shared[v] >= 0) {
        of[shared[v]] = place[v];
      }
    }
    return of;
  }
}
