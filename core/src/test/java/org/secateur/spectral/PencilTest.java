package org.secateur.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.secateur.dynamics.Drift;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Lu;
import org.secateur.linalg.LuOutcome;
import org.secateur.linalg.Matrix;
import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

class PencilTest {

  static Stream<Families.Named> everyFamily() {
    return Stream.concat(Families.held(), Families.marginal());
  }

  /** Whitening is backward stable: ratios are off by at most about n u κ(M) times the largest, with a factor in hand. */
  private static double rounding(Drift original, double ratio) {
    return 20 * original.size() * Math.ulp(1.0) * Families.condition(original) * ratio;
  }

  @ParameterizedTest
  @MethodSource("everyFamily")
  void aNetworkAgainstItselfIsOne(Families.Named family) {
    for (Pencil.Method method : Pencil.Method.values()) {
      Drift drift = family.drift();
      if (PencilSolver.solve(drift, drift, new Seed(1), method) instanceof Pencil.Range range) {
        assertThat(range.low().value()).isCloseTo(1, within(rounding(drift, 1)));
        assertThat(range.high().value()).isCloseTo(1, within(rounding(drift, 1)));
      } else {
        assertThat(FreeModes.of(drift).count()).isEqualTo(drift.size());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("everyFamily")
  void scalingByAFactorIsThatFactor(Families.Named family) {
    for (double c : new double[]{0.25, 3}) {
      Drift drift = family.drift();
      if (Pencil.of(drift, Drift.of(Families.times(family.network(), c)),
          new Seed(1)) instanceof Pencil.Range r) {
        assertThat(r.low().value()).isCloseTo(c, within(rounding(drift, c)));
        assertThat(r.high().value()).isCloseTo(c, within(rounding(drift, c)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("everyFamily")
  void bothRoutesAgree(Families.Named family) {
    Drift original = family.drift();
    Drift pruned = Drift.of(Families.sampled(family.network(), 0.6, 7));
    Pencil dense = PencilSolver.solve(original, pruned, new Seed(1), Pencil.Method.DENSE);
    Pencil lanczos = PencilSolver.solve(original, pruned, new Seed(1), Pencil.Method.LANCZOS);
    if (dense instanceof Pencil.Range d && lanczos instanceof Pencil.Range l) {
      double ratio = Math.max(1, d.high().value());
      assertThat(l.low().value()).isCloseTo(d.low().value(),
          within(rounding(original, ratio) + l.low().residual()));
      assertThat(l.high().value()).isCloseTo(d.high().value(),
          within(rounding(original, ratio) + l.high().residual()));
    } else {
      assertThat(lanczos).isEqualTo(dense);
    }
  }

  /** Outside oracle for small n: the eigenvalues of M⁻¹M' by the pure Java library, unsymmetric and unwhitened. */
  @ParameterizedTest
  @MethodSource("org.secateur.spectral.Families#held")
  void rangeIsThatOfTheUnsymmetricProduct(Families.Named family) {
    Drift original = family.drift();
    Drift pruned = Drift.of(Families.sampled(family.network(), 0.6, 7));
    DenseAlgebra ejml = DenseAlgebra.pureJava();
    Lu lu = ((LuOutcome.Factored) ejml.lu(original.restoringMatrix())).factor();
    double[] ratios = ejml.eigenvalues(lu.solve(pruned.restoringMatrix())).re();
    Pencil.Range range = (Pencil.Range) Pencil.of(original, pruned, new Seed(1));
    double largest = Arrays.stream(ratios).max().orElseThrow();
    // An unsymmetric eigenproblem multiplies the error by the condition of its eigenvectors, at most √κ(M).
    double tolerance = rounding(original, largest) * Math.sqrt(Families.condition(original));
    assertThat(range.low().value()).isCloseTo(Arrays.stream(ratios).min().orElseThrow(), within(tolerance));
    assertThat(range.high().value()).isCloseTo(largest, within(tolerance));
  }

  /** The range is over all patterns: no random one is outside, and the two found attain it. */
  @ParameterizedTest
  @MethodSource("everyFamily")
  void noRandomPatternIsOutside(Families.Named family) {
    Drift original = family.drift();
    Drift pruned = Drift.of(Families.sampled(family.network(), 0.6, 3));
    if (!(Pencil.of(original, pruned, new Seed(1)) instanceof Pencil.Range range)) {
      return;
    }
    double rounding = rounding(original, Math.max(1, range.high().value()));
    NoiseStream noise = new Seed(2).stream("probes");
    double[] x = new double[original.size()];
    List<double[]> free = FreeModes.of(original).basis();
    for (int probe = 0; probe < 50; probe++) {
      noise.fillGaussian(x);
      Vectors.orthogonalize(x, free);
      double ratio = quotient(pruned, x) / quotient(original, x);
      assertThat(ratio).isBetween(range.low().value() - rounding, range.high().value() + rounding);
    }
    assertThat(attained(original, pruned, range.low())).isCloseTo(range.low().value(), within(rounding));
    assertThat(attained(original, pruned, range.high())).isCloseTo(range.high().value(), within(rounding));
  }

  private static double attained(Drift original, Drift pruned, Extreme end) {
    return quotient(pruned, end.vector()) / quotient(original, end.vector());
  }

  private static double quotient(Drift drift, double[] x) {
    double[] y = new double[x.length];
    drift.restore(x, y);
    return Vectors.dot(x, y);
  }

  /** Courant and Fischer: low ≤ λ'_k / λ_k ≤ high for every k. */
  @ParameterizedTest
  @MethodSource("org.secateur.spectral.Families#held")
  void everyEigenvalueRatioLiesInTheRange(Families.Named family) {
    Drift original = family.drift();
    Drift pruned = Drift.of(Families.sampled(family.network(), 0.6, 5));
    Pencil.Range range = (Pencil.Range) Pencil.of(original, pruned, new Seed(1));
    double[] before = Families.eigenvalues(original);
    double[] after = Families.eigenvalues(pruned);
    double rounding = rounding(original, Math.max(1, range.high().value()));
    for (int k = 0; k < before.length; k++) {
      assertThat(after[k] / before[k]).isBetween(range.low().value() - rounding,
          range.high().value() + rounding);
    }
  }

  /** The bound is beyond the value, and near it where M is well conditioned. */
  @ParameterizedTest
  @MethodSource("org.secateur.spectral.Families#held")
  void boundsEncloseTheRange(Families.Named family) {
    Pencil.Range range = (Pencil.Range) Pencil.of(family.drift(),
        Drift.of(Families.sampled(family.network(), 0.6, 5)),
        new Seed(1));
    assertThat(range.low().bound()).isLessThan(range.low().value());
    assertThat(range.high().bound()).isGreaterThan(range.high().value());
    double width = Math.max(1e-8, 1e4 * rounding(family.drift(), 1)) * Math.max(1, range.high().value());
    assertThat(range.high().bound() - range.high().value()).isLessThan(width);
    assertThat(range.low().value() - range.low().bound()).isLessThan(width);
  }

  /** Covariance sandwich: C' = M'⁻¹/2 lies between C / high and C / low. */
  @ParameterizedTest
  @MethodSource("org.secateur.spectral.Families#held")
  void covarianceIsSandwiched(Families.Named family) {
    Drift original = family.drift();
    Drift pruned = Drift.of(Families.sampled(family.network(), 0.6, 5));
    Pencil.Range range = (Pencil.Range) Pencil.of(original, pruned, new Seed(1));
    DenseAlgebra ejml = DenseAlgebra.pureJava();
    Matrix c = ((LuOutcome.Factored) ejml.lu(original.restoringMatrix())).factor().inverse();
    Matrix d = ((LuOutcome.Factored) ejml.lu(pruned.restoringMatrix())).factor().inverse();
    NoiseStream noise = new Seed(4).stream("probes");
    double[] x = new double[original.size()];
    double rounding = rounding(original, 1) + rounding(pruned, 1);
    for (int probe = 0; probe < 20; probe++) {
      noise.fillGaussian(x);
      double ratio = Vectors.dot(x, d.times(x)) / Vectors.dot(x, c.times(x));
      assertThat(ratio).isBetween((1 - rounding) / range.high().value(),
          (1 + rounding) / range.low().value());
    }
  }

  /**
   * Three clusters of 200 joined by 18 bridges of strength 1 and leak 0.01; the bridges are cut and the rest is thinned
   * by nothing. Random patterns change by a few per cent of what they must; the worst loses almost everything.
   */
  @Test
  void cutBridgesAreFoundThoughRandomPatternsMissThem() {
    Network original = clusters(200, 18, 0.01);
    Network pruned = withoutBridges(original, 200);
    Drift before = Drift.of(original);
    Drift after = Drift.of(pruned);
    NoiseStream noise = new Seed(1).stream("probes");
    double[] x = new double[600];
    double worstProbe = 0;
    for (int probe = 0; probe < 1000; probe++) {
      noise.fillGaussian(x);
      worstProbe = Math.max(worstProbe, Math.abs(quotient(after, x) / quotient(before, x) - 1));
    }
    Pencil.Range range = (Pencil.Range) Pencil.of(before, after, new Seed(1));
    assertThat(worstProbe).isLessThan(0.055);
    assertThat(range.method()).isEqualTo(Pencil.Method.LANCZOS);
    assertThat(range.low().converged()).isTrue();
    // On a cluster's indicator: 200 · 0.01 = 2 of 2 + 12 bridges are left, so the worst keeps at most 1/7.
    assertThat(range.low().value()).isLessThan(1.0 / 7);
    // Nothing was added, and whatever stays inside one cluster is untouched.
    assertThat(range.high().value()).isCloseTo(1, within(1e-9));
    assertThat(range.low().bound()).isGreaterThan(range.low().value() - 1e-8);
  }

  static Network clusters(int size, int bridges, double slack) {
    int n = 3 * size;
    double[][] w = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        w[i][j] = i != j && i / size == j / size ? 1 : 0;
      }
    }
    for (int b = 0; b < bridges; b++) {
      int i = b % 3 * size + b;
      int j = (b + 1) % 3 * size + b;
      w[i][j] = w[j][i] = 1;
    }
    return Families.dominant(w, slack);
  }

  static Network withoutBridges(Network original, int size) {
    Edges edges = Edges.of(original);
    double[] factor = new double[edges.count()];
    for (int e = 0; e < factor.length; e++) {
      factor[e] = edges.post(e) / size == edges.pre(e) / size ? 1 : 0;
    }
    return Families.scaled(original, edges.spread(factor, 1));
  }

  /** A graph cut in two keeps nothing of the force between the halves: low = 0 although both have free modes. */
  @Test
  void aCutGraphKeepsNothingInItsWorstDirection() {
    Network original = Families.path(10, 0);
    Network pruned = Families.scaled(original, cutAfter(original, 4));
    Pencil.Range range = (Pencil.Range) Pencil.of(Drift.of(original), Drift.of(pruned), new Seed(1));
    assertThat(range.freeModes()).isEqualTo(1);
    assertThat(range.low().value()).isCloseTo(0, within(rounding(Drift.of(original), 1)));
    double[] worst = range.low().vector();
    // constant on each side of the cut, orthogonal to the constant: ±1/√10
    for (int i = 0; i < 10; i++) {
      assertThat(Math.abs(worst[i])).isCloseTo(1 / Math.sqrt(10), within(1e-9));
      assertThat(worst[i] * worst[0] > 0).isEqualTo(i <= 4);
    }
  }

  private static double[] cutAfter(Network network, int last) {
    double[] factor = new double[network.synapses()];
    for (int i = 0; i < network.neurons(); i++) {
      for (int k = network.firstSynapse(i); k < network.firstSynapse(i + 1); k++) {
        factor[k] = i <= last == network.pre(k) <= last ? 1 : 0;
      }
    }
    return factor;
  }

  @Test
  void outcomesThatAreNoRange() {
    Network graph = Families.path(6, 0);
    Network leaky = Families.path(6, 0.5);
    Network unstable = leaky.withLeak(new double[6]);
    Drift idle = Drift.of(Network.ofDense(new double[2][2], new double[2]));
    // M' z = leak z with |z| = 1
    assertThat(((Pencil.FreeModeHeld) Pencil.of(Drift.of(graph), Drift.of(leaky), new Seed(1))).force())
        .isCloseTo(0.5, within(1e-12));
    assertThat(Pencil.of(Drift.of(unstable), Drift.of(leaky), new Seed(1)))
        .isInstanceOf(Pencil.Indefinite.class);
    assertThat(Pencil.of(idle, idle, new Seed(1))).isInstanceOf(Pencil.NothingRestored.class);
    Pencil.Range driven = (Pencil.Range) Pencil.of(Drift.of(leaky), Drift.of(unstable), new Seed(1));
    assertThat(driven.low().value()).isNegative();
    assertThat(driven.low().bound()).isLessThan(driven.low().value());
  }
}
