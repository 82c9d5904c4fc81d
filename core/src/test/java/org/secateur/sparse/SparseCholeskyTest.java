package org.secateur.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.secateur.kernel.BlockKernel;
import org.secateur.linalg.CholeskyOutcome;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Matrix;
import org.secateur.random.Seed;

class SparseCholeskyTest {

  static Stream<Matrices.Named> definite() {
    return Stream
        .of(Matrices.signed(0.5, 1, 2, 3, 10, 40, 200), Matrices.dominant(0.5, 2, 1, 2, 3, 10, 40, 200))
        .flatMap(List::stream).filter(m -> m.n() < 200 || m.name().contains("random"));
  }

  /** Two stable solvers differ by at most 2 · 10 n u κ ‖x‖. */
  @ParameterizedTest
  @MethodSource("definite")
  void solvesAsTheDenseFactorDoes(Matrices.Named m) {
    int n = m.n();
    double[] b = new double[n];
    new Seed(3).stream("right-hand side").fillGaussian(b);
    double[] given = b.clone();
    double[] x = new double[n];
    SolveFacts facts = m.factor().solve(b, x);
    assertThat(b).isEqualTo(given);
    assertThat(facts.converged()).isTrue();
    double[] expected = dense(m).solve(b);
    double norm = 0;
    for (double v : expected) {
      norm = Math.hypot(norm, v);
    }
    double tolerance = 20.0 * n * 0x1p-53 * condition(m) * norm;
    for (int i = 0; i < n; i++) {
      assertThat(x[i]).isCloseTo(expected[i], within(tolerance));
    }
    assertThat(facts.relativeResidual()).isLessThanOrEqualTo(10.0 * n * 0x1p-53 * condition(m));
  }

  private static org.secateur.linalg.Cholesky dense(Matrices.Named m) {
    return ((CholeskyOutcome.Factored) DenseAlgebra.best().cholesky(m.dense())).factor();
  }

  private static double condition(Matrices.Named m) {
    double[] eigenvalues = DenseAlgebra.best().symmetricEigenvalues(m.dense());
    return eigenvalues[eigenvalues.length - 1] / eigenvalues[0];
  }

  /** Eight lanes at once are eight vectors one after the other, to the difference of two stable solves. */
  @ParameterizedTest
  @MethodSource("definite")
  void aBlockIsEightVectors(Matrices.Named m) {
    int n = m.n();
    SparseCholesky factor = m.factor();
    double[] b = new double[BlockKernel.LANES * n];
    new Seed(4).stream("block").fillGaussian(b);
    double[] x = new double[b.length];
    factor.solveBlock(b, x);
    double[] lane = new double[n];
    double[] expected = new double[n];
    double[] found = new double[n];
    double tolerance = 20.0 * n * 0x1p-53 * condition(m);
    for (int t = 0; t < BlockKernel.LANES; t++) {
      BlockKernel.gather(b, t, lane);
      factor.solve(lane, expected);
      BlockKernel.gather(x, t, found);
      double norm = 0;
      for (double v : expected) {
        norm = Math.hypot(norm, v);
      }
      for (int i = 0; i < n; i++) {
        assertThat(found[i]).isCloseTo(expected[i], within(tolerance * norm));
      }
    }
  }

  /** ln det is off by at most n times the relative error of a pivot, 10 n u κ. */
  @ParameterizedTest
  @MethodSource("definite")
  void knowsTheDeterminant(Matrices.Named m) {
    int n = m.n();
    assertThat(m.factor().logDeterminant()).isCloseTo(dense(m).logDeterminant(),
        within(20.0 * n * n * 0x1p-53 * condition(m)));
  }

  /**
   * Without slack: x is orthogonal to each component's null vector, and M x = b to 10 n u ‖M‖ ‖x‖. The 3 components of the
   * disconnected family may be more, where chance left some out.
   */
  @ParameterizedTest
  @MethodSource("singular")
  void solvesSingularSystemsOffTheNullSpace(Matrices.Named m) {
    int n = m.n();
    SparseCholesky factor = m.factor();
    int[] component = components(m);
    int count = component[n];
    assertThat(factor.singularComponents()).isEqualTo(count);
    double[] b = new double[n];
    new Seed(3).stream("right-hand side").fillGaussian(b);
    takeOff(m, component, count, b);
    double[] x = new double[n];
    factor.solve(b, x);
    double[] product = new double[n];
    m.matrix().multiply(x, product);
    double norm = 0;
    double largest = 0;
    for (int i = 0; i < n; i++) {
      norm = Math.hypot(norm, x[i]);
      largest = Math.max(largest, 2 * m.matrix().diagonal()[i]);
    }
    for (int i = 0; i < n; i++) {
      assertThat(product[i]).isCloseTo(b[i], within(10.0 * n * 0x1p-53 * (largest * norm + 1)));
    }
    double[] off = x.clone();
    takeOff(m, component, count, off);
    for (int i = 0; i < n; i++) {
      assertThat(off[i]).isCloseTo(x[i], within(4.0 * n * 0x1p-53 * norm));
    }
  }

