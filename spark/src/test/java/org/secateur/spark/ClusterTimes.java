package org.secateur.spark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
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
  private static final int REPEATS = 3;
  private static final LeakRule LEAK = new LeakRule.Dominant(0.01);
  private static final Budget BUDGET = new Budget.KeepFraction(0.2);

  private ClusterTimes() {
  }

  /** Neurons, with ten edges each; then parts: machine, local, and numbers of workers. All of them if none is named. */
  public static void main(String[] arguments) throws IOException {
    int neurons = Integer.parseInt(arguments[0]);
    List<String> parts = arguments.length == 1
        ? List.of("machine", "local", "1", "2")
        : Arrays.asList(arguments).subList(1, arguments.length);
    Path folder = Files.createTempDirectory("secateur-times");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
    Network network = PreferentialAttachment.benchmark(neurons).generate(SEED);
    Path input = LocalSpark.write(network, folder.resolve("edges.tsv"));
    for (String part : parts) {
      switch (part) {
        case "machine" -> machine(network);
        case "local" -> {
          try (JavaSparkContext spark = LocalSpark.start(2)) {
            repeat(spark, input, "in this process");
          }
        }
        default -> {
          int workers = Integer.parseInt(part);
          try (
              StandaloneCluster cluster = StandaloneCluster.start(folder.resolve("cluster" + part), workers);
              JavaSparkContext spark = ClusterSession.open(cluster.conf(), 60_000)) {
            repeat(spark, input, workers + " workers");
          }
        }
      }
    }
  }

  private static void remove(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      System.err.println("left " + folder + ": " + e.getMessage());
    }
  }

  private static void machine(Network bare) {
    Network network = bare.withLeak(LEAK.leaks(bare));
    PruningRequest request = PruningRequest.of(new Target.Fixed(BUDGET), SEED)
        .withRoute(new ScoreRoute.Sketched(Precision.DEFAULT, SEED));
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      Phases phases = new Phases();
      Pruned pruned = ((PruningOutcome.Done) Pruning.run(network, request, phases)).pruned();
      phases.print("one machine, in memory", "digest " + Digest.of(pruned.network()));
    }
  }

  private static void repeat(JavaSparkContext spark, Path input, String name) {
    ClusterJob job = ClusterJob.of(input.toString(), Optional.of(LEAK), BUDGET, SEED);
    Counts counts = new Counts();
    spark.sc().addSparkListener(counts);
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      counts.jobs.set(0);
      counts.tasks.set(0);
      Phases phases = new Phases();
      long[] digest = new long[1];
      ClusterReport report = ClusterPruning.run(spark, job, phases,
          (cut, r) -> digest[0] = cut.map(Digest::of).reduce(Long::sum));
      phases.print(name, "digest %d, %s jobs, %s tasks, %d partitions, %s iterations".formatted(digest[0],
          counts.jobs, counts.tasks, report.partitions(), report.sketch().orElseThrow().iterations()));
    }
  }

  /** What Spark was asked for. */
  private static final class Counts extends SparkListener {
    final AtomicInteger jobs = new AtomicInteger();
    final AtomicInteger tasks = new AtomicInteger();

    @Override
    public void onJobStart(SparkListenerJobStart start) {
      jobs.incrementAndGet();
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
      tasks.incrementAndGet();
    }
  }

  /** When phases began. */
  private static final class Phases implements Progress {
    private final long start = System.nanoTime();
    private final Map<String, String> began = new LinkedHashMap<>();

    @Override
    public synchronized void report(String phase, long done, long total) {
      began.putIfAbsent(phase, "%.2f".formatted(seconds()));
    }

    private double seconds() {
      return (System.nanoTime() - start) * 1e-9;
    }

    void print(String name, String what) {
      System.out.println(
          String.format(Locale.ROOT, "%s: %.2f s, %s, phases began at %s", name, seconds(), what, began));
    }
  }
}
