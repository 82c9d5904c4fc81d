package org.secateur.spark;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.secateur.certify.Certificate;
import org.secateur.dynamics.Drift;
import org.secateur.dynamics.EffectiveResistance;
import org.secateur.dynamics.LeakRule;
import org.secateur.dynamics.NoiseSketch;
import org.secateur.dynamics.Preconditioning;
import org.secateur.dynamics.SketchFacts;
import org.secateur.dynamics.SketchOutcome;
import org.secateur.dynamics.SketchRun;
import org.secateur.dynamics.SketchSettings;
import org.secateur.prune.Diagonal;
import org.secateur.prune.ExactSum;
import org.secateur.prune.Plan;
import org.secateur.prune.PruningRule;
import org.secateur.prune.Sampling;
import org.secateur.prune.ScoreTally;
import org.secateur.prune.WaterFilling;
import org.secateur.sparse.Balance;
import org.secateur.sparse.Deflation;
import org.secateur.sparse.RowChunks;
import org.secateur.study.Precision;
import org.secateur.study.Progress;
import org.secateur.study.Scoring;

/**
 * A network pruned on a cluster: the rule, seed and draws of one machine, and the same edges kept with the same weights, bit
 * for bit. Synapses stay where they are; numbers of one a neuron go to the driver and back.
 */
public final class ClusterPruning {
  private final JavaSparkContext spark;
  private final ClusterJob job;
  private final Progress progress;

  private ClusterPruning(JavaSparkContext spark, ClusterJob job, Progress progress) {
    this.spark = spark;
    this.job = job;
    this.progress = progress;
  }

  /**
   * Carries a job out.
   *
   * @throws ClusterException if it cannot be; then nothing is left of what was written
   */
  public static ClusterReport run(JavaSparkContext spark, ClusterJob job, Progress progress) {
    return run(spark, job, progress, (cut, report) -> {
    });
  }

  /** What else is done with the result, before it is forgotten. */
  interface Taker {
    void take(JavaRDD<CutRows> cut, ClusterReport report);
  }

  static ClusterReport run(JavaSparkContext spark, ClusterJob job, Progress progress, Taker taker) {
    return ClusterFailures.explained(spark, () -> new ClusterPruning(spark, job, progress).run(taker));
  }

  private ClusterReport run(Taker taker) {
    ClusterRule.named(job.rule());
    EdgeSource source = EdgeSource.of(spark, job.input(), job.dropLoops());
    Optional<CutSink> sink = job.output()
        .map(folder -> CutSink.of(spark, folder, source instanceof ParquetEdges));
    boolean done = false;
    try {
      ClusterReport report = prune(source, sink, taker);
      sink.ifPresent(CutSink::commit);
      done = true;
      return report;
    } finally {
      if (!done) {
        sink.ifPresent(CutSink::discard);
      }
    }
  }

  /** What is known of the neurons, on the driver. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Neurons(double[] absoluteInput, double[] leak, double[] slack, int[] degree,
      boolean negative, boolean dominant) {
  }

  /** What is known of some rows. */
  @SuppressWarnings("ArrayRecordComponent")
  private record RowFacts(double[] absoluteInput, int[] entries, long edges, boolean negative)
      implements
        Serializable {
    static RowFacts of(Rows rows) {
      int[] entries = new int[rows.count];
      long edges = 0;
      boolean negative = false;
      for (int r = 0; r < rows.count; r++) {
        entries[r] = rows.end(r) - rows.begin(r);
        for (int k = rows.begin(r); k < rows.end(r); k++) {
          edges += rows.column(k) > rows.local(r) ? 1 : 0;
          negative |= rows.value(k) < 0;
        }
      }
      return new RowFacts(rows.own(CutRows.absolute(rows.matrix()), 1), entries, edges, negative);
    }
  }

