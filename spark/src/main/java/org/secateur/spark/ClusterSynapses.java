package org.secateur.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.secateur.dynamics.ProbeBlock;
import org.secateur.dynamics.SketchSynapses;
import org.secateur.kernel.BlockKernel;
import org.secateur.kernel.SketchKernel;
import org.secateur.random.GaussianField;
import org.secateur.random.Seed;
import org.secateur.sparse.Deflation;
import org.secateur.sparse.DominantMatrix;
import org.secateur.sparse.Preconditioner;

/**
 * Synapses on a cluster as a sketch meets them. Both ends of an edge draw its noise and add up its squares: twice the
 * arithmetic, and nothing has to be sent between them.
 */
final class ClusterSynapses implements SketchSynapses {
  private static final int LANES = BlockKernel.LANES;
  private static final int BATCH = 256;

  private final RowCluster cluster;
  private final ClusterMatrix matrix;
  private final Deflation deflation;
  private final long count;
  private final List<Broadcast<double[]>> sent = new ArrayList<>(); // until the end: lost sums are added up again
  private JavaRDD<double[]> sums;
  private Optional<JavaRDD<double[]>> kept = Optional.empty();

  ClusterSynapses(RowCluster cluster, ClusterMatrix matrix, Deflation deflation, long count) {
    this.cluster = cluster;
    this.matrix = matrix;
    this.deflation = deflation;
    this.count = count;
    this.sums = cluster.rows().map(rows -> new double[rows.entries()]);
  }

  @Override
  public DominantMatrix matrix() {
    return matrix;
  }

  @Override
  public Deflation deflation() {
    return deflation;
  }

  @Override
  public long count() {
    return count;
  }

  /** An elimination goes from row to row: it is not spread over machines. */
  @Override
  public Optional<Preconditioner> factor(int parallel, Seed seed) {
    return Optional.empty();
  }

  @Override
  public void drive(Seed seed, int block, double[] b) {
    long value = seed.value();
    int n = cluster.neurons();
    Broadcast<double[]> slack = matrix.sentSlack();
    List<double[]> parts = cluster
        .each((rows, none) -> driven(rows, rows.gather(slack.value(), 1), new Seed(value), block, n));
    System.arraycopy(cluster.whole(parts, LANES), 0, b, 0, b.length);
  }

  private static double[] driven(Rows rows, double[] slack, Seed seed, int block, int n) {
    GaussianField[] edges = ProbeBlock.fields(seed, block, "edges");
    GaussianField[] slacks = ProbeBlock.fields(seed, block, "slacks");
    double[] b = new double[LANES * rows.neuron.length];
    double[] noise = new double[ProbeBlock.PROBES * BATCH];
    for (int r = 0; r < rows.count;) {
      int to = r + 1;
      while (to < rows.count && rows.end(to) - rows.begin(r) <= BATCH) {
        to++;
      }
      int entries = rows.end(to - 1) - rows.begin(r);
      noise = noise.length < edges.length * entries ? new double[edges.length * entries] : noise;
      int e = 0;
      for (int row = r; row < to; row++) {
        for (int k = rows.begin(row); k < rows.end(row); k++) {
          long key = rows.key(row, k, n);
          for (int t = 0; t < edges.length; t++) {
            noise[t * entries + e] = edges[t].at(key);
          }
          e++;
        }
      }
      SketchKernel.driveRows(rows.local(r), rows.local(to), rows.matrix(), ProbeBlock.PROBES, noise, entries,
          b);
      r = to;
    }
    for (int r = 0; r < rows.count; r += BATCH) {
      int batch = Math.min(BATCH, rows.count - r);
      for (int t = 0; t < slacks.length; t++) {
        for (int k = 0; k < batch; k++) {
          noise[t * batch + k] = slacks[t].at(rows.first + r + k);
        }
      }
      SketchKernel.driveSlack(rows.local(r), rows.local(r) + batch, slack, ProbeBlock.PROBES, noise, batch,
          b);
    }
    return rows.own(b, LANES);
  }

  @Override
  public void add(int block, double[] x, double[] b) {
    Broadcast<double[]> solutions = cluster.spark().broadcast(x.clone()); // the solver goes on writing to its own
    Broadcast<double[]> sides = cluster.spark().broadcast(b.clone());
    Broadcast<double[]> diagonal = matrix.sentDiagonal();
    sent.add(solutions);
    sent.add(sides);
    sums = cluster.rows().zip(sums).map(pair -> {
      Rows rows = pair._1();
      double[] sum = pair._2().clone();
      SketchKernel.addEntrySquares(rows.own, rows.own + rows.count, rows.matrix(),
          rows.gather(diagonal.value(), 1), ProbeBlock.PROBES, rows.gather(solutions.value(), LANES),
          rows.gather(sides.value(), LANES), sum);
      return sum;
    });
  }

  @Override
  public double shares(double scale) {
    sums.persist(StorageLevel.MEMORY_AND_DISK());
    Broadcast<double[]> diagonal = matrix.sentDiagonal();
    List<double[]> partial = cluster.rows().zip(sums)
        .map(pair -> shares(pair._1(), pair._2(), pair._1().gather(diagonal.value(), 1), scale)).collect();
    kept.filter(before -> before.id() != sums.id()).ifPresent(before -> before.unpersist(false));
    kept = Optional.of(sums);
    double sum = 0;
    for (double[] chunks : partial) {
      for (double c : chunks) {
        sum += c;
      }
    }
    return sum;
  }

  private static double[] shares(Rows rows, double[] sum, double[] diagonal, double scale) {
    double[] partial = new double[rows.chunks()];
    for (int c = 0; c < partial.length; c++) {
      partial[c] = SketchKernel.sumEntryShares(rows.from(c), rows.to(c), rows.matrix(), diagonal, scale, sum);
    }
    return partial;
  }

  /** What was added up over the entries, by rows. */
  JavaRDD<double[]> sums() {
    return sums;
  }

  /** Forgets solutions and sums. */
  void close() {
    kept.ifPresent(s -> s.unpersist(false));
    sent.forEach(Broadcast::destroy);
  }
}
