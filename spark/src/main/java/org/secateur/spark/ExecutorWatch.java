package org.secateur.spark;

import org.apache.spark.SparkStatusTracker;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Ends a job that no executor is left for. Spark itself waits for ever: executors may come back. So does this, for as long
 * as {@link #PATIENCE} says.
 */
final class ExecutorWatch implements AutoCloseable {
  /** How long work may wait without a single executor, as Spark writes times. */
  static final String PATIENCE = "spark.secateur.patience";
  static final String DEFAULT_PATIENCE = "120s";
  private static final int POLL_MILLIS = 500;

  private final JavaSparkContext spark;
  private final long patienceSeconds;
  private final Thread thread;
  private volatile boolean gaveUp;

  private ExecutorWatch(JavaSparkContext spark) {
    this.spark = spark;
    this.patienceSeconds = spark.getConf().getTimeAsSeconds(PATIENCE, DEFAULT_PATIENCE);
    this.thread = Thread.ofPlatform().daemon().name("executor watch").unstarted(this::watch);
  }

  /** Watches until it is closed. In this process there are no executors to lose. */
  static ExecutorWatch over(JavaSparkContext spark) {
    ExecutorWatch watch = new ExecutorWatch(spark);
    if (!spark.sc().isLocal()) {
      watch.thread.start();
    }
    return watch;
  }

  private void watch() {
    SparkStatusTracker tracker = spark.sc().statusTracker();
    long alone = 0;
    try {
      while (!spark.sc().isStopped()) {
        Thread.sleep(POLL_MILLIS);
        // the driver counts as one
        boolean waits = tracker.getActiveJobIds().length > 0 && tracker.getExecutorInfos().length < 2;
        alone = waits ? alone + POLL_MILLIS : 0;
        if (alone > 1000 * patienceSeconds) {
          gaveUp = true;
          spark.sc().cancelAllJobs();
        }
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether it ended the job. */
  boolean gaveUp() {
    return gaveUp;
  }

  ClusterException explanation() {
    return ClusterException
        .of("E302",
            "all executors were lost, and none came back within %d seconds".formatted(patienceSeconds))
        .withHint("look into the workers' logs, start workers, or wait for longer: --conf %s=30min"
            .formatted(PATIENCE));
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
