package org.secateur.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.kernel.CompressedRows;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;
import org.secateur.sparse.CholeskyForecast.Certainty;

/** Orderings, elimination trees, counts and forecasts. */
class OrderingTest {

  static Stream<Matrices.Named> graphs() {
    return Matrices.dominant(0, 0, 0, 1, 2, 3, 10, 40).stream();
  }

  /** The obvious way: row by row of a dense pattern, fill included. Returns the pattern of L in the given order. */
  private static boolean[][] eliminated(Adjacency graph, Ordering order) {
    int n = graph.n;
    boolean[][] l = new boolean[n][n];
    for (int i = 0; i < n; i++) {
      l[order.position(i)][order.position(i)] = true;
      for (int q = graph.start[i]; q < graph.start[i + 1]; q++) {
        l[order.position(i)][order.position(graph.neighbour[q])] = true;
      }
    }
    for (int k = 0; k < n; k++) {
      for (int i = k + 1; i < n; i++) {
        for (int j = k + 1; l[i][k] && j < n; j++) {
          l[i][j] |= l[j][k];
        }
      }
    }
    return l;
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void countsAndParentsAreThoseOfTheEliminatedMatrix(Matrices.Named m) {
    Adjacency graph = Adjacency.of(m.rows());
    for (Ordering order : new Ordering[]{Ordering.natural(m.n()), shuffled(m.n()), leastDegree(graph)}) {
      EliminationTree tree = EliminationTree.of(graph, order);
      boolean[][] l = eliminated(graph, tree.ordering);
      for (int j = 0; j < m.n(); j++) {
        int count = 0;
        int parent = -1;
        for (int i = m.n() - 1; i >= j; i--) {
          count += l[i][j] ? 1 : 0;
          parent = l[i][j] && i > j ? i : parent;
        }
        assertThat(tree.count[j]).isEqualTo(count);
        assertThat(tree.parent[j]).isEqualTo(parent);
      }
      // The postorder gives the same factor as the order asked for, but for a permutation.
      long asked = Arrays.stream(triangle(eliminated(graph, order))).sum();
      assertThat(tree.fill()).isEqualTo(asked);
    }
  }

  private static int[] triangle(boolean[][] l) {
    int[] count = new int[l.length];
    for (int i = 0; i < l.length; i++) {
      for (int j = 0; j <= i; j++) {
        count[i] += l[i][j] ? 1 : 0;
      }
    }
    return count;
  }

  private static Ordering shuffled(int n) {
    int[] order = new int[n];
    Arrays.setAll(order, k -> k);
    NoiseStream random = new Seed(n).stream("shuffle");
    for (int k = n - 1; k > 0; k--) {
      int other = (int) (random.nextDouble() * (k + 1));
      int swap = order[k];
      order[k] = order[other];
      order[other] = swap;
    }
    return Ordering.of(order);
  }

  private static Ordering leastDegree(Adjacency graph) {
    return ((Elimination.Done) MinimumDegree.order(graph, Double.POSITIVE_INFINITY)).ordering();
  }

  /** The rows of every supernode hold what the eliminated matrix has there, and its panel the diagonal block. */
  @ParameterizedTest
  @MethodSource("graphs")
  void supernodesHoldTheWholeFactor(Matrices.Named m) {
    SymbolicCholesky pattern = m.pattern();
    Supernodes supernodes = pattern.supernodes();
    boolean[][] l = eliminated(Adjacency.of(m.rows()), pattern.ordering());
    for (int s = 0; s < supernodes.count; s++) {
      int[] rows = Arrays.copyOfRange(pattern.row(), pattern.rowStart()[s], pattern.rowStart()[s + 1]);
      for (int j = supernodes.first[s]; j < supernodes.first[s + 1]; j++) {
        for (int i = supernodes.first[s + 1]; i < m.n(); i++) {
          if (l[i][j]) {
            assertThat(Arrays.binarySearch(rows, i)).as("row %d of column %d", i, j).isNotNegative();
          }
        }
      }
      if (supernodes.parent[s] >= 0) {
        assertThat(rows[0]).isBetween(supernodes.first[supernodes.parent[s]],
            supernodes.first[supernodes.parent[s] + 1] - 1);
      }
    }
    assertThat(pattern.forecast().fill()).isEqualTo(Arrays.stream(triangle(l)).sum());
  }

  /** The tally of the quotient graph is that of the tree, or a few more where vertices are eliminated together. */
  @ParameterizedTest
  @MethodSource("graphs")
  void theEliminationCountsWhatItEliminates(Matrices.Named m) {
    Adjacency graph = Adjacency.of(m.rows());
    Elimination.Done done = (Elimination.Done) MinimumDegree.order(graph, Double.POSITIVE_INFINITY);
    EliminationTree tree = EliminationTree.of(graph, done.ordering());
    assertThat(tree.fill()).isLessThanOrEqualTo(done.fill()).isGreaterThan((long) (0.9 * done.fill()) - 1);
    assertThat(tree.flops()).isLessThanOrEqualTo(done.flops());
  }

  /**
   * A tree has an order without fill, and least degree finds it: 2 n − 1 entries. A hub is set aside before, and the
   * paths of three that hang on it may be begun at its side, which costs one entry each.
   */
  @Test
  void treesAreEliminatedWithoutFill() {
    int n = 150_000;
    for (String family : new String[]{"path", "star", "recursive", "hub of paths"}) {
      NoiseStream random = new Seed(2).stream(family);
      Matrices.Pairs pairs = new Matrices.Pairs(n);
      for (int i = 1; i < n; i++) {
        pairs.add(i, switch (family) {
          case "path" -> i - 1;
          case "star" -> 0;
          case "hub of paths" -> i % 3 == 1 ? 0 : i - 1;
          default -> (int) (random.nextDouble() * i);
        }, 1);
      }
      Adjacency graph = Adjacency.of(pairs.rows());
      long paths = family.equals("hub of paths") ? n / 3 : 0;
      assertThat(EliminationTree.of(graph, leastDegree(graph)).fill()).as(family).isBetween(2L * n - 1,
          2L * n - 1 + paths);
    }
  }

  /** A k × k grid has about 31/4 k² log₂ k entries under nested dissection (George 1973); least degree is no worse. */
  @Test
  void gridsHaveLittleFill() {
    int side = 100;
    Adjacency graph = Adjacency.of(Matrices.grid(side, side, 0).rows());
    double dissection = 31.0 / 4 * side * side * (Math.log(side) / Math.log(2));
    assertThat(EliminationTree.of(graph, leastDegree(graph)).fill()).isLessThan((long) dissection);
  }

  /** What is extrapolated for networks with hubs is within a factor 3 of what comes of them, here and ten times larger. */
  @ParameterizedTest
  @ValueSource(ints = {1000, 3000, 10_000})
  void hubsAreForeseenToEndDense(int n) {
    Adjacency graph = Adjacency.of(Matrices.hubs(n, 10));
    Elimination.Done done = (Elimination.Done) MinimumDegree.order(graph, Double.POSITIVE_INFINITY);
    Elimination stopped = MinimumDegree.order(graph, done.flops() / 30);
    assertThat(stopped).isInstanceOf(Elimination.Stopped.class);
    Elimination.Stopped forecast = (Elimination.Stopped) stopped;
    assertThat(forecast.certainty()).isEqualTo(Certainty.EXPECTED);
    assertThat(Math.log(forecast.flops() / done.flops())).isCloseTo(0, within(Math.log(3)));
    assertThat(Math.log((double) forecast.fill() / done.fill())).isCloseTo(0, within(Math.log(3)));
  }

  /** A lower bound is one, and is above the limit that was crossed. */
  @Test
  void whatIsKnownIsALowerBound() {
    Adjacency graph = Adjacency.of(Matrices.grid(100, 100, 0).rows());
    Elimination.Done done = (Elimination.Done) MinimumDegree.order(graph, Double.POSITIVE_INFINITY);
    for (double share : new double[]{0.01, 0.1, 0.5, 0.9}) {
      Elimination.Stopped stopped = (Elimination.Stopped) MinimumDegree.order(graph, share * done.flops());
      assertThat(stopped.certainty()).isEqualTo(Certainty.AT_LEAST);
      assertThat(stopped.flops()).isBetween(share * done.flops(), done.flops());
      assertThat(stopped.fill()).isBetween(1L, done.fill());
    }
  }

  /** Cliques in a chain have high degrees, none of which come of the elimination: their cost is known, not extrapolated. */
  @Test
  void cliquesAreNotTakenForHubs() {
    int size = 100;
    int cliques = 60;
    Matrices.Pairs pairs = new Matrices.Pairs(size * cliques);
    for (int c = 0; c < cliques; c++) {
      for (int i = c == 0 ? 0 : -1; i < size; i++) {
        for (int j = i + 1; j < (i < 0 ? 1 : size); j++) {
          pairs.add(c * size + i, c * size + j, 1);
        }
      }
    }
    Adjacency graph = Adjacency.of(pairs.rows());
    double all = cliques * Math.pow(size + 1, 3) / 3;
    assertThat(MinimumDegree.order(graph, 1.1 * all)).isInstanceOf(Elimination.Done.class);
    assertThat(((Elimination.Stopped) MinimumDegree.order(graph, all / 2)).certainty())
        .isEqualTo(Certainty.AT_LEAST);
  }

  @Test
  void limitsOfTimeAndMemoryAreKept() {
    SparseSymmetric grid = Matrices.grid(60, 60, 0).matrix();
    CholeskyForecast cost = ((SymbolicOutcome.Feasible) SymbolicCholesky.of(grid, SymbolicLimits.NONE))
        .pattern()
        .forecast();
    assertThat(SymbolicCholesky.of(grid, new SymbolicLimits(2 * cost.flops(), cost.bytes())))
        .isInstanceOf(SymbolicOutcome.Feasible.class);
    assertThat(SymbolicCholesky.of(grid, new SymbolicLimits(2 * cost.flops(), cost.bytes() - 1)))
        .isEqualTo(new SymbolicOutcome.TooLarge(cost));
    assertThat(SymbolicCholesky.of(grid, new SymbolicLimits(cost.flops() / 2, cost.bytes())))
        .isInstanceOf(SymbolicOutcome.TooLarge.class);
    assertThatThrownBy(() -> new SymbolicLimits(Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("flops");
  }

  @Test
  void anOrderingIsAPermutation() {
    assertThat(Ordering.copyOf(new int[]{2, 0, 1}).position(2)).isZero();
    for (int[] wrong : new int[][]{{0, 0}, {1, 2}, {-1, 0}}) {
      assertThatThrownBy(() -> Ordering.copyOf(wrong)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** Whatever the numbering, the empty and the edgeless graph included. */
  @Test
  void graphsWithoutEdges() {
    for (int n : new int[]{0, 1, 5}) {
      CompressedRows rows = new CompressedRows(n, new int[n + 1], new int[0], new double[0]);
      double[] ones = new double[n];
      Arrays.fill(ones, 4);
      Matrices.Named m = new Matrices.Named("no edges", SparseSymmetric.of(rows, ones), Dominance.unknown(n));
      assertThat(m.factor().selectedInverse().diagonal())
          .containsOnly(n == 0 ? new double[0] : new double[]{0.25});
    }
  }
}
