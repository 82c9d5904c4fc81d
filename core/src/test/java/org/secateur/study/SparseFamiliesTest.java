package org.secateur.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.secateur.dynamics.Drift;
import org.secateur.network.Components;
import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.network.Synapse;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/** The large sparse families: what each draws, against the slow obvious way and against its law. */
class SparseFamiliesTest {
  private static final WeightLaw ONE = new WeightLaw.Uniform(1, 1);

  record Family(String name, Function<Seed, Network> draw) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Family> families() {
    return Stream.of(new Family("one neuron", new GridFamily(1, 1, ONE, 0)::generate),
        new Family("path", new GridFamily(1, 7, ONE, 0)::generate),
        new Family("grid of 400", GridFamily.benchmark(400)::generate),
        new Family("geometric, one point", RandomGeometric.benchmark(1)::generate),
        new Family("geometric, wider than the square", RandomGeometric.benchmark(5)::generate),
        new Family("geometric of 3000", RandomGeometric.benchmark(3000)::generate),
        new Family("geometric in pieces", new RandomGeometric(500, 2, 0)::generate),
        new Family("attachment, fewer than k", PreferentialAttachment.benchmark(6)::generate),
        new Family("attachment of 2000", PreferentialAttachment.benchmark(2000)::generate),
        new Family("one full block", new BlockModel(1, 9, 8, 0, ONE, 0)::generate),
        new Family("all pairs", new BlockModel(3, 5, 4, 10, ONE, 0)::generate),
        new Family("blocks of 2000", BlockModel.benchmark(2000)::generate));
  }

  /** A Laplacian: symmetric, no self-connections, positive weights, no slack anywhere, and the same again. */
  @ParameterizedTest
  @MethodSource("families")
  void drawsTheLaplacianOfASimpleGraph(Family family) {
    Network network = family.draw().apply(new Seed(5));
    assertThat(network.isSymmetric()).isTrue();
    List<Synapse> synapses = synapses(network);
    assertThat(synapses).allMatch(s -> s.post() != s.pre() && s.weight() > 0);
    Drift drift = Drift.of(network);
    for (int i = 0; i < drift.size(); i++) {
      assertEquals(0.0, drift.slack(i));
    }
    assertThat(synapses(family.draw().apply(new Seed(5)))).isEqualTo(synapses);
    if (synapses.size() > 300) { // the smaller ones may leave nothing to chance
      assertThat(synapses(family.draw().apply(new Seed(6)))).isNotEqualTo(synapses);
    }
  }

  /** The slack is added to every leak. */
  @Test
  void addsTheSlack() {
    Network network = new BlockModel(2, 3, 2, 3, ONE, 0.25).generate(new Seed(1));
    assertThat(network.leaks()).containsOnly(5.25);
  }

  @Test
  void joinsTheNeighboursOfAGrid() {
    Network network = new GridFamily(2, 3, ONE, 0).generate(new Seed(1));
    assertThat(pairs(network)).containsExactlyInAnyOrder(List.of(0, 1), List.of(1, 2), List.of(3, 4),
        List.of(4, 5), List.of(0, 3), List.of(1, 4), List.of(2, 5));
    assertEquals(2 * 300 * 299, Edges.of(GridFamily.benchmark(90_000).generate(new Seed(1))).count());
  }

  /** The slow way: every pair of points asked for its distance, the largest component found by flooding. */
  @Test
  void joinsThePointsThatAreClose() {
    for (int n : new int[]{1, 2, 7, 60, 700}) {
      for (double degree : new double[]{0.5, 2, 6, 30}) {
        RandomGeometric family = new RandomGeometric(n, degree, 0);
        Network network = family.generate(new Seed(n));
        assertThat(synapses(network)).isEqualTo(slowly(family, new Seed(n)));
        assertEquals(1, Components.of(network).count());
      }
    }
  }