  private ClusterReport prune(EdgeSource source, Optional<CutSink> sink, Taker taker) {
    progress.report("looking over the edges", 0, 1);
    JavaRDD<EdgeBatch> batches = source.batches(spark);
    EdgeFacts seen = EdgeFacts.of(batches);
    int n = neurons(seen);
    RowRanges ranges = RowRanges.of(n, seen.entriesOf(n), partitions(seen));
    progress.report("sending edges to their rows", 0, 1);
    RowCluster cluster = RowCluster.load(spark, batches, ranges, job.way());
    List<RowFacts> facts = cluster.each((rows, none) -> RowFacts.of(rows));
    long edges = facts.stream().mapToLong(RowFacts::edges).sum();
    Neurons neurons = neurons(cluster, facts);
    Balance balance = ClusterGauge.of(cluster);
    JavaRDD<ScoredRows> scored;
    Optional<SketchFacts> sketch;
    double unitsPerLeverage = Double.NaN;
    PruningRule rule = ClusterRule.named(job.rule()).rule();
    Broadcast<double[]> restoring = spark.broadcast(neurons.leak);
    if (rule.evidence() == PruningRule.Evidence.NONE) {
      scored = scored(cluster, new ScoredRows.Basis(job.rule(), 0, 0, n), restoring);
      sketch = Optional.empty();
    } else {
      Sketched done = sketch(cluster, neurons, balance, edges, rule, restoring);
      scored = done.scored;
      sketch = Optional.of(done.facts);
      unitsPerLeverage = done.scale;
    }
    scored = scored.persist(StorageLevel.MEMORY_AND_DISK());
    long forest = 0;
    if (job.sampling() == Sampling.CONNECTED) {
      progress.report("finding the spanning forest", 0, 1);
      long[] keys = ClusterForest.of(cluster, scored);
      forest = keys.length;
      Broadcast<long[]> certain = spark.broadcast(keys);
      scored = scored.map(s -> s.withCertain(certain.value(), n)).persist(StorageLevel.MEMORY_AND_DISK());
    }
    progress.report("drawing", 0, 1);
    double factor = factor(scored, edges, forest, n, unitsPerLeverage);
    Draws draws = new Draws(cluster, scored, factor, job.seed());
    JavaRDD<boolean[]> kept = job.sampling() == Sampling.CONNECTED ? draws.systematic() : draws.independent();
    Broadcast<double[]> leak = spark.broadcast(neurons.leak);
    boolean rescaled = job.rescaled();
    boolean matched = job.diagonal() == Diagonal.MATCH;
    double c = factor;
    JavaRDD<CutRows> cut = scored.zip(kept)
        .map(pair -> CutRows.of(pair._1(), pair._2(), c, rescaled, matched,
            pair._1().rows().own(pair._1().rows().gather(leak.value(), 1), 1)))
        .persist(StorageLevel.MEMORY_AND_DISK());
    long left = cut.map(CutRows::edges).reduce(Long::sum);
    if (left == 0 && edges > 0) {
      throw ClusterException.of("E171", "the budget kept none of %,d edges".formatted(edges))
          .withHint("a larger --keep");
    }
    ClusterCertificate measured = new ClusterCertificate(cluster, cut);
    Optional<Certificate> certificate = job.certificate()
        .map(level -> measured.measure(new ClusterCertificate.Original(balance, neurons.absoluteInput,
            neurons.leak, neurons.slack, neurons.degree), job, level, progress));
    ClusterReport report = new ClusterReport(n, edges, left, forest, factor, sketch, cluster.spread(),
        ranges.numPartitions(), neurons.dominant, balance.count(), measured.components(), certificate);
    if (sink.isPresent()) {
      progress.report("writing", 0, 1);
      sink.get().write(cut);
      sink.get().write("report.json", ReportText.json(job, report));
    }
    taker.take(cut, report);
    return report;
  }

  private int partitions(EdgeFacts seen) {
    return job.partitions() > 0
        ? job.partitions()
        : RowRanges.partitions(2 * seen.edges(), spark.defaultParallelism());
  }

  private int neurons(EdgeFacts seen) {
    if (seen.edges() == 0) {
      throw ClusterException.of("E130", "no edges: nothing to prune").at(job.input());
    }
    int n = job.neurons().orElse(seen.largest() + 1);
    if (seen.largest() >= n) {
      throw ClusterException
          .of("E158", "neuron %d appears, and there are %d, numbered from 0".formatted(seen.largest(), n))
          .at(job.input()).withHint("--nodes %d".formatted(seen.largest() + 1));
    }
    Memory.check(n, job.certificate().isPresent(), spark);
    return n;
  }

  private Neurons neurons(RowCluster cluster, List<RowFacts> facts) {
    double[] absolute = cluster.whole(facts.stream().map(RowFacts::absoluteInput).toList(), 1);
    double[] leak = leaks(absolute);
    double[] slack = new double[absolute.length];
    int[] degree = new int[absolute.length];
    boolean negative = false;
    boolean dominant = true;
    int i = 0;
    for (RowFacts part : facts) {
      negative |= part.negative;
      for (int entries : part.entries) {
        slack[i] = Drift.slack(leak[i], absolute[i], entries);
        dominant &= slack[i] >= 0;
        degree[i++] = entries;
      }
    }
    return new Neurons(absolute, leak, slack, degree, negative, dominant);
  }

  private double[] leaks(double[] absolute) {
    if (job.leak().isEmpty()) {
      return absolute.clone();
    }
    return switch (job.leak().get()) {
      case LeakRule.Constant(double value) -> {
        double[] leak = new double[absolute.length];
        Arrays.fill(leak, value);
        yield leak;
      }
      case LeakRule.Dominant dominant -> dominant.leaks(absolute);
      case LeakRule.PerNeuron listed -> throw ClusterException
          .of("E172", "a file of leaks is not read on a cluster").withHint("--leak VALUE or dominant:SLACK");
    };
  }

  private record Sketched(JavaRDD<ScoredRows> scored, SketchFacts facts, double scale) {
  }

