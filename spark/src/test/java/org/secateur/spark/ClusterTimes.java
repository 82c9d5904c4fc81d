package org.secateur.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.apache.spark.api.java.JavaSparkContext;
import org.secateur.dynamics.LeakRule;
import org.secateur.network.Network;
import org.secateur.prune.Budget;
import org.secateur.prune.Pruned;
import org.secateur.random.Seed;
import org.secateur.study.Precision;
import org.secateur.study.PreferentialAttachment;
import org.secateur.study.Progress;
import org.secateur.study.Pruning;
import org.secateur.study.PruningOutcome;
import org.secateur.study.PruningRequest;
import org.secateur.study.ScoreRoute;
import org.secateur.study.Target;

/** Run by hand: seconds for the same network on one machine, and on one and two workers; see bench/RESULTS-spark.md. */
final class ClusterTimes {
  private static final Seed SEED = new Seed(1);

  private ClusterTimes() {
  }

  /** Neurons, with ten edges each. */
  public static void main(String[] arguments) throws IOException {
    int neurons = Integer.parseInt(arguments[0]);
    Path folder = Files.createTempDirectory("secateur-times");
    LeakRule leak = new LeakRule.Dominant(0.01);
    Network bare = PreferentialAttachment.benchmark(neurons).generate(SEED);
    Network network = bare.withLeak(leak.leaks(bare));
    String input = LocalSpark.write(network, folder.resolve("edges.tsv")).toString();
    PruningRequest request = PruningRequest.of(new Target.Fixed(new Budget.KeepFraction(0.2)), SEED)
        .withRoute(new ScoreRoute.Sketched(Precision.DEFAULT, SEED));
    long expected = 0;
    for (int repeat = 0; repeat < 2; repeat++) {
      Phases phases = new Phases();
      Pruned pruned = ((PruningOutcome.Done) Pruning.run(network, request, phases)).pruned();
      phases.print("one machine, in memory");
      expected = Digest.of(pruned.network());
    }
    ClusterJob job = ClusterJob.of(input, Optional.of(leak), new Budget.KeepFraction(0.2), SEED);
    for (int workers = 1; workers <= 2; workers++) {
      try (StandaloneCluster cluster = StandaloneCluster.start(folder.resolve("cluster" + workers), workers);
          JavaSparkContext spark = ClusterSession.open(cluster.conf(), 60_000)) {
        for (int repeat = 0; repeat < 2; repeat++) {
          Phases phases = new Phases();
          long[] digest = new long[1];
          ClusterReport report = ClusterPruning.run(spark, job, phases,
              (cut, r) -> digest[0] = cut.map(Digest::of).reduce(Long::sum));
          phases.print("workers " + workers);
          System.out.println("  same " + (digest[0] == expected) + "  " + report);
        }
      }
    }
  }

  /** When phases began. */
  private static final class Phases implements Progress {
    private final long start = System.nanoTime();
    private final Map<String, Double> began = new LinkedHashMap<>();

    @Override
    public synchronized void report(String phase, long done, long total) {
      began.putIfAbsent(phase, seconds());
    }

    private double seconds() {
      return (System.nanoTime() - start) * 1e-9;
    }

    void print(String name) {
      System.out
          .println(String.format(Locale.ROOT, "%s: %.2f s, phases began at %s", name, seconds(), began));
    }
  }
}
