package org.secateur.spark;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.secateur.cli.PruneEngine;
import org.secateur.dynamics.SketchFacts;
import org.secateur.io.InputException;
import org.secateur.prune.Budget;
import org.secateur.prune.Rescale;
import org.secateur.study.Precision;
import org.secateur.study.Progress;
import org.secateur.study.PruningRequest;
import org.secateur.study.ScoreRoute;
import org.secateur.study.Target;

/** {@code secateur prune --engine spark}, from the launcher or from spark-submit. */
public final class SparkEngine implements PruneEngine {
  private static final int PATIENCE_MILLIS = 60_000;
  /** What tasks need that a bare cluster does not have. */
  private static final List<String> JARS = List.of("secateur-core", "secateur-spark", "commons-rng",
      "commons-statistics", "parquet");

  /** For the service loader. */
  public SparkEngine() {
  }

  @Override
  public String name() {
    return "spark";
  }

  @Override
  public Result run(Order order, Progress progress) throws InputException {
    try {
      ClusterJob job = job(order);
      SparkConf conf = ClusterSession.defaults(new SparkConf(true)).setIfMissing("spark.app.name",
          "secateur");
      order.settings().forEach(conf::set);
      order.master().ifPresent(conf::setMaster);
      if (!conf.contains("spark.jars") && !jars().isEmpty()) {
        conf.set("spark.jars", String.join(",", jars()));
      }
      progress.report("connecting to the cluster", 0, 1);
      try (JavaSparkContext spark = ClusterSession.open(conf, PATIENCE_MILLIS)) {
        ClusterReport report = ClusterPruning.run(spark, job, progress);
        return new Result(ReportText.document(job, report), lines(spark, job, report),
            report.certificate());
      }
    } catch (ClusterException e) {
      InputException said = InputException.of(e.code(), e.message()).because(e);
      said = e.where().isPresent() ? said.at(e.where().get()) : said;
      throw e.hint().isPresent() ? said.withHint(e.hint().get()) : said;
    }
  }

  private static ClusterJob job(Order order) {
    PruningRequest request = order.request();
    if (!(request.target() instanceof Target.Fixed(Budget budget))) {
      throw ClusterException.of("E172", "a cluster meets a budget that is said").withHint("--keep 0.1");
    }
    Precision precision = switch (request.route()) {
      case ScoreRoute.Sketched(Precision asked, var seed) -> asked;
      case ScoreRoute.Automatic(Precision asked, var seed) -> asked;
      default -> throw ClusterException.of("E172", "scores on a cluster are sketched")
          .withHint("--scores sketch");
    };
    return new ClusterJob(order.input(), order.dropLoops(), order.neurons(), order.leak(),
        request.rule().name(), precision, budget, request.sampling(), request.diagonal(),
        request.rescale() instanceof Rescale.Yes, request.seed(), order.partitions(), Optional.empty(),
        order.output(), order.certificate());
  }

  /** This project's jars on the class path, if that is where it was started from. */
  private static List<String> jars() {
    return Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator))
        .filter(p -> p.endsWith(".jar"))
        .filter(p -> JARS.stream().anyMatch(new File(p).getName()::startsWith))
        .toList();
  }

  private static String some(long count, String noun) {
    return format("%,d %s%s", count, noun, count == 1 ? "" : "s");
  }

  private static List<String> lines(JavaSparkContext spark, ClusterJob job, ClusterReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(
        format("Cluster     %s, %s of rows; vectors %s (%s out and %s back for each product)",
            spark.master(), some(report.partitions(), "partition"),
            report.spread().way() == RowCluster.Way.BROADCAST
                ? "broadcast"
                : "sent in slices",
            megabytes(64L * report.spread().numbers()), megabytes(64L * report.neurons())));
    lines.add(
        format("Network     %s, %s, %s%s", some(report.neurons(), "neuron"), some(report.edges(), "edge"),
            some(report.components(), "component"), report.dominant() ? ", diagonally dominant" : ""));
    report.sketch().ifPresent(s -> lines.add(scores(s)));
    lines.add(format("Pruned      kept %,d of %,d edges (%.2f %%)   rule %s · diagonal %s · seed %d",
        report.keptEdges(), report.edges(), 100 * report.keptFraction(), job.rule(),
        job.diagonal().name().toLowerCase(Locale.ROOT), job.seed().value()));
    if (report.certificate().isEmpty()) {
      lines.add(format("Structure   %s before, %,d after", some(report.components(), "component"),
          report.cutComponents()));
      lines.add("Certificate none; --certify quick measures the pair where it lies");
    }
    return lines;
  }

  private static String scores(SketchFacts s) {
    return format("Scores      %d snapshots solved for (%s, %d iterations), mean error %.1f %%", s.probes(),
        s.preconditioner(), s.iterations(), 100 * s.meanError());
  }

  private static String megabytes(long bytes) {
    return format("%.1f MB", bytes / 1e6);
  }

  private static String format(String text, Object... arguments) {
    return String.format(Locale.ROOT, text, arguments);
  }
}