  private Sketched sketch(RowCluster cluster, Neurons neurons, Balance balance, long edges, PruningRule rule,
      Broadcast<double[]> restoring) {
    int n = cluster.neurons();
    boolean laplacian = rule.evidence() == PruningRule.Evidence.LAPLACIAN;
    if (laplacian && neurons.negative) {
      throw ClusterException.of("E173", "--rule resistance needs non-negative weights; some are negative")
          .withHint("--rule noise handles signs");
    }
    double[] slack = laplacian ? new double[n] : neurons.slack;
    double[] diagonal = laplacian ? neurons.absoluteInput : neurons.leak;
    if (!laplacian) {
      refuseWeak(neurons);
    }
    ClusterMatrix matrix = new ClusterMatrix(cluster, slack, diagonal);
    ClusterSynapses synapses = new ClusterSynapses(cluster, matrix, Deflation.of(matrix, balance), edges);
    SketchSettings settings = new SketchSettings(job.precision() instanceof Precision.Probes(int count)
        ? count
        : 0, job.precision() instanceof Precision.MeanError(double e) ? e : NoiseSketch.SCORE_ERROR,
        NoiseSketch.UNRESOLVED, Preconditioning.AUTOMATIC,
        (solved, planned) -> progress.report("solving for snapshots", solved, planned));
    progress.report("solving for snapshots", 0,
        job.precision() instanceof Precision.Probes(int count) ? count : 7);
    SketchRun.Totals totals = switch (SketchRun.of(synapses, settings,
        job.seed().child("sketched-scores", 0))) {
      case SketchRun.Totals found -> found;
      case SketchOutcome.Unconverged(String solver, int iterations, double residual) -> throw ClusterException
          .of("E144",
              "the solver (%s) stopped after %d iterations at a relative residual of %.1e: no scores"
                  .formatted(solver, iterations, residual))
          .withHint("--leak dominant:0.01: the weights span too many orders of magnitude");
    };
    double scale = (laplacian ? EffectiveResistance.NOISE_VARIANCE : Scoring.UNIT_NOISE) / 2;
    double[] variance = new double[n];
    for (int i = 0; i < n; i++) {
      variance[i] = scale * (totals.known()[i] + totals.rest()[i]);
    }
    Broadcast<double[]> variances = spark.broadcast(variance);
    Broadcast<double[]> sketched = matrix.sentDiagonal();
    ScoredRows.Basis basis = new ScoredRows.Basis(job.rule(), scale, totals.facts().probes(), n);
    JavaRDD<ScoredRows> scored = cluster.rows().zip(synapses.sums()).map(pair -> {
      Rows rows = pair._1();
      return ScoredRows.of(rows, basis, pair._2(), rows.gather(variances.value(), 1),
          rows.gather(sketched.value(), 1), rows.gather(restoring.value(), 1));
    });
    return new Sketched(scored, totals.facts(), scale);
  }

  private static void refuseWeak(Neurons neurons) {
    int least = 0;
    for (int i = 0; i < neurons.leak.length; i++) {
      double d = neurons.leak[i];
      if (d < 0 || (d == 0 && neurons.absoluteInput[i] != 0)) {
        throw ClusterException.of("E140",
            "the network is unstable: neuron %d has no restoring force of its own (%s)".formatted(i, d))
            .withHint("--leak dominant:0.01");
      }
      least = neurons.slack[i] < neurons.slack[least] ? i : least;
    }
    if (!neurons.dominant) {
      throw ClusterException.of("E143",
          "a sketch needs every neuron to be restored by no less than it receives, and neuron %d is not (slack %.3g)"
              .formatted(least, neurons.slack[least]))
          .withHint("--leak dominant:0.01 makes the network dominant");
    }
  }

  private static JavaRDD<ScoredRows> scored(RowCluster cluster, ScoredRows.Basis basis,
      Broadcast<double[]> restoring) {
    return cluster.rows().map(rows -> ScoredRows.of(rows, basis, new double[0], new double[0], new double[0],
        rows.gather(restoring.value(), 1)));
  }

  private double factor(JavaRDD<ScoredRows> scored, long edges, long forest, int n,
      double unitsPerLeverage) {
    ScoreTally tally = (prefix, shift) -> {
      ScoreTally.Bins bins = new ScoreTally.Bins(prefix, shift);
      for (ScoredRows.Tally part : scored.map(s -> s.tally(prefix, shift)).collect()) {
        for (int b = 0; b < part.bin().length; b++) {
          bins.add(part.bin()[b], part.count()[b], ExactSum.of(part.digits()[b]));
        }
      }
      return bins;
    };
    try {
      return Plan.factor(job.budget(), job.sampling(), edges, forest, n, unitsPerLeverage,
          budget -> WaterFilling.factor(tally, budget));
    } catch (IllegalArgumentException e) {
      throw ClusterException.of("E171", String.valueOf(e.getMessage())).withHint("another --keep or --edges");
    }
  }

  /** Rows of a chunk, for those who plan partitions. */
  public static int rowsOfAChunk() {
    return RowChunks.ROWS;
  }
}
