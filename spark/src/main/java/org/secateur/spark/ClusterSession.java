package org.secateur.spark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.regex.Pattern;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** A connection to a cluster, and how a job asks Spark to work there. What the user has set stays. */
public final class ClusterSession {
  private static final String STANDALONE = "spark://";
  /** A resource manager's address, which may be another's than Spark's own, or this machine. */
  private static final Pattern MASTER = Pattern
      .compile("[a-z0-9]+://.+|yarn|local(\\[(\\*|[1-9]\\d*)(, *[1-9]\\d*)?])?|local-cluster\\[.+]");
  private static final int CONNECT_MILLIS = 5_000;
  private static final int POLL_MILLIS = 100;

  private ClusterSession() {
  }

  /** Settings that this job wants unless told otherwise. */
  public static SparkConf defaults(SparkConf conf) {
    return conf.setIfMissing("spark.ui.enabled", "false") // its server would be one more port
        .setIfMissing("spark.broadcast.compress", "false") // noise does not compress
        .setIfMissing("spark.driver.maxResultSize", "0") // a block of vectors is a result
        .setIfMissing("spark.scheduler.mode", "FAIR") // blocks of snapshots are solved side by side
        .setIfMissing("spark.rpc.message.maxSize", "512") // MB: slices travel with their tasks
        .setIfMissing("spark.task.maxDirectResultSize", "256m") // beyond, a result is asked for once more
        .setIfMissing("spark.log.level", "ERROR");
  }

  /**
   * Connects.
   *
   * @param conf with a master; see {@link #defaults}
   * @param patienceMillis how long to wait for the first executor of a standalone cluster
   * @throws ClusterException E172 if the master's name has no form that Spark knows, E301 if no master answers, E305 if it has no executor to give
   */
  public static JavaSparkContext open(SparkConf conf, int patienceMillis) {
    String master = conf.get("spark.master", "");
    if (master.isEmpty()) {
      throw ClusterException.of("E301", "no master is named")
          .withHint("--master spark://HOST:7077, or --master local[*] for this machine alone");
    }
    if (!MASTER.matcher(master).matches()) {
      throw ClusterException.of("E172", "--master %s is no address of a Spark master".formatted(master))
          .withHint("--master spark://HOST:7077, yarn, or on this machine local[2] or local[*]");
    }
    boolean standalone = master.startsWith(STANDALONE);
    if (standalone && Arrays.stream(master.substring(STANDALONE.length()).split(","))
        .noneMatch(ClusterSession::answers)) {
      throw ClusterFailures.unreachable(master);
    }
    JavaSparkContext spark;
    try {
      spark = new JavaSparkContext(conf);
    } catch (RuntimeException e) {
      throw ClusterFailures.unreachable(master).because(e);
    } catch (Exception e) { // Scala does not declare what it throws
      throw ClusterFailures.unreachable(master).because(e);
    }
    if (standalone && !hasExecutor(spark, patienceMillis)) {
      spark.stop();
      throw ClusterException.of("E305", "the master at %s has no executor to give".formatted(master))
          .withHint("start workers, wait for other applications to end, or ask for less: --conf"
              + " spark.executor.memory=1g --conf spark.cores.max=2");
    }
    return spark;
  }

  private static boolean answers(String address) {
    int colon = address.lastIndexOf(':');
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.substring(0, colon),
          Integer.parseInt(address.substring(colon + 1))), CONNECT_MILLIS);
      return true;
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return false;
    }
  }

  private static boolean hasExecutor(JavaSparkContext spark, int patienceMillis) {
    for (int waited = 0; waited <= patienceMillis; waited += POLL_MILLIS) {
      if (spark.sc().statusTracker().getExecutorInfos().length > 1) { // the driver is one of them
        return true;
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }
}
