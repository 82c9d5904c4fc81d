package org.secateur.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.kernel.CompressedRows;
import org.secateur.linalg.CholeskyOutcome;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Matrix;
import org.secateur.random.Seed;

class SelectedInverseTest {

  /**
   * Elimination without subtractions (Grassmann, Taksar and Heyman) has entrywise relative errors of order n³ u whatever
   * the condition (O'Cinneide, Numerische Mathematik 65, 1993), and the recursion on resistances adds no more than six
   * times the error of each of n fronts. Ordinary elimination has lost every digit of these: slack 1e-15 of the weights,
   * or weights over 20 decades.
   */
  @ParameterizedTest
  @MethodSource("nearlySingular")
  void dominantMatricesAreInvertedToTheLastDigitsHoweverSingular(Matrices.Named m) {
    SparseCholesky factor = m.factor();
    SelectedInverse c = factor.selectedInverse();
    PreciseInverse precise = PreciseInverse.of(m, factor);
    int n = m.n();
    double tolerance = 10.0 * n * n * n * 0x1p-53 + 4 * 0x1p-53;
    CompressedRows rows = m.rows();
    for (int i = 0; i < n; i++) {
      close(c.diagonal()[i], precise.get(i, i), tolerance, "variance", i, i);
      for (int k = rows.rowStart[i]; k < rows.rowStart[i + 1]; k++) {
        int j = rows.column[k];
        close(c.differences()[k], precise.difference(i, j, rows.value[k] > 0 ? 1 : -1), tolerance,
            "difference", i, j);
      }
    }
  }

  static Stream<Matrices.Named> nearlySingular() {
    return Stream.of(Matrices.dominant(0, 0, 1, 2, 3, 10, 16), Matrices.dominant(1e-15, 0, 1, 2, 3, 10, 16),
        Matrices.dominant(1e-6, 0, 10, 16), Matrices.dominant(0.1, 0, 10, 16),
        Matrices.dominant(0, 20, 3, 10, 16),
        Matrices.dominant(1e-9, 20, 3, 10, 16), Matrices.dominant(1e9, 20, 10)).flatMap(List::stream)
        .filter(m -> m.n() < 16 || m.name().endsWith("seed=1")); // the oracle is slow
  }

  private static void close(double actual, double expected, double relative, String what, int i, int j) {
    assertThat(actual).as("%s of %d and %d", what, i, j).isCloseTo(expected, within(relative * expected));
  }

  /** A stable inverse has ‖C − M⁻¹‖ ≤ 10 n u κ ‖M⁻¹‖ on either route; a difference has four entries of each. */
  @ParameterizedTest
  @MethodSource("definite")
  void agreesWithTheDenseInverse(Matrices.Named m) {
    Matrix dense = ((CholeskyOutcome.Factored) DenseAlgebra.best().cholesky(m.dense())).factor().inverse();
    double[] eigenvalues = DenseAlgebra.best().symmetricEigenvalues(m.dense());
    int n = m.n();
    double norm = n == 0 ? 0 : 1 / eigenvalues[0];
    double condition = n == 0 ? 1 : eigenvalues[n - 1] / eigenvalues[0];
    double tolerance = 2 * 4 * 10.0 * n * 0x1p-53 * condition * norm;
    SelectedInverse c = m.factor().selectedInverse();
    CompressedRows rows = m.rows();
    for (int i = 0; i < n; i++) {
      assertThat(c.diagonal()[i]).as("variance of %d", i).isCloseTo(dense.get(i, i), within(tolerance));
      for (int k = rows.rowStart[i]; k < rows.rowStart[i + 1]; k++) {
        int j = rows.column[k];
        double expected = dense.get(i, i) + dense.get(j, j)
            - 2 * Math.signum(rows.value[k]) * dense.get(i, j);
        assertThat(c.differences()[k]).as("difference of %d and %d", i, j).isCloseTo(expected,
            within(tolerance));
      }
    }
  }

  static Stream<Matrices.Named> definite() {
    return Stream.of(Matrices.signed(1, 0, 1, 2, 3, 10, 40, 200), Matrices.signed(0.01, 40),
        Matrices.dominant(0.01, 2, 40, 200),
        Matrices.dominant(0.01, 2, 40, 200).stream().map(m -> m.asItIs()).toList())
        .flatMap(List::stream)
        .filter(m -> m.n() < 200 || !m.name().contains("seed") || m.name().contains("seed=1"));
  }

  /** Every edge of a tree is its ends' only connection: their resistance is 1/w, to the rounding of a root and a square. */
  @ParameterizedTest
  @ValueSource(strings = {"path", "star", "tree"})
  void resistancesOfTreesAreThoseOfTheirEdges(String family) {
    Matrices.Named m = Matrices.dominant(family, 2000, 0, 24, new Seed(5));
    double[] differences = m.factor().selectedInverse().differences();
    for (int k = 0; k < differences.length; k++) {
      double expected = 1 / Math.abs(m.rows().value[k]);
      assertThat(differences[k]).isCloseTo(expected, within(8 * Math.ulp(expected)));
    }
  }

