package org.secateur.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.dynamics.Drift;
import org.secateur.network.Components;
import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

class PlanTest {
  private static final PruningRule BY_WEIGHT = new PruningRule.ByWeight();

  /** Scores over six orders of magnitude: many are clipped, and the expected count still meets the budget. */
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.1, 0.5, 0.9, 0.999, 1})
  void expectedCountMeetsTheBudget(double fraction) {
    Scores scores = scores(logNormal(60, 3));
    Plan plan = Plan.of(scores, new Budget.KeepFraction(fraction), Sampling.INDEPENDENT, 60, 1);
    // Each of the m probabilities is off by at most two roundings.
    double tolerance = 4 * scores.count() * Math.ulp((double) scores.count());
    assertThat(plan.expectedEdges()).isCloseTo(fraction * scores.count(), within(tolerance));
  }

  @Test
  void waterFillingMatchesASlowSearch() {
    double[] score = {5, 0, 1, 0.25, 100, 0.25};
    double budget = 3.2;
    double factor = WaterFilling.factor(score, budget);
    double low = 0;
    double high = 1e6;
    for (int step = 0; step < 200; step++) {
      double middle = (low + high) / 2;
      double sum = 0;
      for (double s : score) {
        sum += Math.min(1, middle * s);
      }
      if (sum < budget) {
        low = middle;
      } else {
        high = middle;
      }
    }
    assertThat(factor).isCloseTo(low, within(1e-12 * low));
  }

  @Test
  void drawsNestAcrossBudgets() {
    Scores scores = scores(logNormal(40, 1));
    boolean[] few = Plan.of(scores, new Budget.KeepFraction(0.1), Sampling.INDEPENDENT, 40, 1)
        .draw(new Seed(5));
    boolean[] many = Plan.of(scores, new Budget.KeepFraction(0.2), Sampling.INDEPENDENT, 40, 1)
        .draw(new Seed(5));
    for (int e = 0; e < few.length; e++) {
      assertThat(many[e] || !few[e]).isTrue();
    }
  }

  /** E[W'] = W for both draws: 4000 seeds, five standard errors for each of 45 edges: fails for 3 in 100,000. */
  @ParameterizedTest
  @ValueSource(strings = {"INDEPENDENT", "CONNECTED"})
  void meanOverDrawsIsTheOriginalWeight(String sampling) {
    Network network = logNormal(10, 0.7);
    Plan plan = Plan.of(scores(network), new Budget.KeepFraction(0.4), Sampling.valueOf(sampling), 10, 1);
    int seeds = 4000;
    double[] mean = new double[plan.scores().count()];
    for (int s = 0; s < seeds; s++) {
      Pruned pruned = Pruned.of(network, plan, plan.draw(new Seed(s)), Diagonal.MATCH, new Rescale.Yes());
      for (int e = 0; e < mean.length; e++) {
        mean[e] += pruned.amplification(e) / seeds;
      }
    }
    for (int e = 0; e < mean.length; e++) {
      double p = plan.keepProbability(e);
      assertThat(mean[e]).as("edge %d", e).isCloseTo(1, within(5 * Math.sqrt((1 - p) / p / seeds) + 1e-12));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 30, 60, 100, 190})
  void connectedDrawHasTheExactCountAndStaysWhole(int edges) {
    Network network = logNormal(20, 2);
    Plan plan = Plan.of(scores(network), new Budget.EdgeCount(edges), Sampling.CONNECTED, 20, 1);
    for (int s = 0; s < 50; s++) {
      Pruned pruned = Pruned.of(network, plan, plan.draw(new Seed(s)), Diagonal.MATCH, new Rescale.Yes());
      assertThat(pruned.keptEdges()).isEqualTo(edges);
      assertThat(Components.of(pruned.network()).count()).isEqualTo(1);
    }
  }

  /**
   * Points one apart leave floor or ceiling of its length in every stretch: so each neuron keeps the expected number of
   * the edges that are its own, less than one more or less, whatever the seed.
   */
  @Test
  void everyNeuronKeepsTheExpectedNumberOfItsOwnEdges() {
    int n = 40;
    Network network = logNormal(n, 1);
    Plan plan = Plan.of(scores(network), new Budget.KeepFraction(0.3), Sampling.CONNECTED, n, 1);
    Edges edges = plan.scores().edges();
    int[] order = SystematicOrder.of(edges, plan.keepProbabilities(), n);
    assertThat(order).doesNotHaveDuplicates().hasSize(edges.count());
    double[] total = new double[n];
    for (int e = 0; e < edges.count(); e++) {
      total[edges.post(e)] += plan.keepProbability(e);
      total[edges.pre(e)] += plan.keepProbability(e);
    }
    for (int seed = 0; seed < 20; seed++) {
      boolean[] kept = plan.draw(new Seed(seed));
      double[] excess = new double[n];
      for (int e = 0; e < kept.length; e++) {
        int owner = total[edges.post(e)] < total[edges.pre(e)] ? edges.post(e) : edges.pre(e);
        excess[owner] += (kept[e] ? 1 : 0) - plan.keepProbability(e);
      }
      for (double x : excess) {
        assertThat(Math.abs(x)).isLessThan(1 + 1e-9); // 780 probabilities summed: rounding below 780² u
      }
    }
  }

  @Test
  void connectedDrawRefusesLessThanAForest() {
    Network network = logNormal(20, 2);
    assertThatThrownBy(() -> Plan.of(scores(network), new Budget.EdgeCount(18), Sampling.CONNECTED, 20, 1))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("the spanning forest needs 19");
  }

  @Test
  void largestWeightsKeepsTheLargestAndLeavesThemAlone() {
    Network network = logNormal(20, 1);
    Scores scores = Scores.of(Drift.of(network), new PruningRule.LargestWeights(), Optional.empty());
    Plan plan = Plan.of(scores, new Budget.EdgeCount(30), Sampling.INDEPENDENT, 20, 1);
    Pruned pruned = Pruned.of(network, plan, plan.draw(new Seed(1)), Diagonal.KEEP, new Rescale.Yes());
    double smallestKept = Double.POSITIVE_INFINITY;
    double largestCut = 0;
    for (int e = 0; e < scores.count(); e++) {
      if (pruned.kept(e)) {
        assertThat(pruned.amplification(e)).isEqualTo(1);
        smallestKept = Math.min(smallestKept, scores.score(e));
      } else {
        largestCut = Math.max(largestCut, scores.score(e));
      }
    }
    assertThat(pruned.keptEdges()).isEqualTo(30);
    assertThat(smallestKept).isGreaterThanOrEqualTo(largestCut);
  }

  @Test
  void matchedDiagonalKeepsEverySlack() {
    Network network = logNormal(30, 2);
    Plan plan = Plan.of(scores(network), new Budget.KeepFraction(0.2), Sampling.INDEPENDENT, 30, 1);
    Network cut = Pruned.of(network, plan, plan.draw(new Seed(3)), Diagonal.MATCH, new Rescale.Yes())
        .network();
    Drift before = Drift.of(network);
    Drift after = Drift.of(cut);
    for (int i = 0; i < 30; i++) {
      // Two sums of at most 30 terms and two subtractions.
      double tolerance = 64 * Math.ulp(Math.max(before.restoring(i), after.restoring(i)));
      assertThat(after.slack(i)).isCloseTo(before.slack(i), within(tolerance));
    }
  }

  @Test
  void cappedRescalingStopsAtTheQuantile() {
    Network network = logNormal(30, 2);
    Plan plan = Plan.of(scores(network), new Budget.KeepFraction(0.3), Sampling.INDEPENDENT, 30, 1);
    boolean[] kept = plan.draw(new Seed(3));
    Pruned free = Pruned.of(network, plan, kept, Diagonal.MATCH, new Rescale.Yes());
    Pruned capped = Pruned.of(network, plan, kept, Diagonal.MATCH, new Rescale.Capped(0.5));
    double[] ascending = java.util.stream.IntStream.range(0, kept.length).filter(free::kept)
        .mapToDouble(free::amplification).sorted().toArray();
    double median = ascending[(int) Math.ceil(0.5 * (ascending.length - 1))];
    for (int e = 0; e < kept.length; e++) {
      assertThat(capped.amplification(e)).isEqualTo(Math.min(free.amplification(e), median));
    }
  }

  /** A full symmetric network with log-normal weights and slack 1. */
  private static Network logNormal(int n, double sigma) {
    NoiseStream stream = new Seed(11).stream("log-normal");
    double[][] w = new double[n][n];
    double[] leak = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        w[i][j] = w[j][i] = Math.exp(sigma * stream.nextGaussian());
      }
    }
    for (int i = 0; i < n; i++) {
      leak[i] = 1;
      for (double x : w[i]) {
        leak[i] += x;
      }
    }
    return Network.ofDense(w, leak);
  }

  private static Scores scores(Network network) {
    return Scores.of(Drift.of(network), BY_WEIGHT, Optional.empty());
  }
}
