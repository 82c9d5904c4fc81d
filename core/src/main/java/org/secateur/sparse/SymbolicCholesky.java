package org.secateur.sparse;

import java.util.Arrays;

/**
 * The pattern of a Cholesky factor, made once for a pattern and used for any values: the supernodes and the rows of
 * each. Immutable.
 */
public final class SymbolicCholesky {
  /** Every array must be indexed by ints. */
  private static final int LONGEST = Integer.MAX_VALUE - 8;

  private final Supernodes supernodes;
  private final int[] rowStart; // (supernodes + 1)
  private final int[] row; // (rowStart[supernodes]): the rows below each supernode's columns, ascending
  private final CholeskyForecast forecast;

  private SymbolicCholesky(Supernodes supernodes, int[] rowStart, int[] row, CholeskyForecast forecast) {
    this.supernodes = supernodes;
    this.rowStart = rowStart;
    this.row = row;
    this.forecast = forecast;
  }

  /**
   * Orders a matrix and finds the pattern of its factor.
   *
   * @param matrix of which only the pattern counts
   * @param limits beyond which it is given up
   */
  public static SymbolicOutcome of(SparseSymmetric matrix, SymbolicLimits limits) {
    Adjacency graph = Adjacency.of(matrix.weights());
    return switch (MinimumDegree.order(graph, limits.flops())) {
      case Elimination.Stopped(var certainty, long fill, double flops) ->
        new SymbolicOutcome.TooLarge(new CholeskyForecast(certainty, fill, flops, 8 * fill));
      case Elimination.Done done -> of(graph, done.ordering(), limits);
    };
  }

  /** In an order of one's own. */
  static SymbolicOutcome of(Adjacency graph, Ordering ordering, SymbolicLimits limits) {
    EliminationTree tree = EliminationTree.of(graph, ordering);
    Supernodes supernodes = Supernodes.of(tree);
    CholeskyForecast forecast = forecast(tree, supernodes);
    if (forecast.flops() > limits.flops() || forecast.bytes() > limits.bytes()
        || supernodes.rowEntries() > LONGEST || supernodes.stackEntries() > LONGEST
        || supernodes.largestFront() > LONGEST) {
      return new SymbolicOutcome.TooLarge(forecast);
    }
    int[] rowStart = new int[supernodes.count + 1];
    for (int s = 0; s < supernodes.count; s++) {
      rowStart[s + 1] = rowStart[s] + supernodes.below[s];
    }
    int[] row = rows(graph, supernodes, rowStart);
    return new SymbolicOutcome.Feasible(new SymbolicCholesky(supernodes, rowStart, row, forecast));
  }

  private static CholeskyForecast forecast(EliminationTree tree, Supernodes supernodes) {
    double doubles = (double) supernodes.panelEntries() + supernodes.stackEntries()
        + Subtrees.of(supernodes).entries(supernodes) + supernodes.largestFront()
        + 2.0 * supernodes.largestPanel();
    double bytes = 8 * doubles + 4.0 * supernodes.rowEntries() + 24.0 * supernodes.ordering.size();
    return new CholeskyForecast(CholeskyForecast.Certainty.EXACT, tree.fill(), tree.flops(),
        (long) Math.min(bytes, 0x1p62));
  }

  /** The rows of each supernode: those of its own columns in the graph, and what its children leave of theirs. */
  private static int[] rows(Adjacency graph, Supernodes supernodes, int[] rowStart) {
    int n = graph.n;
    int[] order = supernodes.ordering.order();
    int[] position = supernodes.ordering.position();
    int[] row = new int[rowStart[supernodes.count]];
    int[] seen = new int[n]; // 1 + the last supernode that has a row
    for (int s = 0; s < supernodes.count; s++) {
      int last = supernodes.first[s + 1] - 1;
      int to = rowStart[s];
      for (int j = supernodes.first[s]; j <= last; j++) {
        int v = order[j];
        for (int q = graph.start[v]; q < graph.start[v + 1]; q++) {
          int i = position[graph.neighbour[q]];
          if (i > last && seen[i] != s + 1) {
            seen[i] = s + 1;
            row[to++] = i;
          }
        }
      }
      for (int c = supernodes.child[s]; c >= 0; c = supernodes.sibling[c]) {
        for (int q = rowStart[c]; q < rowStart[c + 1]; q++) {
          int i = row[q];
          if (i > last && seen[i] != s + 1) {
            seen[i] = s + 1;
            row[to++] = i;
          }
        }
      }
      Arrays.sort(row, rowStart[s], to);
    }
    return row;
  }

  /** Rows and columns of the matrix. */
  public int size() {
    return supernodes.ordering.size();
  }

  /** What the factorisation costs. */
  public CholeskyForecast forecast() {
    return forecast;
  }

  /** The order of elimination. */
  public Ordering ordering() {
    return supernodes.ordering;
  }

  Supernodes supernodes() {
    return supernodes;
  }

  /** Where the rows of each supernode begin in {@link #row}; not to be written to. */
  int[] rowStart() {
    return rowStart;
  }

  /** The rows below the columns of each supernode, ascending; not to be written to. */
  int[] row() {
    return row;
  }
}
