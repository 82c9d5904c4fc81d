package org.secateur.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.secateur.dynamics.LeakRule;
import org.secateur.network.Edges;
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

/** Processes of their own: a master, two workers, a million synapses, and what becomes of a job that loses some. */
@Timeout(300) // a cluster that waits for ever shall not hold up a build
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StandaloneClusterTest {
  private static final Seed SEED = new Seed(5);
  private static final int PATIENCE = 60_000;

  @TempDir
  static Path folder;

  private static StandaloneCluster cluster;
  private static Pruned expected;
  private static ClusterJob job;

  @BeforeAll
  static void start() throws IOException {
    cluster = StandaloneCluster.start(folder, 2);
    Network hubs = PreferentialAttachment.benchmark(101_000).generate(SEED);
    assertThat(Edges.of(hubs).count()).isGreaterThan(1_000_000);
    LeakRule leak = new LeakRule.Dominant(0.01);
    job = ClusterJob.of(LocalSpark.write(hubs, folder.resolve("edges.tsv")).toString(), Optional.of(leak),
        new Budget.KeepFraction(0.2), SEED);
    PruningRequest request = PruningRequest.of(new Target.Fixed(new Budget.KeepFraction(0.2)), SEED)
        .withRoute(new ScoreRoute.Sketched(Precision.DEFAULT, SEED));
    expected = ((PruningOutcome.Done) Pruning.run(hubs.withLeak(leak.leaks(hubs)), request, Progress.NONE))
        .pruned();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  /** Does something at the start of a Spark job; counts them. */
  private static AtomicInteger atJob(JavaSparkContext spark, int at, Runnable then) {
    AtomicInteger started = new AtomicInteger();
    spark.sc().addSparkListener(new SparkListener() {
      @Override
      public void onJobStart(SparkListenerJobStart start) {
        if (started.incrementAndGet() == at) {
          then.run();
        }
      }
    });
    return started;
  }

  /** Neither the folder nor the hidden one that was to become it. */
  private static void assertNothingIsLeft(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()).filter(f -> f.contains(name))).isEmpty();
    }
  }

  /** Runs the job, doing something at the start of one of its Spark jobs. */
  private static long run(SparkConf conf, int at, Runnable then) {
    try (JavaSparkContext spark = ClusterSession.open(conf, PATIENCE)) {
      AtomicInteger started = atJob(spark, at, then);
      AtomicLong digest = new AtomicLong();
      ClusterReport report = ClusterPruning.run(spark, job, Progress.NONE,
          (cut, r) -> digest.set(cut.map(Digest::of).reduce(Long::sum)));
      assertThat(started.get()).isGreaterThan(at);
      assertThat(report.keptEdges()).isEqualTo(expected.keptEdges());
      return digest.get();
    }
  }

  @Test
  @Order(1)
  void twoWorkersKeepWhatOneMachineKeeps() {
    assertThat(run(cluster.conf(), 0, () -> {
    })).isEqualTo(Digest.of(expected.network()));
  }

  /** Workers of one gigabyte have no executor of sixty-four to give. */
  @Test
  @Order(1)
  void saysThatThereIsNoExecutor() {
    ClusterException e = catchThrowableOfType(ClusterException.class,
        () -> ClusterSession.open(cluster.conf().set("spark.executor.memory", "64g"), 2_000));
    assertThat(e.code()).isEqualTo("E305");
    assertThat(e.hint()).hasValueSatisfying(h -> assertThat(h).contains("spark.executor.memory"));
  }

  /** In the middle of the solver's iterations one worker of two is gone for good, and half of the rows with it. */
  @Test
  @Order(2)
  void losesAWorkerAndNothingElse() {
    assertThat(run(cluster.conf(), 15, () -> cluster.kill(1))).isEqualTo(Digest.of(expected.network()));
  }

  /** The last worker goes in the middle of the solver's iterations: a clear error, and nothing half-written. */
  @Test
  @Order(3)
  void losesEveryWorker() throws IOException {
    Path out = folder.resolve("cut");
    try (JavaSparkContext spark = ClusterSession.open(cluster.conf().set(ExecutorWatch.PATIENCE, "2s"),
        PATIENCE)) {
      atJob(spark, 15, () -> cluster.kill(0));
      ClusterException e = catchThrowableOfType(ClusterException.class,
          () -> ClusterPruning.run(spark, job.withOutput(out.toString()), Progress.NONE));
      assertThat(e.code()).isEqualTo("E302");
      assertThat(e.message()).contains("all executors were lost");
      assertThat(e.hint()).hasValueSatisfying(h -> assertThat(h).contains("workers' logs"));
    }
    assertNothingIsLeft("cut");
  }
}