  static Stream<Matrices.Named> singular() {
    return Matrices.dominant(0, 1, 1, 2, 3, 10, 40, 200).stream();
  }

  /** (n + 1): each row's component, and how many there are. */
  private static int[] components(Matrices.Named m) {
    int n = m.n();
    int[] component = new int[n + 1];
    java.util.Arrays.fill(component, -1);
    int count = 0;
    for (int root = 0; root < n; root++) {
      if (component[root] < 0) {
        java.util.ArrayDeque<Integer> waiting = new java.util.ArrayDeque<>(List.of(root));
        component[root] = count;
        while (!waiting.isEmpty()) {
          int i = waiting.pop();
          for (int k = m.rows().rowStart[i]; k < m.rows().rowStart[i + 1]; k++) {
            if (component[m.rows().column[k]] < 0) {
              component[m.rows().column[k]] = count;
              waiting.push(m.rows().column[k]);
            }
          }
        }
        count++;
      }
    }
    component[n] = count;
    return component;
  }

  private static void takeOff(Matrices.Named m, int[] component, int count, double[] x) {
    double[] mean = new double[count];
    int[] size = new int[count];
    for (int i = 0; i < x.length; i++) {
      mean[component[i]] += m.dominance().sign(i) * x[i];
      size[component[i]]++;
    }
    for (int i = 0; i < x.length; i++) {
      x[i] -= m.dominance().sign(i) * mean[component[i]] / size[component[i]];
    }
  }

  /**
   * The leading minor up to the row named has a negative eigenvalue, that without it has none. One diagonal entry of a
   * definite matrix is lowered so much that it cannot be definite, or not at all: eigenvalues are far from 0.
   */
  @Test
  void namesTheRowThatIsNotPositive() {
    for (String family : Matrices.FAMILIES) {
      for (int bad : new int[]{0, 7, 23, 39}) {
        Matrices.Named good = Matrices.dominant(family, 40, 0.5, 0, new Seed(bad)).asItIs();
        double[] diagonal = good.matrix().diagonal().clone();
        diagonal[bad] = -1;
        Matrices.Named m = new Matrices.Named(family, SparseSymmetric.of(good.rows(), diagonal),
            good.dominance());
        SymbolicCholesky pattern = m.pattern();
        FactorOutcome outcome = SparseCholesky.factor(m.matrix(), pattern);
        assertThat(outcome).isInstanceOf(FactorOutcome.NotPositiveDefinite.class);
        int row = ((FactorOutcome.NotPositiveDefinite) outcome).row();
        int position = pattern.ordering().position(row);
        assertThat(leastEigenvalue(m, pattern.ordering(), position + 1)).as("%s with %d", family, row)
            .isNegative();
        assertThat(position == 0 ? 1 : leastEigenvalue(m, pattern.ordering(), position))
            .as("%s without %d", family, row).isPositive();
      }
    }
  }

  private static double leastEigenvalue(Matrices.Named m, Ordering ordering, int order) {
    Matrix dense = m.dense();
    Matrix minor = Matrix.zeros(order, order);
    for (int a = 0; a < order; a++) {
      for (int b = 0; b < order; b++) {
        minor.set(a, b, dense.get(ordering.row(a), ordering.row(b)));
      }
    }
    return DenseAlgebra.best().symmetricEigenvalues(minor)[0];
  }

  /** What is singular to the last digit, and not known to be dominant, has no factor that means anything. */
  @Test
  void refusesWhatRoundingAloneDecides() {
    Matrices.Named m = Matrices.dominant("path", 2, 0, 0, new Seed(1)).asItIs();
    assertThat(SparseCholesky.factor(m.matrix(), m.pattern()))
        .isInstanceOf(FactorOutcome.NotPositiveDefinite.class);
  }

  @Test
  void refusesAPatternOfAnotherSize() {
    SymbolicCholesky pattern = Matrices.dominant("path", 3, 1, 0, new Seed(1)).pattern();
    Matrices.Named m = Matrices.dominant("path", 4, 1, 0, new Seed(1));
    assertThatThrownBy(() -> SparseCholesky.factor(m.matrix(), pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 rows");
  }
}
