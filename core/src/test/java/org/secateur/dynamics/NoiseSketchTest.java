package org.secateur.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.dynamics.Families.Named;
import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.random.Seed;
import org.secateur.study.BlockModel;
import org.secateur.study.GridFamily;

class NoiseSketchTest {
  /** Every check of a law fails by chance once in 5e8; there are about a hundred thousand. */
  private static final double TAIL = 1e-9;
  private static final int PROBES = 70;
  private static final double LOW = ChiSquaredDistribution.of(PROBES).inverseCumulativeProbability(TAIL)
      / PROBES;
  private static final double HIGH = ChiSquaredDistribution.of(PROBES).inverseSurvivalProbability(TAIL)
      / PROBES;

  static List<Named> networks() {
    List<Named> all = new ArrayList<>(Families.symmetric(1, 2, 3, 10, 40));
    for (Named named : Families.symmetric(2, 3, 10, 40)) {
      Network network = named.network();
      double[] leak = network.absoluteInput();
      all.add(new Named(named.name() + ", no slack", network.withLeak(leak)));
      double[] little = leak.clone();
      for (int i = 0; i < little.length; i++) {
        little[i] += 1e-11 * (1 + i % 2);
      }
      all.add(new Named(named.name() + ", slack 1e-11", network.withLeak(little)));
    }
    return all;
  }

  static SketchedCovariance sketch(NoiseSketch sketch, double noiseVariance, long seed) {
    SketchOutcome outcome = sketch.run(noiseVariance, new Seed(seed));
    assertThat(outcome).isInstanceOf(SketchOutcome.Sketched.class);
    return ((SketchOutcome.Sketched) outcome).covariance();
  }

  /** aᵀ M_SS⁻¹ a by Cramer's rule, with M_ii = |w| + ρ_i for the sake of rounding. */
  static double local(Drift drift, int i, int j, double w) {
    double ri = drift.restoring(i) - Math.abs(w);
    double rj = drift.restoring(j) - Math.abs(w);
    double det = Math.abs(w) * (ri + rj) + ri * rj;
    return det > 0 ? (ri + rj) / det : 1 / Math.abs(w);
  }

  /**
   * The law of every estimate against the exact covariance: k (R̂ − g)/(R − g) is χ² with k degrees of freedom, no less
   * and no more, so there is no bias. The solver leaves out ε = 1e-7 of a mode here, as a shift of √(R̂ − g) by at most a
   * few ε √R, 10 allowed; the exact side's R − g carries rounding of about n κ u R, below 1e-10 R.
   */
  @ParameterizedTest
  @MethodSource("networks")
  void everyEstimateIsChiSquaredOverItsKnownPart(Named named) {
    Drift drift = Drift.of(named.network());
    double noiseVariance = 3;
    Covariance exact = ((Stationarity.Stationary) StationaryCovariance.of(drift, noiseVariance)).covariance();
    SketchedCovariance c = sketch(NoiseSketch.of(drift).probes(PROBES).unresolved(1e-7), noiseVariance, 1);
    assertThat(c.facts().probes()).isEqualTo(PROBES);
    assertThat(c.facts().unresolved()).isLessThanOrEqualTo(1e-7);
    Edges edges = Edges.of(named.network());
    EdgeVariances v = c.over(edges);
    for (int e = 0; e < edges.count(); e++) {
      int i = edges.post(e);
      int j = edges.pre(e);
      double w = edges.weight(e);
      int sign = w > 0 ? 1 : -1;
      double g = noiseVariance / 2 * local(drift, i, j, w);
      assertThat(v.difference(e)).isGreaterThanOrEqualTo(g * (1 - 1e-9))
          .isEqualTo(c.differenceVariance(i, j, sign));
      assertThat(v.standardError(e)).isEqualTo(c.standardError(j, i, sign));
      assertLaw(v.difference(e), exact.differenceVariance(i, j, sign), g);
    }
    double[] known = known(drift);
    for (int i = 0; i < drift.size(); i++) {
      assertLaw(c.get(i, i), exact.get(i, i), noiseVariance / 2 * known[i]);
    }
  }

  static void assertLaw(double estimate, double exact, double known) {
    double rounding = 1e-9 * exact;
    double rest = Math.sqrt(Math.max(0, estimate - known));
    double left = 1e-6 * Math.sqrt(exact);
    assertThat(rest).isBetween(Math.sqrt(LOW * Math.max(0, exact - known - rounding)) - left,
        Math.sqrt(HIGH * (exact - known + rounding)) + left);
  }

