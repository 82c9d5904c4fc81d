package org.secateur.spectral;

import org.secateur.sparse.Balance;
import org.secateur.sparse.ConjugateGradientSolver;
import org.secateur.sparse.Deflation;
import org.secateur.sparse.DominantMatrix;
import org.secateur.sparse.Jacobi;
import org.secateur.sparse.SolveFacts;

/** A dominant matrix that may lie anywhere, solved with by deflated conjugate gradients. Not for use by two threads. */
final class DominantInverse implements HeldMatrix {
  private final DominantMatrix m;
  private final double entries;
  private final ConjugateGradientSolver solver;
  private long iterations;
  private boolean converged = true;

  DominantInverse(DominantMatrix m, Balance balance, double entries, double relativeResidual, int limit) {
    this.m = m;
    this.entries = entries;
    this.solver = new ConjugateGradientSolver(m, Deflation.of(m, balance), new Jacobi(m), relativeResidual,
        limit);
  }

  @Override
  public int size() {
    return m.size();
  }

  @Override
  public void apply(double[] x, double[] y) {
    m.multiply(x, y);
  }

  @Override
  public double diagonal(int i) {
    return m.diagonal()[i];
  }

  @Override
  public void solve(double[] b, double[] x) {
    SolveFacts facts = solver.solve(b, x);
    iterations += facts.iterations();
    converged &= facts.converged();
  }

  @Override
  public boolean converged() {
    return converged;
  }

  @Override
  public long iterations() {
    return iterations;
  }

  @Override
  public double diagonalDominates() {
    double rho = 1;
    for (int i = 0; i < m.size(); i++) {
      double d = m.diagonal()[i];
      double all = 2 * d - m.slack()[i];
      if (d > 0) {
        rho = Math.max(rho, all / d);
      } else if (all != 0) {
        return Double.POSITIVE_INFINITY;
      }
    }
    return rho;
  }

  @Override
  public double entries() {
    return entries;
  }
}
