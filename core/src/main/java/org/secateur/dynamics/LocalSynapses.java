package org.secateur.dynamics;

import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

import org.secateur.kernel.CompressedRows;
import org.secateur.kernel.SketchKernel;
import org.secateur.random.GaussianField;
import org.secateur.random.Seed;
import org.secateur.sparse.ApproximateCholesky;
import org.secateur.sparse.Deflation;
import org.secateur.sparse.DominantMatrix;
import org.secateur.sparse.Preconditioner;

/** Synapses in this machine's memory. Mutable: the sums grow. */
final class LocalSynapses implements SketchSynapses {
  private static final int ROWS = 2048;
  /** Noise drawn at a time: 7 lanes of it stay in the first cache. */
  private static final int BATCH = 256;

  private final SparseRestoring restoring;
  private final int n;
  private final int[] edgeStart;
  private final double[] edgeSum;

  LocalSynapses(SparseRestoring restoring) {
    this.restoring = restoring;
    this.n = restoring.matrix().size();
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

  @Override
  public void drive(Seed seed, int block, double[] b) {
    CompressedRows w = restoring.matrix().weights();
    GaussianField[] edges = ProbeBlock.fields(seed, block, "edges");
    GaussianField[] slacks = ProbeBlock.fields(seed, block, "slacks");
    double[] noise = new double[ProbeBlock.PROBES * BATCH];
    for (int i = 0; i < n;) {
      int to = i + 1;
      while (to < n && edgeStart[to + 1] - edgeStart[i] <= BATCH) {
        to++;
      }
      int count = edgeStart[to] - edgeStart[i];
      noise = noise.length < edges.length * count ? new double[edges.length * count] : noise;
      draw(edges, i, to, count, noise);
      SketchKernel.drive(i, to, w, ProbeBlock.PROBES, noise, count, b);
      i = to;
    }
    for (int i = 0; i < n; i += BATCH) {
      int count = Math.min(BATCH, n - i);
      for (int t = 0; t < slacks.length; t++) {
        for (int k = 0; k < count; k++) {
          noise[t * count + k] = slacks[t].at(i + k);
        }
      }
      SketchKernel.driveSlack(i, i + count, restoring.matrix().slack(), ProbeBlock.PROBES, noise, count, b);
    }
  }

  private void draw(GaussianField[] edges, int from, int to, int stride, double[] noise) {
    CompressedRows w = restoring.matrix().weights();
    int e = 0;
    for (int i = from; i < to; i++) {
      for (int k = w.rowStart[i + 1] - (edgeStart[i + 1] - edgeStart[i]); k < w.rowStart[i + 1]; k++) {
        long key = (long) i * n + w.column[k];
        for (int t = 0; t < edges.length; t++) {
          noise[t * stride + e] = edges[t].at(key);
        }
        e++;
      }
    }
  }

  @Override
  public void add(int block, double[] x, double[] b) {
    chunks(c -> SketchKernel.addEdgeSquares(c * ROWS, Math.min(n, (c + 1) * ROWS),
        restoring.matrix().weights(), restoring.matrix().diagonal(), edgeStart, ProbeBlock.PROBES, x, b,
        edgeSum));
  }

  @Override
  public double shares(double scale) {
    double[] partial = new double[(n + ROWS - 1) / ROWS];
    chunks(c -> partial[c] = SketchKernel.sumShares(c * ROWS, Math.min(n, (c + 1) * ROWS),
        restoring.matrix().weights(), restoring.matrix().diagonal(), edgeStart, scale, edgeSum));
    double sum = 0;
    for (double p : partial) {
      sum += p;
    }
    return sum;
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

  private void chunks(IntConsumer work) {
    IntStream.range(0, (n + ROWS - 1) / ROWS).parallel().forEach(work);
  }
}
