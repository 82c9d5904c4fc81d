package org.secateur.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.dynamics.Stationarity.Stationary;
import org.secateur.dynamics.Stationarity.Unstable;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;
import org.secateur.sparse.SymbolicCholesky;
import org.secateur.sparse.SymbolicLimits;
import org.secateur.sparse.SymbolicOutcome;

class SelectedCovarianceTest {
  private static final double NOISE = 2;

  private static Stationarity selected(Drift drift) {
    return SelectedCovariance.of(drift, NOISE, pattern(drift));
  }

  private static SymbolicCholesky pattern(Drift drift) {
    return ((SymbolicOutcome.Feasible) SelectedCovariance.analyse(drift, SymbolicLimits.NONE)).pattern();
  }

  static Stream<Families.Named> symmetric() {
    return Families.symmetric(1, 2, 3, 10, 40).stream();
  }

  /** A stable inverse has ‖C − M⁻¹‖ ≤ 10 n u κ ‖M⁻¹‖ on either route, and a difference has four entries. */
  @ParameterizedTest
  @MethodSource("symmetric")
  void agreesWithTheDenseCovariance(Families.Named named) {
    Drift drift = Drift.of(named.network());
    Stationary expected = (Stationary) StationaryCovariance.of(drift, NOISE);
    Stationary found = (Stationary) selected(drift);
    double[] eigenvalues = DenseAlgebra.best().symmetricEigenvalues(drift.restoringMatrix());
    int n = drift.size();
    double condition = eigenvalues[n - 1] / eigenvalues[0];
    double tolerance = 2 * 4 * 10.0 * n * 0x1p-53 * condition * NOISE / 2 / eigenvalues[0];
    agree(drift, found, expected, tolerance);
    assertThat(found.residual()).isLessThanOrEqualTo(10.0 * n * 0x1p-53 * condition);
  }

  private static void agree(Drift drift, Stationary found, Stationary expected, double tolerance) {
    assertThat(found.freeModes()).isEqualTo(expected.freeModes());
    Covariance c = found.covariance();
    Covariance dense = expected.covariance();
    for (int i = 0; i < drift.size(); i++) {
      assertThat(c.get(i, i)).isCloseTo(dense.get(i, i), within(tolerance));
    }
    Edges edges = Edges.of(drift.network());
    EdgeVariances over = c.over(edges);
    EdgeVariances copied = c.over(Edges.of(copy(drift.network())));
    for (int e = 0; e < edges.count(); e++) {
      int i = edges.post(e);
      int j = edges.pre(e);
      int sign = edges.weight(e) > 0 ? 1 : -1;
      assertThat(c.get(i, j)).isCloseTo(dense.get(i, j), within(tolerance)).isEqualTo(c.get(j, i));
      assertThat(c.differenceVariance(i, j, sign))
          .isCloseTo(dense.differenceVariance(i, j, sign), within(tolerance))
          .isEqualTo(over.difference(e)).isEqualTo(copied.difference(e))
          .isEqualTo(c.differenceVariance(j, i, sign));
      assertThat(c.differenceVariance(i, j, -sign)).isCloseTo(dense.differenceVariance(i, j, -sign),
          within(4 * tolerance));
      assertThat(c.standardError(i, j, sign)).isEqualTo(over.standardError(e)).isZero();
    }
  }

  /** The same network in other arrays, whose edges are looked up one by one. */
  private static Network copy(Network network) {
    double[] weight = new double[network.synapses()];
    java.util.Arrays.setAll(weight, network::weight);
    return network.withWeights(weight);
  }

  /**
   * However little slack, both routes have the same differences. The dense one inverts G, whose condition is that of the
   * modes which do restore: 10 n u κ(G) ‖G⁻¹‖, four entries; the sparse one is right to n³ u of each.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-15, 1e-12, 1e-9, 1e-6, 1e-3, 1e-1})
  void differencesDoNotDependOnHowMuchCannotBeSeen(double slack) {
    for (int n : new int[]{2, 3, 10, 40, 200}) {
      Network network = sparse(n, slack, new Seed(n));
      Drift drift = Drift.of(network);
      Stationary expected = (Stationary) StationaryCovariance.of(drift, NOISE);
      Stationary found = (Stationary) selected(drift);
      assertThat(found.freeModes()).isEqualTo(expected.freeModes());
      double[] eigenvalues = DenseAlgebra.best().symmetricEigenvalues(drift.restoringMatrix());
      double fiedler = eigenvalues[1]; // one component: the least eigenvalue is the slack's
      double tolerance = 4 * 10.0 * n * 0x1p-53 * eigenvalues[n - 1] / fiedler * NOISE / 2 / fiedler;
      Edges edges = Edges.of(network);
      for (int e = 0; e < edges.count(); e++) {
        int i = edges.post(e);
        int j = edges.pre(e);
        int sign = edges.weight(e) > 0 ? 1 : -1;
        double dense = expected.covariance().differenceVariance(i, j, sign);
        assertThat(found.covariance().differenceVariance(i, j, sign)).as("n %d, pair %d %d", n, i, j)
            .isCloseTo(dense, within(tolerance + 10.0 * n * n * n * 0x1p-53 * dense));
      }
      if (slack == 0) {
        for (int i = 0; i < n; i++) { // M⁺, whose condition is that of G
          assertThat(found.covariance().get(i, i)).isCloseTo(expected.covariance().get(i, i),
              within(2 * tolerance));
        }
      }
    }
  }

  /** A ring with chords, its signs gauged at random, with a slack of this share of what restores. */
  private static Network sparse(int n, double slack, Seed seed) {
    NoiseStream random = seed.stream("ring");
    double[][] w = new double[n][n];
    int[] sign = new int[n];
    for (int i = 0; i < n; i++) {
      sign[i] = random.nextDouble() < 0.5 ? -1 : 1;
    }
    for (int i = 0; i < n; i++) {
      for (int j : new int[]{(i + 1) % n, (int) (random.nextDouble() * n)}) {
        if (i != j) {
          w[i][j] = sign[i] * sign[j] * (0.5 + random.nextDouble());
          w[j][i] = w[i][j];
        }
      }
    }
    double[] leak = new double[n];
    for (int i = 0; i < n; i++) {
      for (double v : w[i]) {
        leak[i] += Math.abs(v);
      }
      leak[i] += slack * leak[i];
    }
    return Network.ofDense(w, leak);
  }

