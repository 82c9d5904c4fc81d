package org.secateur.dynamics;

import java.util.Optional;

import org.secateur.kernel.CompressedRows;
import org.secateur.kernel.SketchKernel;
import org.secateur.random.GaussianField;
import org.secateur.random.Seed;
import org.secateur.sparse.ApproximateCholesky;
import org.secateur.sparse.Deflation;
import org.secateur.sparse.DominantMatrix;
import org.secateur.sparse.Preconditioner;
import org.secateur.sparse.RowChunks;

/** Synapses in this machine's memory. Mutable: the sums grow. */
final class LocalSynapses implements SketchSynapses {
  /** Noise drawn at a time: it stays in the first cache. */
  private static final int BATCH = 1024;

  private final SparseRestoring restoring;
  private final int n;
  private final RowChunks chunks;
  private final int[] edgeStart;
  private final double[] edgeSum;

  LocalSynapses(SparseRestoring restoring) {
    this.restoring = restoring;
    this.n = restoring.matrix().size();
    this.chunks = new RowChunks(n);
    this.edgeStart = new int[n + 1];
    SketchKernel.countEdges(restoring.matrix().weights(), edgeStart);
    this.edgeSum = new double[edgeStart[n]];
  }

  @Override
  public DominantMatrix matrix() {
    return restoring.matrix();
  }

  @Override
  public Deflation deflation() {
    return restoring.deflation();
  }

  @Override
  public long count() {
    return edgeSum.length;
  }

  @Override
  public Optional<Preconditioner> factor(int parallel, Seed seed) {
    return Optional.of(ApproximateCholesky.of(restoring.matrix(), restoring.balance(), restoring.deflation(),
        parallel, seed));
  }

  /** Each probe by itself, so that all are drawn at once; then side by side, with the noise of the slacks. */
  @Override
  public void drive(Seed seed, int block, double[] b) {
    double[][] probes = new double[ProbeBlock.PROBES][];
    RowChunks.inTurn(probes.length,
        t -> probes[t] = drive(ProbeBlock.fields(seed, block, "edges")[t]));
    chunks.run(c -> {
      int from = chunks.from(c);
      int to = chunks.to(c);
      SketchKernel.interleave(from, to, probes, b);
      driveSlack(from, to, ProbeBlock.fields(seed, block, "slacks"), b);
    });
  }

  private double[] drive(GaussianField field) {
    CompressedRows w = restoring.matrix().weights();
    double[] b = new double[n];
    double[] noise = new double[BATCH];
    for (int i = 0; i < n;) {
      int to = i + 1;
      while (to < n && edgeStart[to + 1] - edgeStart[i] <= BATCH) {
        to++;
      }
      int count = edgeStart[to] - edgeStart[i];
      noise = noise.length < count ? new double[count] : noise;
      draw(field, i, to, noise);
      SketchKernel.drive(i, to, w, noise, b);
      i = to;
    }
    return b;
  }

  private void draw(GaussianField field, int from, int to, double[] noise) {
    CompressedRows w = restoring.matrix().weights();
    int e = 0;
    for (int i = from; i < to; i++) {
      for (int k = w.rowStart[i + 1] - (edgeStart[i + 1] - edgeStart[i]); k < w.rowStart[i + 1]; k++) {
        noise[e++] = field.at((long) i * n + w.column[k]);
      }
    }
  }

  private void driveSlack(int from, int to, GaussianField[] fields, double[] b) {
    int count = to - from;
    double[] noise = new double[fields.length * count];
    for (int t = 0; t < fields.length; t++) {
      for (int k = 0; k < count; k++) {
        noise[t * count + k] = fields[t].at(from + k);
      }
    }
    SketchKernel.driveSlack(from, to, restoring.matrix().slack(), fields.length, noise, count, b);
  }

  @Override
  public void add(int block, double[] x, double[] b) {
    chunks.run(c -> SketchKernel.addEdgeSquares(chunks.from(c), chunks.to(c),
        restoring.matrix().weights(), restoring.matrix().diagonal(), edgeStart, ProbeBlock.PROBES, x, b,
        edgeSum));
  }

  @Override
  public double shares(double scale) {
    return chunks.sum(c -> SketchKernel.sumShares(chunks.from(c), chunks.to(c),
        restoring.matrix().weights(), restoring.matrix().diagonal(), edgeStart, scale, edgeSum));
  }

  int[] edgeStart() {
    return edgeStart;
  }

  /** The sums over the synapses divided by k, in place: for when there is nothing more to add. */
  double[] means(int k) {
    for (int e = 0; e < edgeSum.length; e++) {
      edgeSum[e] /= k;
    }
    return edgeSum;
  }
}