  private static List<Synapse> slowly(RandomGeometric family, Seed seed) {
    int n = family.neurons();
    NoiseStream stream = seed.stream("random-geometric");
    double[] x = new double[n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = stream.nextDouble();
      y[i] = stream.nextDouble();
    }
    double square = family.radius() * family.radius();
    List<Integer> largest = List.of();
    Set<Integer> seen = new HashSet<>();
    for (int start = 0; start < n; start++) {
      List<Integer> reached = new ArrayList<>();
      if (seen.add(start)) {
        reached.add(start);
      }
      for (int next = 0; next < reached.size(); next++) {
        for (int j = 0; j < n; j++) {
          if (distance(x, y, reached.get(next), j) < square && seen.add(j)) {
            reached.add(j);
          }
        }
      }
      largest = reached.size() > largest.size() ? reached : largest;
    }
    List<Integer> members = largest.stream().sorted().toList();
    List<Synapse> synapses = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      for (int j = 0; j < members.size(); j++) {
        double d = distance(x, y, members.get(i), members.get(j));
        if (i != j && d < square) {
          synapses.add(new Synapse(i, j, StrictMath.exp(-d / square)));
        }
      }
    }
    return synapses;
  }

  private static double distance(double[] x, double[] y, int i, int j) {
    return (x[i] - x[j]) * (x[i] - x[j]) + (y[i] - y[j]) * (y[i] - y[j]);
  }

  /**
   * One edge a neuron, four neurons: the third joins either of the first two, and the fourth the one that now has half of
   * all ends with probability ½. Five standard errors: fails for about 6 seeds in ten million.
   */
  @Test
  void attachesInProportionToDegree() {
    int draws = 20_000;
    PreferentialAttachment family = new PreferentialAttachment(4, 1, ONE, 0);
    int zero = 0;
    int hub = 0;
    for (int k = 0; k < draws; k++) {
      Set<List<Integer>> pairs = pairs(family.generate(new Seed(k)));
      int third = pairs.contains(List.of(0, 2)) ? 0 : 1;
      zero += third == 0 ? 1 : 0;
      hub += pairs.contains(List.of(third, 3)) ? 1 : 0;
    }
    double error = Math.sqrt(0.25 / draws);
    assertEquals(0.5, (double) zero / draws, 5 * error);
    assertEquals(0.5, (double) hub / draws, 5 * error);
  }

  /** Every later neuron has k edges to earlier ones, the first k + 1 are all joined, and there are hubs. */
  @Test
  void growsByKEdgesANeuron() {
    int n = 20_000;
    Network network = PreferentialAttachment.benchmark(n).generate(new Seed(3));
    Edges edges = Edges.of(network);
    assertEquals(55 + 10 * (n - 11), edges.count());
    int[] earlier = new int[n];
    for (int e = 0; e < edges.count(); e++) {
      earlier[edges.pre(e)]++;
    }
    for (int i = 0; i < n; i++) {
      assertEquals(Math.min(i, 10), earlier[i]);
    }
    int top = 0;
    for (int i = 0; i < n; i++) {
      top = Math.max(top, network.firstSynapse(i + 1) - network.firstSynapse(i));
    }
    // The expected degree of the first eleven is about 10 √(n / 5.5) = 600, and a random graph of this density has
    // none above 20 + 10 √20 for n below 10⁹.
    assertThat(top).isGreaterThan(65);
  }

  /**
   * Every pair of a small model is joined as often as its probability says: 105 pairs at five standard errors, fails for
   * about 6 seeds in a hundred thousand.
   */
  @Test
  void joinsEveryPairWithItsProbability() {
    int draws = 20_000;
    BlockModel family = new BlockModel(3, 5, 2, 1.5, ONE, 0);
    int[][] joined = new int[15][15];
    for (int k = 0; k < draws; k++) {
      family.generate(new Seed(k)).forEachSynapse(s -> joined[s.post()][s.pre()]++);
    }
    for (int i = 0; i < 15; i++) {
      for (int j = 0; j < i; j++) {
        double p = i / 5 == j / 5 ? 2.0 / 4 : 1.5 / 10;
        assertEquals(p, (double) joined[i][j] / draws, 5 * Math.sqrt(p * (1 - p) / draws));
      }
    }
  }

  private static List<Synapse> synapses(Network network) {
    List<Synapse> synapses = new ArrayList<>();
    network.forEachSynapse(synapses::add);
    return synapses;
  }

  private static Set<List<Integer>> pairs(Network network) {
    Set<List<Integer>> pairs = new HashSet<>();
    network.forEachSynapse(s -> {
      if (s.post() < s.pre()) {
        pairs.add(List.of(s.post(), s.pre()));
      }
    });
    return pairs;
  }
}
