package org.secateur.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.random.Seed;

/** Sketches of networks at the edge of what there is: trees over many orders of magnitude, stars, paths, lone neurons, none. */
class ExtremeSketchTest {
  private static final int PROBES = 70;

  /**
   * On a tree without slack R = 1/|w| whatever the rest: weights over twelve orders of magnitude, then leaves on weights
   * of 1e-300. Jacobi is not up to that and says so.
   */
  @ParameterizedTest
  @EnumSource(value = Preconditioning.class, names = "JACOBI", mode = EnumSource.Mode.EXCLUDE)
  void treesWithWeightsOfAnySizeHaveTheResistanceOfTheirEdges(Preconditioning by) {
    for (double ofLeaves : new double[]{1, 1e-300}) {
      Network tree = caterpillar(300, ofLeaves);
      SketchedCovariance c = NoiseSketchTest.sketch(
          NoiseSketch.of(Drift.of(tree)).probes(PROBES).unresolved(1e-6).preconditioning(by), 2, 1);
      assertThat(c.facts().freeModes()).isEqualTo(1);
      Edges edges = Edges.of(tree);
      for (int e = 0; e < edges.count(); e++) {
        double r = 1 / Math.abs(edges.weight(e));
        NoiseSketchTest.assertLaw(c.over(edges).difference(e), r,
            Math.min(r, NoiseSketchTest.local(Drift.of(tree), edges.post(e), edges.pre(e), edges.weight(e))));
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
    SketchedCovariance c = NoiseSketchTest.sketch(NoiseSketch.of(drift), 2, 1);
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
    EdgeVariances v = NoiseSketchTest.sketch(NoiseSketch.of(Drift.of(star)), 2, 1).over(Edges.of(star));
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
    EdgeVariances v = NoiseSketchTest.sketch(NoiseSketch.of(Drift.of(path)).probes(7), 2, 1)
        .over(Edges.of(path));
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
    SketchedCovariance c = NoiseSketchTest
        .sketch(NoiseSketch.of(Drift.of(network)).probes(PROBES).unresolved(1e-7), 2, 1);
    Edges edges = Edges.of(network);
    for (int e = 0; e < edges.count(); e++) {
      NoiseSketchTest.assertLaw(c.over(edges).difference(e), 2 / (n * 0.5),
          NoiseSketchTest.local(Drift.of(network), edges.post(e), edges.pre(e), 0.5));
    }
  }

  /** Neurons alone, with and without leak, beside an isolated pair: known exactly, nothing to sample. */
  @Test
  void neuronsAloneAndIsolatedPairsAreExact() {
    double[][] w = new double[5][5];
    w[0][1] = -3;
    w[1][0] = -3;
    Network network = Network.ofDense(w, new double[]{3, 3, 4, 0, 1e-300});
    SketchedCovariance c = NoiseSketchTest.sketch(NoiseSketch.of(Drift.of(network)), 2, 1);
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
        NoiseSketchTest
            .sketch(NoiseSketch.of(Drift.of(Network.ofDense(new double[0][0], new double[0]))), 1, 1)
            .neurons())
        .isZero();
    SketchedCovariance c = NoiseSketchTest.sketch(
        NoiseSketch.of(Drift.of(Network.ofDense(new double[3][3], new double[]{1, 2, 4}))), 2, 1);
    assertThat(c.get(2, 2)).isEqualTo(0.25);
    assertThat(c.facts().meanError()).isZero();
  }
}
