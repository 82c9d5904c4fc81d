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

  private static SketchedCovariance sketch(NoiseSketch sketch, double noiseVariance, long seed) {
    SketchOutcome outcome = sketch.run(noiseVariance, new Seed(seed));
    assertThat(outcome).isInstanceOf(SketchOutcome.Sketched.class);
    return ((SketchOutcome.Sketched) outcome).covariance();
  }

  /** aᵀ M_SS⁻¹ a by Cramer's rule, with M_ii = |w| + ρ_i for the sake of rounding. */
  private static double local(Drift drift, int i, int j, double w) {
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

  private static void assertLaw(double estimate, double exact, double known) {
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

  /**
   * On a tree without slack R = 1/|w| whatever the rest: weights over twelve orders of magnitude, then leaves on weights
   * of 1e-300. Jacobi is not up to that and says so.
   */
  @ParameterizedTest
  @EnumSource(value = Preconditioning.class, names = "JACOBI", mode = EnumSource.Mode.EXCLUDE)
  void treesWithWeightsOfAnySizeHaveTheResistanceOfTheirEdges(Preconditioning by) {
    for (double ofLeaves : new double[]{1, 1e-300}) {
      Network tree = caterpillar(300, ofLeaves);
      SketchedCovariance c = sketch(
          NoiseSketch.of(Drift.of(tree)).probes(PROBES).unresolved(1e-6).preconditioning(by), 2, 1);
      assertThat(c.facts().freeModes()).isEqualTo(1);
      Edges edges = Edges.of(tree);
      for (int e = 0; e < edges.count(); e++) {
        double r = 1 / Math.abs(edges.weight(e));
        assertLaw(c.over(edges).difference(e), r,
            Math.min(r, local(Drift.of(tree), edges.post(e), edges.pre(e), edges.weight(e))));
      }
    }
  }

  /** Jacobi would take more than its limit of iterations on these twelve orders, and says how far it came. */
  @Test
  void whatDoesNotConvergeIsSaid() {
    SketchOutcome outcome = NoiseSketch.of(Drift.of(caterpillar(600, 1)))
        .preconditioning(Preconditioning.JACOBI).probes(1).run(2, new Seed(1));
    assertThat(outcome).isInstanceOf(SketchOutcome.Unconverged.class);
    SketchOutcome.Unconverged said = (SketchOutcome.Unconverged) outcome;
    assertThat(said.residual()).isPositive().isFinite();
    assertThat(said.iterations()).isEqualTo(20_000);
    assertThat(said.preconditioner()).isEqualTo("jacobi");
  }

  /** A signed path of even neurons, weights over twelve orders of magnitude, the odd ones leaves on it. */
  private static Network caterpillar(int n, double ofLeaves) {
    double[] weight = new double[n];
    for (int i = 1; i < n; i++) {
      weight[i] = StrictMath.pow(10, 12 * new Seed(5).uniform("weights", i) - 6);
      weight[i] *= new Seed(5).uniform("signs", i) < 0.3 ? -1 : 1;
      weight[i] *= i % 2 == 0 ? 1 : ofLeaves;
    }
    return tree(n, i -> i % 2 == 0 ? i - 2 : i - 1, weight);
  }

  /** Denormal weights: on leaves, scores stay finite though 1/|w| does not fit; between clusters, an outcome is said. */
  @Test
  void denormalWeightsEndWell() {
    Network leaves = caterpillar(300, 1e-316);
    Drift drift = Drift.of(leaves);
    SketchedCovariance c = sketch(NoiseSketch.of(drift), 2, 1);
    Edges edges = Edges.of(leaves);
    for (int e = 0; e < edges.count(); e++) {
      double w = Math.abs(edges.weight(e));
      assertThat(w * c.over(edges).difference(e)).isBetween(0.0, w < 1e-300 ? 1.5 : 10);
      assertThat(c.over(edges).standardError(e)).isNotNaN();
      assertThat(c.upperBounds(edges, 0.01).difference(e)).isPositive();
    }
    double[] weight = new double[300];
    for (int i = 1; i < 300; i++) {
      weight[i] = i % 10 == 0 ? 3e-310 : 1;
    }
    SketchOutcome outcome = NoiseSketch.of(Drift.of(tree(300, i -> i - 1, weight))).run(2, new Seed(1));
    assertThat(outcome).isInstanceOfAny(SketchOutcome.Sketched.class, SketchOutcome.Unconverged.class);
  }

  private interface Parent {
    int of(int i);
  }

  private static Network tree(int n, Parent parent, double[] weight) {
    int[] post = new int[2 * n - 2];
    int[] pre = new int[2 * n - 2];
    double[] both = new double[2 * n - 2];
    for (int i = 1; i < n; i++) {
      post[2 * i - 2] = i;
      pre[2 * i - 2] = parent.of(i);
      post[2 * i - 1] = pre[2 * i - 2];
      pre[2 * i - 1] = i;
      both[2 * i - 2] = weight[i];
      both[2 * i - 1] = weight[i];
    }
    Network network = Network.of(n, post, pre, both, new double[n]);
    return network.withLeak(network.absoluteInput());
  }

  /** A star of 10⁵ leaves, where the local part of an edge is all of its variance. */
  @Test
  void endsWellOnAStar() {
    double[] ones = new double[100_001];
    Arrays.fill(ones, 1);
    Network star = tree(100_001, i -> 0, ones);
    EdgeVariances v = sketch(NoiseSketch.of(Drift.of(star)), 2, 1).over(Edges.of(star));
    double most = 0;
    for (int e = 0; e < 100_000; e++) {
      most = Math.max(most, Math.abs(v.difference(e) - 1));
    }
    assertThat(most).isLessThan(1e-3); // ε² = 1e-4 of R may be left out
  }

  /** A path of 10⁶: inside g = 1/(1 + 1/2) and R = 1; √(R̂ − g) to the tails of χ²_7 at 1e-12, and 3 ε. */
  @Test
  void endsWellOnALongPath() {
    double[] ones = new double[1_000_000];
    Arrays.fill(ones, 1);
    Network path = tree(1_000_000, i -> i - 1, ones);
    EdgeVariances v = sketch(NoiseSketch.of(Drift.of(path)).probes(7), 2, 1).over(Edges.of(path));
    ChiSquaredDistribution law = ChiSquaredDistribution.of(7);
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (int e = 1; e < 999_998; e++) {
      double rest = Math.sqrt(v.difference(e) - 2.0 / 3);
      least = Math.min(least, rest);
      most = Math.max(most, rest);
    }
    assertThat(least).isGreaterThan(Math.sqrt(law.inverseCumulativeProbability(1e-12) / 21) - 0.03);
    assertThat(most).isLessThan(Math.sqrt(law.inverseSurvivalProbability(1e-12) / 21) + 0.03);
  }

  /** A complete graph of equal weights: R = 2/(n w) for every edge (Foster). */
  @Test
  void completeGraphsHaveTheResistanceOfFoster() {
    int n = 60;
    double[][] w = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        w[i][j] = i == j ? 0 : 0.5;
      }
    }
    Network network = Families.dominant(w, 0);
    SketchedCovariance c = sketch(NoiseSketch.of(Drift.of(network)).probes(PROBES).unresolved(1e-7), 2, 1);
    Edges edges = Edges.of(network);
    for (int e = 0; e < edges.count(); e++) {
      assertLaw(c.over(edges).difference(e), 2 / (n * 0.5),
          local(Drift.of(network), edges.post(e), edges.pre(e), 0.5));
    }
  }

  /** Neurons alone, with and without leak, beside an isolated pair: known exactly, nothing to sample. */
  @Test
  void neuronsAloneAndIsolatedPairsAreExact() {
    double[][] w = new double[5][5];
    w[0][1] = -3;
    w[1][0] = -3;
    Network network = Network.ofDense(w, new double[]{3, 3, 4, 0, 1e-300});
    SketchedCovariance c = sketch(NoiseSketch.of(Drift.of(network)), 2, 1);
    assertThat(c.differenceVariance(0, 1, -1)).isEqualTo(1.0 / 3);
    assertThat(c.get(2, 2)).isEqualTo(0.25);
    assertThat(c.get(3, 3)).isZero(); // the pseudo-inverse of 0
    assertThat(c.get(4, 4)).isCloseTo(1e300, within(1e285));
    assertThat(c.standardError(2)).isLessThan(1e-30);
    assertThat(c.facts().freeModes()).isEqualTo(2); // the pair's and the neuron's without leak
  }

  /** No neurons at all, and no synapses. */
  @Test
  void emptyNetworksAreSketched() {
    assertThat(
        sketch(NoiseSketch.of(Drift.of(Network.ofDense(new double[0][0], new double[0]))), 1, 1).neurons())
        .isZero();
    SketchedCovariance c = sketch(
        NoiseSketch.of(Drift.of(Network.ofDense(new double[3][3], new double[]{1, 2, 4}))), 2, 1);
    assertThat(c.get(2, 2)).isEqualTo(0.25);
    assertThat(c.facts().meanError()).isZero();
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
