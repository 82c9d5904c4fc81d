package org.secateur.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.kernel.BlockKernel;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;
import org.secateur.sparse.SparseFamilies.Named;

class ApproximateCholeskyTest {
  /** The factor's entries are in single precision: each moves by at most 2⁻²⁴ of itself. */
  private static final double SINGLE = 0x1p-24;

  static List<Named> trees() {
    List<Named> all = new ArrayList<>();
    for (String family : List.of("path", "star", "signed tree")) {
      for (int n : new int[]{1, 2, 3, 10, 40}) {
        for (long seed = 1; seed <= 3; seed++) {
          all.add(SparseFamilies.of(family, n, 0.3, new Seed(seed)));
        }
      }
    }
    return all;
  }

  static List<Named> any() {
    return SparseFamilies.all(0.3, 1, 2, 3, 10, 40);
  }

  private static ApproximateCholesky factor(Named named, int parallel, long seed) {
    SignedLaplacian m = named.matrix();
    return ApproximateCholesky.of(m, named.balance(), Deflation.of(m, named.balance()), parallel,
        new Seed(seed));
  }

  /** The same in three parts, however small it is. */
  private static ApproximateCholesky divided(Named named, int parallel, long seed) {
    SignedLaplacian m = named.matrix();
    Deflation deflation = Deflation.of(m, named.balance());
    Parts parts = Parts.of(m.weights(), ApproximateCholesky.roots(m, named.balance(), deflation), 3);
    return ApproximateCholesky.of(m, named.balance(), deflation, parallel, new Seed(seed), parts);
  }

  private static double[] noise(int n, long seed) {
    double[] x = new double[n];
    new Seed(seed).stream("x").fillGaussian(x);
    return x;
  }

  private static double[] solve(Preconditioner p, double[] r) {
    double[] z = new double[r.length];
    p.apply(r, z, new double[p.workSpace()]);
    return z;
  }

  /**
   * Eliminating leaves first needs no sampling: P = M but for the rounding of entries. A column has one entry, so the
   * pivots are right to 2⁻²⁴ of themselves each step, and P is within (1 ± 2⁻²⁴)ⁿ of M on both sides of every edge:
   * P⁻¹M x = x within 4 n 2⁻²⁴ in the norm of M, which is at most √cond(M) of that in any entry.
   */
  @ParameterizedTest
  @MethodSource("trees")
  void isExactOnTrees(Named named) {
    double[] x = noise(named.n(), 1);
    for (int parallel = 1; parallel <= 2; parallel++) {
      double[] y = solve(factor(named, parallel, 7), named.dense().times(x));
      double tolerance = 4 * named.n() * SINGLE * Math.sqrt(2 * named.scale() / 0.3) * Math.sqrt(named.n())
          * 4;
      for (int i = 0; i < x.length; i++) {
        assertThat(y[i]).isCloseTo(x[i], within(tolerance));
      }
    }
  }

