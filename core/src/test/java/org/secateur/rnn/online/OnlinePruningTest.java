package org.secateur.rnn.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.secateur.dynamics.Drift;
import org.secateur.dynamics.LeakRule;
import org.secateur.dynamics.Spectra;
import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.prune.Budget;
import org.secateur.prune.Diagonal;
import org.secateur.prune.Plan;
import org.secateur.prune.Pruned;
import org.secateur.prune.PruningRule;
import org.secateur.prune.Rescale;
import org.secateur.prune.Sampling;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;
import org.secateur.study.ClusteredNetwork;
import org.secateur.study.ScoreRoute;
import org.secateur.study.Scoring;

class OnlinePruningTest {
  private static final double KAPPA = 30;

  static Network bottleneck(int clusterSize, double slack, long seed) {
    return ClusteredNetwork.Recipe.bottleneck(clusterSize, 3, true).generate(new Seed(seed))
        .withLeak(new LeakRule.Dominant(slack)).network();
  }

  /** The rule with exact covariances at a fixed κ, applied again and again: the shares of the original pairs that stay. */
  static List<Double> repeated(Network network, double kappa, int rounds, Seed seed) {
    int pairs = Edges.of(network).count();
    Budget budget = new Budget.Epsilon(Math.sqrt(4 * Math.log(network.neurons()) / kappa));
    List<Double> kept = new ArrayList<>();
    Network now = network;
    for (int round = 0; round < rounds; round++) {
      Scoring.Ready ready = (Scoring.Ready) Scoring.of(now, new PruningRule.NoiseDriven(),
          new ScoreRoute.Exact());
      Plan plan = Plan.of(ready.scores(), budget, Sampling.INDEPENDENT, now.neurons(),
          ready.unitsPerLeverage());
      now = Pruned.of(now, plan, plan.draw(seed.child("round", round)), Diagonal.MATCH, new Rescale.Yes())
          .network();
      kept.add((double) Edges.of(now).count() / pairs);
    }
    return kept;
  }

  /**
   * Three clusters of 150 at slack 0.001 and κ = 30: an independent implementation kept .626, then .618, .617, and .617 after
   * twelve rounds. Of 20,000 pairs a share has the standard error √(.6 · .4 / 20,000) = .0035 of the draw at most, and networks
   * differ by as much: three seeds' means within five errors .005/√3 of their one.
   */
  @Test
  void repetitionStopsByItself() {
    double[] mean = new double[4];
    for (long s = 1; s <= 3; s++) {
      List<Double> kept = repeated(
          ClusteredNetwork.Recipe.bottleneck(150, 3, false).generate(new Seed(s))
              .withLeak(new LeakRule.Dominant(1e-3)).network(),
          KAPPA, 4, new Seed(s));
      for (int r = 0; r < 4; r++) {
        mean[r] += kept.get(r) / 3;
      }
      assertThat(kept.get(2) - kept.get(3)).isLessThan(0.001);
    }
    assertThat(mean[0]).isCloseTo(.626, within(.015));
    assertThat(mean[1]).isCloseTo(.618, within(.015));
    assertThat(mean[3]).isCloseTo(.617, within(.015));
  }

  /**
   * In continuing time, from noise alone: it comes to rest, near what exact covariances keep. A synapse whose estimate is off by
   * the margin is left alone or pruned by mistake, so that the share of those that are left differs by no more than the margin.
   */
  @Test
  void noiseComesToRestWhereExactCovariancesDo() {
    Network network = bottleneck(100, 0.1, 1);
    double exact = repeated(network, 23, 6, new Seed(1)).getLast();
    OnlineOutcome outcome = OnlinePruning.run(network, OnlineRule.of(23), 20_000, new Seed(1));
    assertThat(outcome).isInstanceOf(OnlineOutcome.Settled.class);
    assertThat(outcome.history().keptFraction()).isCloseTo(exact, within(OnlineRule.DEFAULT_MARGIN * exact));
    assertThat(exact).isLessThan(1 - OnlineRule.DEFAULT_MARGIN);
    Network after = outcome.history().network();
    for (int i = 0; i < network.neurons(); i++) {
      assertThat(Drift.of(after).slack(i)).isCloseTo(Drift.of(network).slack(i),
          within(1e-12 * network.leak(i) * outcome.history().decisions().size()));
    }
    assertThat(Spectra.abscissa(Drift.of(after))).isNegative();
  }

