package org.secateur.dynamics;

import java.util.Arrays;

import org.secateur.kernel.BlockKernel;
import org.secateur.random.GaussianField;
import org.secateur.random.Seed;
import org.secateur.sparse.BlockConjugateGradients;
import org.secateur.sparse.BlockReport;
import org.secateur.sparse.Preconditioner;

/**
 * Seven probes solved together, with a witness in the last lane. A probe is b = Σ √|w| ξ_e (e_i − s e_j) + Σ √s_i η_i e_i,
 * one instant of the synapses' and leaks' noise with covariance M, and x = M⁻¹ b, a stationary snapshot with covariance
 * M⁻¹. Probe number k is a function of (seed, k) alone. Mutable.
 */
public final class ProbeBlock {
  /** Probes in a block. */
  public static final int PROBES = BlockKernel.LANES - 1;

  private final SketchSynapses synapses;
  private final Preconditioner preconditioner;
  private final BlockConjugateGradients solver;
  final double[] b; // (8 n)
  final double[] x; // (8 n)

  ProbeBlock(SketchSynapses synapses, Preconditioner preconditioner) {
    this.synapses = synapses;
    this.preconditioner = preconditioner;
    this.solver = new BlockConjugateGradients(synapses.matrix(), synapses.deflation(), preconditioner);
    this.b = new double[BlockKernel.LANES * synapses.matrix().size()];
    this.x = new double[b.length];
  }

  /** The noise of a block's probes, one field a lane. */
  public static GaussianField[] fields(Seed seed, int block, String stage) {
    GaussianField[] fields = new GaussianField[PROBES];
    for (int t = 0; t < PROBES; t++) {
      fields[t] = seed.child("probe", (long) PROBES * block + t).gaussians(stage);
    }
    return fields;
  }

  /** Draws and solves block number {@code block}. */
  BlockReport solve(Seed seed, int block, BlockConjugateGradients.Stop stop) {
    Arrays.fill(b, 0);
    synapses.drive(seed, block, b);
    BlockKernel.scatter(preconditioner.sample(seed.child("witness", block)), PROBES, b);
    return solver.solve(b, x, stop);
  }
}