  /** Of a neuron: 1/S along a loose component's gauge, and κ²/M_ii, κ = 1 − s_i/S, or κ = 1 − 1/n_c without slack. */
  private static double[] known(Drift drift) {
    Gauge gauge = Gauge.of(drift.network());
    int count = gauge.components().count();
    double[] slack = new double[count];
    double[] restoring = new double[count];
    for (int i = 0; i < drift.size(); i++) {
      slack[gauge.components().of(i)] += drift.slack(i);
      restoring[gauge.components().of(i)] += drift.restoring(i);
    }
    double[] known = new double[drift.size()];
    for (int i = 0; i < known.length; i++) {
      int c = gauge.components().of(i);
      boolean loose = gauge.isBalanced(c) && slack[c] <= 0.1 * restoring[c];
      double share = !loose ? 0 : slack[c] > 0 ? drift.slack(i) / slack[c] : 1.0 / gauge.components().size(c);
      double along = loose && slack[c] > 0 ? 1 / slack[c] : 0;
      double own = drift.restoring(i) > 0 ? (1 - share) * (1 - share) / drift.restoring(i) : 0;
      known[i] = along + own;
    }
    return known;
  }

  /** What cannot be sketched is said, and which neuron shows it. */
  @Test
  void whatCannotBeSketchedIsSaid() {
    double[][] w = {{0, 2, 0}, {2, 0, 1}, {0, 1, 0}};
    assertThat(NoiseSketch.of(Drift.of(Network.ofDense(w, new double[]{3, -1, 4}))).run(1, new Seed(1)))
        .isEqualTo(new SketchOutcome.Growing(1, -1));
    assertThat(NoiseSketch.of(Drift.of(Network.ofDense(w, new double[]{3, 0, 4}))).run(1, new Seed(1)))
        .isEqualTo(new SketchOutcome.Growing(1, 0));
    assertThat(NoiseSketch.of(Drift.of(Network.ofDense(w, new double[]{3, 2.5, 0.75}))).run(1, new Seed(1)))
        .isEqualTo(new SketchOutcome.NotDominant(1, -0.5));
    assertThatIllegalArgumentException().isThrownBy(() -> NoiseSketch.of(
        Drift.of(Network.ofDense(new double[][]{{0, 1}, {0, 0}}, new double[]{1, 1}))));
  }

  /** Upper bounds at a failure probability of 1e-9 hold over all edges of all networks, and are at most 1/|w|. */
  @ParameterizedTest
  @MethodSource("networks")
  void upperBoundsHold(Named named) {
    Drift drift = Drift.of(named.network());
    Covariance exact = ((Stationarity.Stationary) StationaryCovariance.of(drift, 2)).covariance();
    SketchedCovariance c = sketch(NoiseSketch.of(drift).probes(28), 2, 2);
    Edges edges = Edges.of(named.network());
    EdgeVariances bound = c.upperBounds(edges, 1e-9);
    for (int e = 0; e < edges.count(); e++) {
      double w = edges.weight(e);
      assertThat(bound.difference(e))
          .isGreaterThanOrEqualTo(
              exact.differenceVariance(edges.post(e), edges.pre(e), w > 0 ? 1 : -1) * (1 - 1e-9))
          .isLessThanOrEqualTo(1 / Math.abs(w));
      assertThat(bound.standardError(e)).isZero();
    }
  }

  /** A tenth of the failure probability costs a known factor: where g is nothing the bound is k V̂/χ²_{k, δ/m}. */
  @Test
  void upperBoundsFollowTheQuantile() {
    // a long path's end to end conductance: two neurons joined by a weak edge beside strong ones
    double[][] w = {{0, 1e-6, 1, 0}, {1e-6, 0, 0, 1}, {1, 0, 0, 1}, {0, 1, 1, 0}};
    Network network = Families.dominant(w, 0);
    SketchedCovariance c = sketch(NoiseSketch.of(Drift.of(network)).probes(14).unresolved(1e-9), 2, 3);
    Edges edges = Edges.of(network);
    double rest = c.over(edges).difference(0) - local(Drift.of(network), 0, 1, 1e-6);
    double tail = c.upperBounds(edges, 0.01).difference(0) - local(Drift.of(network), 0, 1, 1e-6);
    double quantile = ChiSquaredDistribution.of(14).inverseCumulativeProbability(0.01 / 4);
    assertThat(tail).isCloseTo(rest * 14 / quantile, within(1e-6 * tail));
  }

  /** As many probes as the error asked for needs, and the error stated is about the true one. */
  @Test
  void asManyProbesAsTheErrorAskedForNeeds() {
    Network network = GridFamily.benchmark(900).generate(new Seed(1));
    Drift drift = Drift.of(network);
    Covariance exact = ((Stationarity.Stationary) StationaryCovariance.of(drift, 2)).covariance();
    Edges edges = Edges.of(network);
    for (double asked : new double[]{0.1, 0.03, 0.01}) {
      SketchedCovariance c = sketch(NoiseSketch.of(drift).scoreError(asked), 2, 1);
      double sum = 0;
      for (int e = 0; e < edges.count(); e++) {
        double r = exact.differenceVariance(edges.post(e), edges.pre(e), 1);
        sum += Math.abs(c.over(edges).difference(e) / r - 1) / edges.count();
      }
      // 1740 edges, each correlated with some ten others: the mean of their errors is right to about 5 · 0.76/√174
      assertThat(sum).isCloseTo(c.facts().meanError(), within(0.3 * c.facts().meanError()));
      assertThat(c.facts().meanError()).isLessThan(asked * 1.1);
    }
  }

