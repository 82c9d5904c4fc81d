package org.secateur.spark;

import java.util.Optional;
import java.util.function.Supplier;

import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;

/** Says in the user's terms what a cluster's failures mean. */
final class ClusterFailures {
  private ClusterFailures() {
  }

  static <T> T explained(JavaSparkContext spark, Supplier<T> work) {
    try (ExecutorWatch watch = ExecutorWatch.over(spark)) {
      return explained(spark, watch, work);
    }
  }

  private static <T> T explained(JavaSparkContext spark, ExecutorWatch watch, Supplier<T> work) {
    try {
      return work.get();
    } catch (ClusterException e) {
      throw e;
    } catch (RuntimeException e) {
      throw known(spark, watch, e).<RuntimeException>map(k -> k).orElse(e);
    } catch (Exception e) { // Scala does not declare what it throws
      throw known(spark, watch, e)
          .orElseGet(() -> ClusterException.of("E302", "the job failed: " + e.getMessage()).because(e));
    }
  }

  private static Optional<ClusterException> known(JavaSparkContext spark, ExecutorWatch watch, Exception e) {
    if (isEnding()) {
      return Optional.of(ClusterException.of("E307", "interrupted: nothing was written").because(e));
    }
    if (watch.gaveUp()) {
      return Optional.of(watch.explanation().because(e));
    }
    return explain(e)
        .or(() -> spark.sc().isStopped()
            ? Optional.of(unreachable(spark.sc().master()).because(e))
            : Optional.empty());
  }

  static ClusterException unreachable(String master) {
    return ClusterException.of("E301", "no Spark master answers at %s".formatted(master))
        .withHint(
            "--master spark://HOST:7077 as the master's log names it, or --master local[*] for this machine alone");
  }

  /** Whether this process is on its way out, by Ctrl-C for one: Spark stops first, and its jobs fail. */
  private static boolean isEnding() {
    Thread none = new Thread(() -> {
    });
    try {
      Runtime.getRuntime().addShutdownHook(none);
      return !Runtime.getRuntime().removeShutdownHook(none);
    } catch (IllegalStateException ending) {
      return true;
    }
  }

  private static Optional<ClusterException> explain(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ClusterException known) {
        return Optional.of(known);
      }
    }
    String said = String.valueOf(e.getMessage());
    if (said.contains("ExecutorLostFailure") || said.contains("FetchFailed")
        || said.contains("Master removed our application")) {
      return Optional.of(ClusterException
          .of("E302", "executors were lost more often than a task may fail (%s)".formatted(first(said)))
          .withHint(
              "look into the workers' logs; more memory for each (--conf spark.executor.memory=4g), more"
                  + " --partitions, or a higher spark.task.maxFailures")
          .because(e));
    }
    if (said.contains("OutOfMemoryError")) {
      return Optional
          .of(ClusterException.of("E190", "an executor ran out of memory (%s)".formatted(first(said)))
              .withHint("more --partitions, or --conf spark.executor.memory=4g").because(e));
    }
    if (e instanceof SparkException || e.getCause() instanceof SparkException) {
      return Optional
          .of(ClusterException.of("E302", "the cluster gave the job up: " + first(said)).because(e));
    }
    return Optional.empty();
  }

  private static String first(String said) {
    String line = said.lines().findFirst().orElse("");
    return line.length() <= 200 ? line : line.substring(0, 197) + "...";
  }
}