  /** Between neighbours of a cycle: one edge in parallel with all others in series. Relative error at most n³ u. */
  @Test
  void resistancesOfACycle() {
    int n = 50;
    Matrices.Pairs pairs = new Matrices.Pairs(n);
    double all = 0;
    for (int i = 0; i < n; i++) {
      double w = Math.pow(10, i % 7 - 3);
      pairs.add(i, (i + 1) % n, w);
      all += 1 / w;
    }
    Matrices.Named m = new Matrices.Named("cycle", pairs.matrix(new double[n]), Dominance.laplacian(n));
    double[] differences = m.factor().selectedInverse().differences();
    for (int k = 0; k < differences.length; k++) {
      double w = m.rows().value[k];
      double expected = 1 / w * (all - 1 / w) / all;
      assertThat(differences[k]).isCloseTo(expected, within(n * n * n * 0x1p-53 * expected));
    }
  }

  /** K_n with unit weights: all resistances are 2/n; n = 300 has one front of 300 columns in many blocks. */
  @ParameterizedTest
  @ValueSource(ints = {2, 9, 65, 300})
  void resistancesOfACompleteGraph(int n) {
    Matrices.Pairs pairs = new Matrices.Pairs(n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        pairs.add(i, j, 1);
      }
    }
    Matrices.Named m = new Matrices.Named("complete", pairs.matrix(new double[n]), Dominance.laplacian(n));
    for (double difference : m.factor().selectedInverse().differences()) {
      assertThat(difference).isCloseTo(2.0 / n, within((double) n * n * n * 0x1p-53 * 2 / n));
    }
  }

  /**
   * tr(M M⁻¹): Σ_e |w_e| v_e + Σ_i s_i C_ii = n less one without slack. Entrywise errors of order n u for each of at most
   * n fronts on the way from the root would be n² u; a grid's tree of fronts is no deeper than 20 √n, each of at most 5 √n
   * rows, so 100 n u.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-9, 1})
  void leveragesOfAGridSumToItsRank(double slack) {
    Matrices.Named m = Matrices.grid(120, 90, slack);
    int n = m.n();
    SelectedInverse c = m.factor().selectedInverse();
    double total = Matrices.sum(c.differences().length, k -> m.rows().value[k] * c.differences()[k] / 2)
        + Matrices.sum(n, i -> slack * c.diagonal()[i]);
    assertThat(total).isCloseTo(slack == 0 ? n - 1 : n, within(100.0 * n * 0x1p-53 * n));
  }

  /** The same, as it is, where nothing is known of the matrix: 10 n u κ with κ at most 8 · 1.5 / slack, times n. */
  @Test
  void leveragesOfAGridSumToItsRankAsItIs() {
    double slack = 1;
    Matrices.Named m = Matrices.grid(120, 90, slack).asItIs();
    int n = m.n();
    SelectedInverse c = m.factor().selectedInverse();
    double total = Matrices.sum(c.differences().length, k -> m.rows().value[k] * c.differences()[k] / 2)
        + Matrices.sum(n, i -> slack * c.diagonal()[i]);
    assertThat(total).isCloseTo(n, within(10.0 * n * 0x1p-53 * 12 * n));
  }

  /** Fronts are worked on at once, but each in one way: the same bits on 1, 2 and 8 threads. */
  @Test
  void threadsDoNotChangeABit() throws Exception {
    for (Matrices.Named m : List.of(Matrices.grid(70, 70, 0), Matrices.grid(70, 70, 0.1).asItIs())) {
      double[] expected = null;
      for (int threads : new int[]{1, 2, 8}) {
        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
          double[] found = pool.submit(() -> m.factor().selectedInverse().differences()).get();
          expected = expected == null ? found : expected;
          assertThat(found).as("%s on %d threads", m, threads).isEqualTo(expected);
        }
      }
    }
  }

  /** The algebra in plain Java is a second route; entrywise errors of each are at most 10 n³ u for so small a front. */
  @Test
  void pureJavaComesToTheSame() {
    for (String family : Matrices.FAMILIES) {
      Matrices.Named m = Matrices.dominant(family, 150, 1e-12, 6, new Seed(9));
      SparseCholesky second = ((FactorOutcome.Factored) SparseCholesky.factor(m.matrix(), m.dominance(),
          m.pattern(),
          DenseAlgebra.pureJava())).factor();
      double[] expected = m.factor().selectedInverse().differences();
      double[] found = second.selectedInverse().differences();
      for (int k = 0; k < found.length; k++) {
        assertThat(found[k]).isCloseTo(expected[k], within(20 * 150.0 * 150 * 150 * 0x1p-53 * expected[k]));
      }
    }
  }

  /** Where W has a diagonal entry there is no difference; the other entries are as without it. */
  @Test
  void selfConnectionsArePassedOver() {
    CompressedRows with = new CompressedRows(2, new int[]{0, 2, 3}, new int[]{0, 1, 0},
        new double[]{7, 1, 1});
    SparseSymmetric matrix = SparseSymmetric.of(with, new double[]{2, 2});
    SelectedInverse c = new Matrices.Named("autapse", matrix, Dominance.unknown(2)).factor()
        .selectedInverse();
    assertThat(c.differences()[0]).isZero();
    assertThat(c.differences()[1]).isCloseTo(2.0 / 3, within(1e-15));
    assertThat(c.differences()[2]).isEqualTo(c.differences()[1]);
    assertThat(c.diagonal()[0]).isCloseTo(2.0 / 3, within(1e-15));
  }
}