  /** Held, free, frustrated, alone with a leak and alone without: every component as if it were the only one. */
  @Test
  void componentsOfEveryKindAtOnce() {
    double[][] w = new double[10][10];
    join(w, 0, 1, 2);
    join(w, 1, 2, -3);
    join(w, 3, 4, 1);
    join(w, 4, 5, 5);
    join(w, 5, 6, 1);
    join(w, 6, 7, 1);
    join(w, 7, 5, -1);
    double[] leak = {2.5, 5, 3, 1, 6, 8, 3, 3, 0.5, 0}; // 3–7: a triangle that cannot be gauged, with a tail; 8; 9
    Drift drift = Drift.of(Network.ofDense(w, leak));
    // κ of what is not free is below 1000
    agree(drift, (Stationary) selected(drift), (Stationary) StationaryCovariance.of(drift, NOISE),
        80 * 10 * 0x1p-53 * 1000 * 100);
    double[] free = leak.clone();
    free[0] = 2;
    drift = Drift.of(Network.ofDense(w, free));
    assertThat(((Stationary) selected(drift)).freeModes()).isEqualTo(2);
    agree(drift, (Stationary) selected(drift), (Stationary) StationaryCovariance.of(drift, NOISE),
        80 * 10 * 0x1p-53 * 1000 * 100);
  }

  private static void join(double[][] w, int i, int j, double weight) {
    w[i][j] = weight;
    w[j][i] = weight;
  }

  /** The bound is from below, and inverse iteration ends at a residual of 1e-6; twice rounding for equality. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 40})
  void unstableNetworksAreAFinding(int n) {
    for (long seed = 1; seed <= 3; seed++) {
      NoiseStream random = new Seed(seed).stream("unstable");
      double[][] w = new double[n][n];
      double[] leak = new double[n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < i; j++) {
          join(w, i, j, random.nextGaussian());
        }
        leak[i] = n == 1 ? -3 : 0.1;
      }
      Drift drift = Drift.of(Network.ofDense(w, leak));
      double abscissa = -DenseAlgebra.best().symmetricEigenvalues(drift.restoringMatrix())[0];
      assertThat(selected(drift)).isInstanceOf(Unstable.class);
      double found = ((Unstable) selected(drift)).spectralAbscissa();
      assertThat(found).as("n %d seed %d", n, seed).isBetween(abscissa * (1 - 1e-6), abscissa * (1 + 1e-12));
    }
  }

  @Test
  void knowsOnlyWhatASynapseJoins() {
    double[][] w = new double[3][3];
    join(w, 0, 1, 1);
    join(w, 1, 2, 1);
    Covariance c = ((Stationary) selected(Drift.of(Network.ofDense(w, new double[]{2, 3, 2})))).covariance();
    assertThat(c.neurons()).isEqualTo(3);
    assertThatThrownBy(() -> c.get(0, 2)).isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no synapse joins neurons 0 and 2");
    assertThat(c.differenceVariance(1, 1, 1)).isZero();
    assertThat(c.differenceVariance(1, 1, -1)).isEqualTo(4 * c.get(1, 1));
  }

  @Test
  void refusesDirectedNetworks() {
    Drift directed = Drift.of(Network.ofDense(new double[][]{{0, 1}, {0, 0}}, new double[]{1, 1}));
    assertThatThrownBy(() -> SelectedCovariance.analyse(directed, SymbolicLimits.NONE))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("symmetric");
  }

  @Test
  void emptyAndEdgelessNetworks() {
    assertThat(
        ((Stationary) selected(Drift.of(Network.ofDense(new double[0][0], new double[0])))).freeModes())
        .isZero();
    Drift apart = Drift.of(Network.ofDense(new double[2][2], new double[]{4, 0}));
    Stationary s = (Stationary) selected(apart);
    assertThat(s.freeModes()).isEqualTo(1);
    assertThat(s.covariance().get(0, 0)).isEqualTo(NOISE / 8);
    assertThat(List.of(s.covariance().get(1, 1), s.residual())).containsOnly(0.0);
  }

  /** A signed network one weight short of a gauge is held by frustration alone: compared as any other. */
  @Test
  void frustratedNetworksWithoutSlack() {
    for (int n : new int[]{3, 5, 40}) {
      double[][] w = new double[n][n];
      for (int i = 0; i < n; i++) {
        join(w, i, (i + 1) % n, i == 0 ? -1 : 1);
      }
      double[] leak = new double[n];
      java.util.Arrays.fill(leak, 2);
      Drift drift = Drift.of(Network.ofDense(w, leak));
      double least = 2 - 2 * Math.cos(Math.PI / n);
      agree(drift, (Stationary) selected(drift), (Stationary) StationaryCovariance.of(drift, NOISE),
          80.0 * n * 0x1p-53 * 4 / least * NOISE / 2 / least);
    }
  }
}