  /** The same bytes on one, two and eight threads, by either preconditioner. */
  @ParameterizedTest
  @EnumSource(value = Preconditioning.class, names = {"JACOBI", "APPROXIMATE_CHOLESKY"})
  void threadsDoNotMatter(Preconditioning by) throws Exception {
    assertThreadsDoNotMatter(
        new BlockModel(5, 1000, 8, 2, new org.secateur.study.WeightLaw.LogNormal(1), 1e-3)
            .generate(new Seed(1)),
        by);
  }

  /** Nor where a graph is large enough for its factor to be made, and swept through, in parts. */
  @Test
  void threadsDoNotMatterInParts() throws Exception {
    assertThreadsDoNotMatter(GridFamily.benchmark(200 * 200).generate(new Seed(1)),
        Preconditioning.APPROXIMATE_CHOLESKY);
  }

  private static void assertThreadsDoNotMatter(Network network, Preconditioning by) throws Exception {
    Edges edges = Edges.of(network);
    double[] expected = new double[0];
    for (int threads : new int[]{1, 2, 8}) {
      double[] all = new double[edges.count() + network.neurons()];
      try (ForkJoinPool pool = new ForkJoinPool(threads)) {
        pool.submit(() -> {
          SketchedCovariance c = sketch(NoiseSketch.of(Drift.of(network)).probes(14).preconditioning(by), 2,
              1);
          for (int e = 0; e < edges.count(); e++) {
            all[e] = c.over(edges).difference(e);
          }
          for (int i = 0; i < network.neurons(); i++) {
            all[edges.count() + i] = c.get(i, i);
          }
        }).get();
      }
      expected = expected.length == 0 ? all : expected;
      assertThat(Arrays.equals(all, expected)).as("%d threads", threads).isTrue();
    }
  }

  /** Preconditioners solve the same equations: with the same probes they agree to what ε allows, 2 · 2 ε √(R V). */
  @Test
  void preconditionersAgree() {
    Network network = GridFamily.benchmark(900).generate(new Seed(1));
    Edges edges = Edges.of(network);
    NoiseSketch sketch = NoiseSketch.of(Drift.of(network)).probes(7).unresolved(1e-6);
    EdgeVariances first = sketch(sketch.preconditioning(Preconditioning.JACOBI), 2, 1).over(edges);
    for (Preconditioning by : Preconditioning.values()) {
      EdgeVariances other = sketch(sketch.preconditioning(by), 2, 1).over(edges);
      for (int e = 0; e < edges.count(); e++) {
        assertThat(other.difference(e)).isCloseTo(first.difference(e), within(1e-5 * first.difference(e)));
      }
    }
  }

  /** Pairs that no synapse joins are not known; the sign that is not the synapse's is 2 (C_ii + C_jj) less the other. */
  @Test
  void knowsOnlyPairsThatASynapseJoins() {
    Network network = Families.dominant(new double[][]{{0, -1, 0}, {-1, 0, 2}, {0, 2, 0}}, 0.5);
    SketchedCovariance c = sketch(NoiseSketch.of(Drift.of(network)), 2, 1);
    assertThatIllegalArgumentException().isThrownBy(() -> c.differenceVariance(0, 2, 1))
        .withMessageContaining("no synapse joins");
    double own = c.differenceVariance(0, 1, -1);
    double other = c.differenceVariance(0, 1, 1);
    assertThat(other).isCloseTo(2 * (c.get(0, 0) + c.get(1, 1)) - own, within(1e-14));
    assertThat(c.get(0, 1)).isCloseTo((own - c.get(0, 0) - c.get(1, 1)) / 2, within(1e-15));
    assertThat(c.standardError(0, 1, 1)).isGreaterThan(c.standardError(0, 1, -1));
    assertThat(c.differenceVariance(1, 1, 1)).isZero();
    Edges elsewhere = Edges
        .of(network.withLeak(new double[]{9, 9, 9}).withWeights(new double[]{-1, -1, 2, 2}));
    assertThat(c.over(elsewhere).difference(0)).isEqualTo(own);
  }

  /** Progress never goes back and ends at the whole; σ² scales; the seed decides. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 50})
  void reportsProgressAndIsAFunctionOfTheSeed(int probes) {
    Drift drift = Drift.of(GridFamily.benchmark(100).generate(new Seed(1)));
    List<Integer> seen = new ArrayList<>();
    NoiseSketch sketch = NoiseSketch.of(drift).probes(probes).progress((solved, planned) -> {
      seen.add(solved);
      assertThat(solved).isLessThanOrEqualTo(planned);
    });
    SketchedCovariance c = sketch(sketch, 2, 1);
    assertThat(seen).isSorted().last().isEqualTo(c.facts().probes());
    assertThat(c.facts().probes()).isBetween(probes, probes + 6);
    assertThat(sketch(sketch, 6, 1).get(0, 0)).isCloseTo(3 * c.get(0, 0), within(1e-12));
    assertThat(sketch(sketch, 2, 2).get(0, 0)).isNotEqualTo(c.get(0, 0));
  }
}
