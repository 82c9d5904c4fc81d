package org.secateur.sparse;

import org.secateur.kernel.BlockKernel;
import org.secateur.kernel.ConjugateGradientKernel;
import org.secateur.random.GaussianField;
import org.secateur.random.Seed;

/** P = diag(M): enough where the graph is an expander, as networks with hubs or blocks are. */
public final class Jacobi implements Preconditioner {
  private final RowChunks chunks;
  private final double[] diagonal; // (n)
  private final double[] inverse; // (n), finite

  /** The diagonal of a matrix, which must not be negative; rows where it is 0 are left at 0. */
  public Jacobi(DominantMatrix m) {
    this.chunks = new RowChunks(m.size());
    this.diagonal = m.diagonal();
    this.inverse = new double[diagonal.length];
    for (int i = 0; i < inverse.length; i++) {
      inverse[i] = diagonal[i] > 0 ? Math.min(Double.MAX_VALUE, 1 / diagonal[i]) : 0;
    }
  }

  @Override
  public String name() {
    return "jacobi";
  }

  @Override
  public void apply(double[] r, double[] z, double[] dot, double[] work) {
    double[] partial = new double[BlockKernel.LANES * chunks.count()];
    chunks.run(c -> ConjugateGradientKernel.scale(chunks.from(c), chunks.to(c), inverse, r, z, partial,
        BlockKernel.LANES * c));
    chunks.fold(partial, BlockKernel.LANES, dot);
  }

  @Override
  public double apply(double[] r, double[] z, double[] work) {
    return chunks.sum(c -> ConjugateGradientKernel.scale(chunks.from(c), chunks.to(c), inverse, r, z));
  }

  @Override
  public double[] sample(Seed seed) {
    GaussianField noise = seed.gaussians("jacobi");
    double[] v = new double[diagonal.length];
    for (int i = 0; i < v.length; i++) {
      v[i] = Math.sqrt(Math.max(0, diagonal[i])) * noise.at(i);
    }
    return v;
  }
}
