package org.secateur.sparse;

import java.util.Arrays;

import org.secateur.kernel.CompressedRows;

/**
 * Who is joined to whom: an undirected graph without self-connections, both directions of every edge stored. The input
 * of the orderings, which never look at weights. Immutable by agreement.
 */
final class Adjacency {
  /** Vertices. */
  final int n;
  /** (n + 1): the neighbours of v stand at positions {@code start[v]} to {@code start[v + 1]}, exclusive. */
  final int[] start;
  /** (2 edges). */
  final int[] neighbour;

  Adjacency(int n, int[] start, int[] neighbour) {
    this.n = n;
    this.start = start;
    this.neighbour = neighbour;
  }

  /** The graph of a symmetric matrix with both halves stored, without its diagonal. Time O(n + m). */
  static Adjacency of(CompressedRows rows) {
    int[] start = new int[rows.n + 1];
    int[] neighbour = new int[rows.column.length];
    int count = 0;
    for (int i = 0; i < rows.n; i++) {
      for (int k = rows.rowStart[i]; k < rows.rowStart[i + 1]; k++) {
        int j = rows.column[k];
        if (j != i) {
          neighbour[count++] = j;
        }
      }
      start[i + 1] = count;
    }
    return new Adjacency(rows.n, start,
        count == neighbour.length ? neighbour : Arrays.copyOf(neighbour, count));
  }

  /** How many neighbours v has. */
  int degree(int v) {
    return start[v + 1] - start[v];
  }
}
