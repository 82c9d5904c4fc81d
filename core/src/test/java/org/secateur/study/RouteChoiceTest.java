package org.secateur.study;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.secateur.dynamics.Drift;
import org.secateur.dynamics.LeakRule;
import org.secateur.network.Network;
import org.secateur.random.Seed;

/** The network chooses its route, and the choice says why. */
class RouteChoiceTest {
  private static final ScoreRoute AUTO = new ScoreRoute.Automatic(Precision.DEFAULT, new Seed(1));
  private static final double GIB = 1L << 30;

  @Test
  void fewNeuronsAreSolvedDensely() {
    RouteChoice choice = of(DenseFamily.uniform(60).generate(new Seed(1)));
    assertThat(choice.route()).isEqualTo(new ScoreRoute.Exact(ScoreRoute.Exact.Solver.DENSE));
    assertThat(choice.why()).isInstanceOf(RouteChoice.Why.FewNeurons.class);
  }

  /** A path of 40 neurons whose weights are 10⁰, 10¹, 10², 10⁰ ... is dense algebra's; with 10⁰, 10⁶, 10¹² it is not. */
  @Test
  void wideWeightsAreFactoredEvenOfFewNeurons() {
    assertThat(of(path(40, 1)).why()).isInstanceOf(RouteChoice.Why.FewNeurons.class);
    RouteChoice wide = of(path(40, 6));
    assertThat(wide.route()).isEqualTo(new ScoreRoute.Exact(ScoreRoute.Exact.Solver.SPARSE));
    assertThat(wide.why()).isEqualTo(new RouteChoice.Why.WideWeights(1e12));
  }

  private static Network path(int n, int step) {
    int[] post = new int[2 * (n - 1)];
    int[] pre = new int[post.length];
    double[] weight = new double[post.length];
    double[] leak = new double[n];
    for (int i = 1; i < n; i++) {
      double w = Double.parseDouble("1e" + step * (i % 3));
      for (int side = 0; side < 2; side++) {
        int k = 2 * (i - 1) + side;
        post[k] = i - side;
        pre[k] = i - 1 + side;
        weight[k] = w;
        leak[post[k]] += w;
      }
    }
    return Network.of(n, post, pre, weight, leak);
  }

  /** A grid's separators have √n neurons: the factor has some 31 n log₂ n / 4 entries (George, 1973). */
  @Test
  void gridsAreFactored() {
    RouteChoice choice = of(GridFamily.benchmark(40_000).generate(new Seed(1)));
    assertThat(choice.route()).isEqualTo(new ScoreRoute.Exact(ScoreRoute.Exact.Solver.SPARSE));
    assertThat(choice.why()).isInstanceOfSatisfying(RouteChoice.Why.SmallFactor.class,
        why -> assertThat(why.entries()).isBetween(40_000L, 10L * 40_000 * 16));
  }

  @Test
  void hubsAreSketched() {
    RouteChoice choice = of(PreferentialAttachment.benchmark(30_000).generate(new Seed(1)));
    assertThat(choice.route()).isEqualTo(new ScoreRoute.Sketched(Precision.DEFAULT, new Seed(1)));
    assertThat(choice.why()).isInstanceOf(RouteChoice.Why.LargeFactor.class);
  }

  /** 2,000 neurons that are all joined have no sparse factor. */
  @Test
  void whatIsDenseIsSolvedDensely() {
    RouteChoice choice = of(DenseFamily.uniform(RouteChoice.FEW_NEURONS + 100).generate(new Seed(1)));
    assertThat(choice.route()).isEqualTo(new ScoreRoute.Exact(ScoreRoute.Exact.Solver.DENSE));
    assertThat(choice.why()).isInstanceOf(RouteChoice.Why.AllButDense.class);
  }

  @Test
  void largeDirectedNetworksAreSimulated() {
    RouteChoice choice = of(ring(20_000));
    assertThat(choice.route()).isInstanceOf(ScoreRoute.Simulated.class);
    assertThat(choice.why()).isInstanceOf(RouteChoice.Why.Directed.class);
  }

  /** Stable, but neurons receive more than they leak: there is no sketch, and the exact route says so. */
  @Test
  void whatIsNotDominantIsSolved() {
    Network grid = GridFamily.benchmark(2_500).generate(new Seed(1));
    double[] leak = grid.leaks();
    for (int i = 0; i < leak.length; i++) {
      leak[i] *= i == 7 ? 0.99 : 1.5; // one neuron short of dominance, all others far beyond it
    }
    RouteChoice choice = of(grid.withLeak(leak));
    assertThat(choice.route()).isInstanceOf(ScoreRoute.Exact.class);
    assertThat(choice.why()).isInstanceOf(RouteChoice.Why.NotDominant.class);
  }

  /** Where memory is short, what needs less of it is chosen. */
  @Test
  void memoryDecidesToo() {
    Drift grid = Drift.of(GridFamily.benchmark(40_000).generate(new Seed(1)));
    double need = RouteChoice.of(AUTO, grid, 8 * GIB).forecast().bytes();
    RouteChoice poor = RouteChoice.of(AUTO, grid, need / 2);
    assertThat(poor.route()).isInstanceOf(ScoreRoute.Sketched.class);
  }

  @Test
  void whatIsAskedForIsTaken() {
    ScoreRoute sketch = new ScoreRoute.Sketched(new Precision.Probes(64), new Seed(2));
    RouteChoice choice = RouteChoice.of(sketch, Drift.of(DenseFamily.uniform(20).generate(new Seed(1))), GIB);
    assertThat(choice.route()).isEqualTo(sketch);
    assertThat(choice.why()).isEqualTo(new RouteChoice.Why.Asked());
  }

  private static RouteChoice of(Network network) {
    return RouteChoice.of(AUTO, Drift.of(network), 8 * GIB);
  }

  private static Network ring(int n) {
    int[] post = new int[n];
    int[] pre = new int[n];
    double[] weight = new double[n];
    for (int i = 0; i < n; i++) {
      post[i] = (i + 1) % n;
      pre[i] = i;
      weight[i] = 1;
    }
    Network network = Network.of(n, post, pre, weight, new double[n]);
    return network.withLeak(new LeakRule.Dominant(0.1).leaks(network));
  }
}
