package org.secateur.study;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.secateur.dynamics.LeakRule;
import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.prune.Budget;
import org.secateur.prune.Diagonal;
import org.secateur.prune.Plan;
import org.secateur.prune.PruningRule;
import org.secateur.prune.Pruned;
import org.secateur.prune.Rescale;
import org.secateur.prune.Sampling;
import org.secateur.random.Seed;
import org.secateur.rnn.online.History;
import org.secateur.rnn.online.OnlineOutcome;
import org.secateur.rnn.online.OnlinePruning;
import org.secateur.rnn.online.OnlineRule;
import org.secateur.spectral.Pencil;
import org.secateur.spectral.SlowModes;

/**
 * The rule applied more than once: with exact covariances at a fixed κ until nothing changes, in several rounds to the same budget,
 * and online from noise alone. Three clusters of 150, three bridges a pair.
 */
public final class OnlineTable {
  private static final int CLUSTER = 150;

  private OnlineTable() {
  }

  private static ClusteredNetwork network(double slack, long seed) {
    return ClusteredNetwork.Recipe.bottleneck(CLUSTER, 3, false).generate(new Seed(seed))
        .withLeak(new LeakRule.Dominant(slack));
  }

  /** One round to a budget. */
  static Network round(Network now, Budget budget, Seed seed) {
    Scoring.Ready ready = (Scoring.Ready) Scoring.of(now, new PruningRule.NoiseDriven(),
        new ScoreRoute.Exact());
    Plan plan = Plan.of(ready.scores(), budget, Sampling.INDEPENDENT, now.neurons(),
        ready.unitsPerLeverage());
    return Pruned.of(now, plan, plan.draw(seed), Diagonal.MATCH, new Rescale.Yes()).network();
  }

  /** kept, bridges kept, g_min, g_max, slow3. */
  private static double[] measure(ClusteredNetwork original, Network after) {
    Subject subject = new Subject(original);
    Pencil.Range range = (Pencil.Range) Pencil.of(subject.drift(), org.secateur.dynamics.Drift.of(after),
        Seed.DEFAULT);
    SlowModes before = SlowModes.of(subject.drift(), 3, Seed.DEFAULT);
    SlowModes now = SlowModes.of(org.secateur.dynamics.Drift.of(after), 3, Seed.DEFAULT);
    double slow = 0;
    for (int k = 0; k < 3; k++) {
      slow = Math.max(slow, Math.abs(now.re(k) / before.re(k) - 1));
    }
    return new double[]{(double) Edges.of(after).count() / Edges.of(original.network()).count(),
        original.bridges(after) / (double) original.bridges(original.network()), range.low().value(),
        range.high().value(), slow};
  }

  private static String line(List<double[]> trials) {
    double[] mean = new double[5];
    for (double[] t : trials) {
      Arrays.setAll(mean, q -> mean[q] + t[q] / trials.size());
    }
    return String.format(Locale.ROOT, "%.3f | %.2f | %.2f / %.2f | %.3f", mean[0], mean[1], mean[2], mean[3],
        mean[4]);
  }

  /** Argument: how many seeds. */
  public static void main(String[] arguments) {
    int seeds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
    System.out.println("| what | kept | bridges kept | g | slow3 | leak times |\n|---|---|---|---|---|---|");
    exact(seeds);
    gradual(seeds);
    for (double slack : new double[]{1e-1, 1e-3}) {
      for (double window : new double[]{30, 100, 300}) {
        online(slack, 30, window, 200 * window, seeds);
      }
    }
    for (double window : new double[]{100, 1_000, 10_000}) {
      online(1e-5, 12, window, 7 * window, seeds);
    }
  }

  private static void exact(int seeds) {
    for (double[] c : new double[][]{{1e-1, 30, 1}, {1e-1, 30, 12}, {1e-3, 30, 1}, {1e-3, 30, 2},
        {1e-3, 30, 3},
        {1e-3, 30, 12}}) {
      Budget budget = new Budget.Epsilon(Math.sqrt(4 * Math.log(3.0 * CLUSTER) / c[1]));
      double[][] trials = new double[seeds][];
      for (int s = 0; s < seeds; s++) {
        ClusteredNetwork original = network(c[0], s + 1);
        Network now = original.network();
        for (int r = 0; r < c[2]; r++) {
          now = round(now, budget, new Seed(s).child("round", r));
        }
        trials[s] = measure(original, now);
      }
      System.out.printf(Locale.ROOT, "| slack %.0e, κ %.0f, exact, %.0f rounds | %s | – |%n", c[0], c[1],
          c[2],
          line(List.of(trials)));
    }
  }

  private static void gradual(int seeds) {
    for (int rounds : new int[]{1, 2, 4, 8}) {
      double[][] trials = new double[seeds][];
      for (int s = 0; s < seeds; s++) {
        ClusteredNetwork original = network(1e-3, s + 1);
        int pairs = Edges.of(original.network()).count();
        Network now = original.network();
        for (int r = 1; r <= rounds; r++) {
          long target = Math.round(pairs * Math.pow(.2, (double) r / rounds));
          now = round(now, new Budget.EdgeCount(Math.min(target, Edges.of(now).count())),
              new Seed(s).child("round", r));
        }
        trials[s] = measure(original, now);
      }
      System.out.printf("| slack 1e-03, to 20 %% in %d rounds | %s | – |%n", rounds, line(List.of(trials)));
    }
  }

  private static void online(double slack, double kappa, double window, double longest, int seeds) {
    double[][] trials = new double[seeds][];
    double needed = 0;
    int settled = 0;
    for (int s = 0; s < seeds; s++) {
      ClusteredNetwork original = network(slack, s + 1);
      OnlineOutcome outcome = OnlinePruning.run(original.network(), OnlineRule.of(kappa).withWindow(window),
          longest, new Seed(s));
      trials[s] = measure(original, outcome.history().network());
      if (outcome instanceof OnlineOutcome.Settled(double at, History history)) {
        settled++;
        needed += at;
      }
    }
    System.out.printf(Locale.ROOT, "| slack %.0e, κ %.0f, online, window %.0f | %s | %s |%n", slack, kappa,
        window,
        line(List.of(trials)),
        settled == seeds
            ? String.format(Locale.ROOT, "%.0f", needed / seeds)
            : settled + " of " + seeds + " at rest after " + Math.round(longest));
  }
}
