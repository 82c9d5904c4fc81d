package org.secateur.study;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.secateur.dynamics.Drift;
import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.prune.Budget;
import org.secateur.prune.Diagonal;
import org.secateur.prune.Plan;
import org.secateur.prune.Pruned;
import org.secateur.prune.PruningRule;
import org.secateur.prune.Rescale;
import org.secateur.prune.Sampling;
import org.secateur.random.Seed;
import org.secateur.spectral.Pencil;
import org.secateur.spectral.SlowModes;

/** A network to be pruned many times: what depends on the original alone is computed once. */
final class Subject {
  static final int SLOW = 3;

  private final ClusteredNetwork clustered;
  private final Drift drift;
  private final Map<PruningRule, Scoring.Ready> scorings = new HashMap<>();
  private final Map<String, double[]> slowRates = new HashMap<>();

  Subject(ClusteredNetwork clustered) {
    this.clustered = clustered;
    this.drift = Drift.of(clustered.network());
  }

  static Subject of(Network network) {
    List<Integer> one = Collections.nCopies(network.neurons(), 0);
    return new Subject(new ClusteredNetwork(network, one));
  }

  Network network() {
    return clustered.network();
  }

  Drift drift() {
    return drift;
  }

  Scoring.Ready scoring(PruningRule rule) {
    return scorings.computeIfAbsent(rule,
        r -> (Scoring.Ready) Scoring.of(network(), r, new ScoreRoute.Exact()));
  }

  /** The edges that a rule keeps on average, as a share of all: what a control is given too. */
  double expectedFraction(PruningRule rule, Budget budget) {
    Plan plan = plan(rule, budget);
    return Math.min(1, plan.expectedEdges() / plan.scores().count());
  }

  Plan plan(PruningRule rule, Budget budget) {
    Scoring.Ready ready = scoring(rule);
    return Plan.of(ready.scores(), budget, Sampling.INDEPENDENT, network().neurons(),
        ready.unitsPerLeverage());
  }

  Trial prune(PruningRule rule, Budget budget, Diagonal diagonal, Rescale rescale, Seed seed) {
    Plan plan = plan(rule, budget);
    return new Trial(this, Pruned.of(network(), plan, plan.draw(seed), diagonal, rescale));
  }

  Trial prune(PruningRule rule, Budget budget, Seed seed) {
    return prune(rule, budget, Diagonal.MATCH, new Rescale.Yes(), seed);
  }

  /** The mean probability that a bridge is kept. */
  double bridgeProbability(PruningRule rule, Budget budget) {
    Plan plan = plan(rule, budget);
    Edges edges = plan.scores().edges();
    return IntStream.range(0, edges.count())
        .filter(e -> !clustered.group().get(edges.post(e)).equals(clustered.group().get(edges.pre(e))))
        .mapToDouble(plan::keepProbability).average().orElse(Double.NaN);
  }

  private double[] slowRates() {
    return slowRates.computeIfAbsent("original", key -> slowRates(drift));
  }

  private static double[] slowRates(Drift of) {
    SlowModes modes = SlowModes.of(of, SLOW, Seed.DEFAULT);
    double[] rate = new double[modes.size()];
    for (int k = 0; k < rate.length; k++) {
      rate[k] = -modes.re(k);
    }
    return rate;
  }

  /** A pruned network measured against its original. */
  record Trial(Subject subject, Pruned pruned) {
    Drift drift() {
      return Drift.of(pruned.network());
    }

    double kept() {
      return pruned.keptFraction();
    }

    /** Mean number of neighbours. */
    double degree() {
      return 2.0 * pruned.keptEdges() / pruned.network().neurons();
    }

    Pencil.Range range() {
      return (Pencil.Range) Pencil.of(subject.drift, drift(), Seed.DEFAULT);
    }

    /** The worst relative error of the slowest rates, compared rank by rank. */
    double slow() {
      double[] before = subject.slowRates();
      double[] after = slowRates(drift());
      double worst = 0;
      for (int k = 0; k < before.length; k++) {
        worst = Math.max(worst, Math.abs(after[k] / before[k] - 1));
      }
      return worst;
    }

    /** The largest real part of an eigenvalue of A', in 1/s. */
    double abscissa() {
      return -slowRates(drift())[0];
    }

    double bridgesKept() {
      return (double) subject.clustered.bridges(pruned.network())
          / subject.clustered.bridges(subject.network());
    }
  }
}