  /** Dale's law: no weight changes its sign, at any time; what vanished stays away; weights at the end are the record's product. */
  @Test
  void signsNeverChange() {
    Network network = bottleneck(20, 0.1, 2);
    History history = OnlinePruning.run(network, OnlineRule.of(5), 5_000, new Seed(2)).history();
    assertThat(history.decisions()).isNotEmpty();
    for (double time : new double[]{0, 300, 1000, 5000}) {
      Network now = history.at(time);
      assertThat(now.isSymmetric()).isTrue();
      now.forEachSynapse(s -> assertThat(s.weight() * network.weight(s.post(), s.pre())).isPositive());
    }
    assertThat(history.at(0).synapses()).isEqualTo(network.synapses());
    boolean[] gone = new boolean[history.edges().count()];
    for (Decision d : history.decisions()) {
      assertThat(gone[d.edge()]).isFalse();
      assertThat(d.vanished() || d.amplification() > 1).isTrue();
      gone[d.edge()] = d.vanished();
    }
    List<History.Frame> frames = history.frames(5);
    assertThat(frames.getFirst().kept()).isEqualTo(history.edges().count());
    assertThat(frames.getLast().kept()).isEqualTo(history.kept())
        .isEqualTo(Edges.of(history.network()).count());
  }

  /** Each decision has mean 1, whatever the estimate: over 200 seeds the sum of all |w| after one cycle is the original's. */
  @Test
  void weightsAreRightOnAverage() {
    Network network = bottleneck(8, 0.1, 3);
    int seeds = 200;
    double sum = 0;
    double squares = 0;
    for (int s = 0; s < seeds; s++) {
      double weight = OnlinePruning.run(network, OnlineRule.of(2).withWindow(20), 60, new Seed(s)).history()
          .frames(2).getLast().absoluteWeight();
      sum += weight;
      squares += weight * weight;
    }
    double mean = sum / seeds;
    double error = Math.sqrt((squares / seeds - mean * mean) / seeds);
    assertThat(error).isPositive();
    assertThat(mean).isCloseTo(1, within(5 * error)); // six seeds in ten million
  }

  /** Fast and slow neurons, each with noise in proportion: scores are those of the symmetric network, so about as many stay. */
  @Test
  void timeConstantsDoNotMatter() {
    Network network = bottleneck(30, 0.1, 4);
    double[] speed = new double[network.neurons()];
    NoiseStream stream = new Seed(4).stream("speed");
    for (int i = 0; i < speed.length; i++) {
      speed[i] = Math.pow(10, stream.nextDouble() - 0.5);
    }
    OnlineRule rule = new OnlineRule(8, 200, OnlineRule.DEFAULT_MARGIN, 0.02);
    double equal = OnlinePruning.run(network, rule, 3_000, new Seed(4)).history().keptFraction();
    double unequal = OnlinePruning.run(network, speed, rule, 3_000, new Seed(4)).history().keptFraction();
    assertThat(equal).isBetween(0.3, 0.9);
    // slow neurons see √10 times fewer correlation times: the margin's standard error grows from .1 to .18
    assertThat(unequal).isCloseTo(equal, within(0.1));
  }

  /** Directed synapses decide each for itself, and a dominant network stays stable. */
  @Test
  void directedSynapsesDecideForThemselves() {
    int n = 30;
    double[][] w = new double[n][n];
    NoiseStream stream = new Seed(5).stream("directed");
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        w[i][j] = i == j ? 0 : stream.nextGaussian();
      }
    }
    Network network = Network.ofDense(w, new double[n]);
    network = network.withLeak(new LeakRule.Dominant(0.05).leaks(network));
    History history = OnlinePruning.run(network, OnlineRule.of(5), 3_000, new Seed(5)).history();
    assertThat(history.keptFraction()).isLessThan(0.9);
    assertThat(history.network().isSymmetric()).isFalse();
    assertThat(Spectra.abscissa(Drift.of(history.network()))).isNegative();
  }

  /** Nothing holds the second neuron: it is named, with the time. */
  @Test
  void divergenceIsAFinding() {
    Network network = Network.ofDense(new double[][]{{0, 0.1}, {0.1, 0}}, new double[]{3, -1});
    OnlineOutcome outcome = OnlinePruning.run(network, OnlineRule.of(1), 1e6, new Seed(1));
    assertThat(outcome).isInstanceOf(OnlineOutcome.Diverged.class);
    assertThat(((OnlineOutcome.Diverged) outcome).neuron()).isEqualTo(1);
  }

  @Test
  void refusesNonsense() {
    assertThatThrownBy(() -> new OnlineRule(1, 100, 1, 0.1)).hasMessageContaining("margin");
    assertThatThrownBy(() -> new OnlineRule(1, 100, 0, 0.7)).hasMessageContaining("step");
    assertThatThrownBy(() -> new OnlineRule(0, 100, 0, 0.1)).hasMessageContaining("kappa");
    assertThatThrownBy(
        () -> OnlinePruning.run(bottleneck(2, 1, 1), new double[]{1}, OnlineRule.of(1), 1, new Seed(1)))
        .hasMessageContaining("speed");
  }

  @Test
  void anEmptyNetworkIsAtRest() {
    Network empty = Network.ofDense(new double[0][0], new double[0]);
    assertThat(OnlinePruning.run(empty, OnlineRule.of(1), 1e4, new Seed(1)))
        .isInstanceOf(OnlineOutcome.Settled.class);
  }
}
