package org.secateur.prune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.secateur.dynamics.Drift;
import org.secateur.network.Components;
import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/** Borůvka's forest against Kruskal's, edge by edge, and the choice of the largest scores against sorting. */
class SpanningForestTest {
  record Case(String name, Network network) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(1, 2, 3, 10, 40, 200).flatMap(n -> Stream.of(1, 2, 3).flatMap(seed -> {
      NoiseStream random = new Seed(seed).stream("forest");
      IntFunction<Double> continuous = e -> 0.1 + random.nextDouble();
      IntFunction<Double> ties = e -> 1.0 + (int) (3 * random.nextDouble());
      return Stream.of(
          new Case("path of " + n + ", seed " + seed, joined(n, random, 0, continuous, true)),
          new Case("full, " + n + ", seed " + seed, joined(n, random, 1, continuous, false)),
          new Case("full with ties, " + n + ", seed " + seed, joined(n, random, 1, ties, false)),
          new Case("in pieces, " + n + ", seed " + seed, joined(n, random, 1.0 / n, ties, false)),
          new Case("all equal, " + n + ", seed " + seed, joined(n, random, 0.5, e -> 1.0, false)));
    }));
  }

  private static Network joined(int n, NoiseStream random, double density, IntFunction<Double> weight,
      boolean path) {
    double[][] w = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        if ((path && j == i - 1) || random.nextDouble() < density) {
          w[i][j] = w[j][i] = weight.apply(i);
        }
      }
    }
    return Network.ofDense(w, new double[n]);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isTheForestThatKruskalFinds(Case c) {
    Scores scores = scores(c.network(), new PruningRule.ByWeight());
    boolean[] forest = SpanningForest.of(scores, c.network().neurons());
    assertThat(forest).isEqualTo(kruskal(scores, c.network().neurons()));
    int size = (int) IntStream.range(0, forest.length).filter(e -> forest[e]).count();
    assertThat(size).isEqualTo(c.network().neurons() - Components.of(c.network()).count());
  }

  private static boolean[] kruskal(Scores scores, int neurons) {
    Edges edges = scores.edges();
    int[] piece = IntStream.range(0, neurons).toArray();
    boolean[] chosen = new boolean[edges.count()];
    for (int e : descending(scores)) {
      int a = piece[edges.post(e)];
      int b = piece[edges.pre(e)];
      if (a != b) {
        chosen[e] = true;
        Arrays.setAll(piece, i -> piece[i] == a ? b : piece[i]);
      }
    }
    return chosen;
  }

  private static List<Integer> descending(Scores scores) {
    return IntStream.range(0, scores.count()).boxed()
        .sorted(Comparator.comparingDouble((Integer e) -> scores.score(e)).reversed()
            .thenComparingInt(e -> e))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void choosesTheLargestAndOfEqualOnesTheFirst(Case c) {
    Scores scores = scores(c.network(), new PruningRule.LargestWeights());
    List<Integer> order = descending(scores);
    for (int budget : new int[]{0, 1, scores.count() / 3, scores.count() - 1, scores.count()}) {
      if (budget >= 0 && budget <= scores.count()) {
        Plan plan = Plan.of(scores, new Budget.EdgeCount(budget), Sampling.INDEPENDENT, c.network().neurons(),
            1);
        double[] expected = new double[scores.count()];
        order.subList(0, budget).forEach(e -> expected[e] = 1);
        assertThat(plan.keepProbabilities()).isEqualTo(expected);
      }
    }
  }

  private static Scores scores(Network network, PruningRule rule) {
    return Scores.of(Drift.of(network), rule, Optional.empty());
  }
}