  /** A frustrated cycle: its double cover is a cycle of twice the length, and eliminating degree two is exact. */
  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 10})
  void isExactOnFrustratedCycles(int n) {
    double[][] w = new double[n][n];
    for (int i = 0; i < n; i++) {
      int j = (i + 1) % n;
      w[i][j] = i == 0 ? -1 : 1;
      w[j][i] = w[i][j];
    }
    Named named = new Named("frustrated cycle", w, 0);
    double[] x = noise(n, 2);
    double[] y = solve(factor(named, 1, 7), named.dense().times(x));
    // λ_min = 2 − 2 cos(π/n) ≥ 4/n², λ_max ≤ 4
    for (int i = 0; i < n; i++) {
      assertThat(y[i]).isCloseTo(x[i], within(16 * n * SINGLE * n * Math.sqrt(n)));
    }
  }

  /** P⁻¹ is symmetric and positive: u·P⁻¹v = v·P⁻¹u, by block and one by one, to rounding; and u·P⁻¹u > 0. */
  @ParameterizedTest
  @MethodSource("any")
  void isSymmetricAndPositive(Named named) {
    int n = named.n();
    for (Preconditioner p : List.of(factor(named, 1, 3), factor(named, 2, 3), divided(named, 1, 3),
        divided(named, 2, 3))) {
      double[] block = new double[BlockKernel.LANES * n];
      double[][] u = new double[BlockKernel.LANES][];
      for (int t = 0; t < u.length; t++) {
        u[t] = noise(n, t);
        BlockKernel.scatter(u[t], t, block);
      }
      double[] z = new double[block.length];
      double[] dot = new double[BlockKernel.LANES];
      p.apply(block, z, dot, new double[p.workSpace()]);
      double[] back = new double[n];
      for (int t = 0; t < u.length; t++) {
        BlockKernel.gather(z, t, back);
        double[] alone = solve(p, u[t]);
        double[] first = solve(p, u[0]);
        double size = Math.sqrt(dot(u[t], alone) * dot(u[0], first));
        double tolerance = 100 * n * Math.ulp(size); // sums of at most n products, through at most n columns
        assertThat(dot[t]).isPositive().isCloseTo(dot(u[t], alone), within(100 * n * Math.ulp(dot[t])));
        assertThat(dot(u[0], back)).isCloseTo(dot(u[t], first), within(tolerance));
      }
    }
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  /**
   * What is sampled has the clique as its mean, step by step, so E[P] = M: of balanced graphs, whose P is the factor
   * itself, found by its samples' covariance factor: P = (L D^{1/2})(L D^{1/2})ᵀ applied to unit noise. 4000 factors; the
   * entries' standard errors are computed here, five of them allowed, for 55 entries of four factors: false
   * alarm below 2e-4.
   */
  @ParameterizedTest
  @CsvSource({"complete, 1, false", "complete, 2, false", "random, 1, true", "random, 2, true"})
  void isRightOnAverage(String family, int parallel, boolean inParts) {
    Named named = SparseFamilies.of(family, 10, 0.3, new Seed(1));
    int n = 10;
    int draws = 4000;
    double[][] sum = new double[n][n];
    double[][] squares = new double[n][n];
    for (int k = 0; k < draws; k++) {
      double[][] p = matrix(inParts ? divided(named, parallel, k) : factor(named, parallel, k), n);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j <= i; j++) {
          sum[i][j] += p[i][j] / draws;
          squares[i][j] += p[i][j] * p[i][j] / draws;
        }
      }
    }
    boolean random = false;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double expected = named.dense().get(i, j);
        double variance = Math.max(0, squares[i][j] - sum[i][j] * sum[i][j]) / draws;
        random |= variance > 1e-8;
        assertThat(sum[i][j]).isCloseTo(expected,
            within(5 * Math.sqrt(variance) + 100 * SINGLE * named.scale()));
      }
    }
    assertThat(random).isTrue();
  }

  /** P by inverting P⁻¹ column by column, Gauss–Jordan. */
  private static double[][] matrix(Preconditioner p, int n) {
    double[][] a = new double[n][2 * n];
    for (int j = 0; j < n; j++) {
      double[] unit = new double[n];
      unit[j] = 1;
      double[] column = solve(p, unit);
      for (int i = 0; i < n; i++) {
        a[i][j] = column[i];
      }
      a[j][n + j] = 1;
    }
    for (int k = 0; k < n; k++) {
      double pivot = a[k][k];
      for (int j = 0; j < 2 * n; j++) {
        a[k][j] /= pivot;
      }
      for (int i = 0; i < n; i++) {
        double f = a[i][k];
        for (int j = 0; i != k && j < 2 * n; j++) {
          a[i][j] -= f * a[k][j];
        }
      }
    }
    double[][] inverse = new double[n][n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(a[i], n, inverse[i], 0, n);
    }
    return inverse;
  }

  /**
   * A sample v has vᵀP⁻¹v ~ χ²_n where P is one factor, and on average at least n where it is half of a double cover. Of
   * 2000 samples the mean is n with a standard error of √(2 n/2000).
   */
  @Test
  void samplesHaveItsCovariance() {
    for (String family : List.of("complete", "random signed")) {
      Named named = SparseFamilies.of(family, 40, 0.3, new Seed(2));
      for (Preconditioner p : List.of(factor(named, 1, 5), divided(named, 1, 5),
          new Jacobi(named.matrix()))) {
        double mean = 0;
        for (int k = 0; k < 2000; k++) {
          double[] v = p.sample(new Seed(k));
          mean += dot(v, solve(p, v)) / 2000;
        }
        double error = 5 * Math.sqrt(2 * 40 / 2000.0);
        assertThat(mean).isGreaterThan(40 - error);
        if (family.equals("complete") || p instanceof Jacobi) {
          assertThat(mean).isLessThan(40 + error);
        }
      }
    }
  }

  /** The same seed, the same bits; another, others. */
  @Test
  void isAFunctionOfTheSeed() {
    Named named = SparseFamilies.of("complete", 40, 0.3, new Seed(2));
    double[] r = noise(40, 1);
    assertThat(solve(factor(named, 1, 5), r)).isEqualTo(solve(factor(named, 1, 5), r));
    assertThat(solve(factor(named, 1, 5), r)).isNotEqualTo(solve(factor(named, 1, 6), r));
  }

  /** The queue against a scan: whatever the changes, what comes out has about the least degree, and all come out. */
  @Test
  void theQueueGivesAboutTheLeastDegree() {
    NoiseStream random = new Seed(4).stream("queue");
    int n = 500;
    int[] degree = new int[n];
    for (int v = 0; v < n; v++) {
      degree[v] = (int) Math.exp(9 * random.nextDouble());
    }
    int[] mirror = degree.clone();
    boolean[] out = new boolean[n];
    DegreeQueue queue = new DegreeQueue(degree, new boolean[n]);
    for (int k = 0; k < n; k++) {
      int v = queue.poll();
      assertThat(out[v]).isFalse();
      out[v] = true;
      int least = Integer.MAX_VALUE;
      for (int u = 0; u < n; u++) {
        least = out[u] && u != v ? least : Math.min(least, mirror[u]);
      }
      assertThat(mirror[v]).isLessThanOrEqualTo(least <= 1024 ? least : least + 1023);
      for (int change = 0; change < 5; change++) {
        int u = (int) (random.nextDouble() * n);
        int by = (int) (random.nextDouble() * 9) - 4;
        if (!out[u] && mirror[u] + by >= 0) {
          queue.add(u, by);
          mirror[u] += by;
        }
      }
    }
  }
}
