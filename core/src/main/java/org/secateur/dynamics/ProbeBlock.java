package org.secateur.dynamics;

import org.secateur.kernel.BlockKernel;
import org.secateur.kernel.SketchKernel;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;
import org.secateur.sparse.BlockConjugateGradients;
import org.secateur.sparse.BlockReport;
import org.secateur.sparse.Preconditioner;
import org.secateur.sparse.SignedLaplacian;

/**
 * Seven probes solved together, with a witness in the last lane. A probe is b = Σ √|w| ξ_e (e_i − s e_j) + Σ √s_i η_i e_i,
 * one instant of the synapses' and leaks' noise with covariance M, and x = M⁻¹ b, a stationary snapshot with covariance
 * M⁻¹. Probe number k is a function of (seed, k) alone. Mutable.
 */
final class ProbeBlock {
  /** Probes in a block. */
  static final int PROBES = BlockKernel.LANES - 1;
  /** Noise drawn at a time: 8 lanes of it stay in the first cache. */
  private static final int BATCH = 256;

  private final SignedLaplacian m;
  private final Preconditioner preconditioner;
  private final BlockConjugateGradients solver;
  private final int[] edgeStart;
  final double[] b; // (8 n)
  final double[] x; // (8 n)

  ProbeBlock(SparseRestoring restoring, Preconditioner preconditioner, int[] edgeStart) {
    this.m = restoring.matrix();
    this.preconditioner = preconditioner;
    this.solver = new BlockConjugateGradients(m, restoring.deflation(), preconditioner);
    this.edgeStart = edgeStart;
    this.b = new double[BlockKernel.LANES * m.size()];
    this.x = new double[b.length];
  }

  /** Draws and solves block number {@code block}. */
  BlockReport solve(Seed seed, int block, BlockConjugateGradients.Stop stop) {
    draw(seed, block);
    return solver.solve(b, x, stop);
  }

  private void draw(Seed seed, int block) {
    NoiseStream[] edges = new NoiseStream[PROBES];
    NoiseStream[] slacks = new NoiseStream[PROBES];
    for (int t = 0; t < PROBES; t++) {
      Seed probe = seed.child("probe", (long) PROBES * block + t);
      edges[t] = probe.stream("edges");
      slacks[t] = probe.stream("slacks");
    }
    int n = m.size();
    java.util.Arrays.fill(b, 0);
    double[] noise = new double[PROBES * BATCH];
    for (int i = 0; i < n;) {
      int to = i + 1;
      while (to < n && edgeStart[to + 1] - edgeStart[i] <= BATCH) {
        to++;
      }
      int count = edgeStart[to] - edgeStart[i];
      noise = fill(edges, count, noise);
      SketchKernel.drive(i, to, m.weights(), PROBES, noise, count, b);
      i = to;
    }
    for (int i = 0; i < n; i += BATCH) {
      int count = Math.min(BATCH, n - i);
      noise = fill(slacks, count, noise);
      SketchKernel.driveSlack(i, i + count, m.slack(), PROBES, noise, count, b);
    }
    BlockKernel.scatter(preconditioner.sample(seed.child("witness", block).stream("witness")), PROBES, b);
  }

  private static double[] fill(NoiseStream[] streams, int count, double[] noise) {
    double[] into = noise.length < streams.length * count ? new double[streams.length * count] : noise;
    for (int t = 0; t < streams.length; t++) {
      for (int k = t * count; k < (t + 1) * count; k++) {
        into[k] = streams[t].nextGaussian();
      }
    }
    return into;
  }
}
