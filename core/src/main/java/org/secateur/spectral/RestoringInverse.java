package org.secateur.spectral;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.secateur.dynamics.Drift;
import org.secateur.sparse.SolveFacts;
import org.secateur.sparse.SparseSolver;

/**
 * M of a large symmetric drift and how to solve with it: along the modes that the wiring tells exactly, off them by a
 * solver for M. Free modes are left out. Counts what it was asked for; not for use by two threads.
 */
final class RestoringInverse implements HeldMatrix {
  private final Drift drift;
  private final Restoring m;
  private final GaugeModes known;
  private final Supplier<SparseSolver> maker;
  private @Nullable SparseSolver solver; // made when first asked for: it may be dear
  private final double[] rest;
  private long iterations;
  private boolean converged = true;

  RestoringInverse(Drift drift, Solvers solvers, double relativeResidual) {
    this.drift = drift;
    this.m = new Restoring(drift);
    this.known = GaugeModes.of(drift);
    this.maker = () -> solvers.of(drift, relativeResidual);
    this.rest = new double[drift.size()];
  }

  Drift drift() {
    return drift;
  }

  @Override
  public int size() {
    return m.size();
  }

  /** y ← M x. */
  @Override
  public void apply(double[] x, double[] y) {
    m.apply(x, y);
  }

  @Override
  public double diagonal(int i) {
    return drift.restoring(i);
  }

  @Override
  public double entries() {
    return (double) drift.network().synapses() + drift.size();
  }

  @Override
  public void solve(double[] b, double[] x) {
    System.arraycopy(b, 0, rest, 0, b.length);
    double[] along = known.coordinates(rest);
    double[] negative = new double[along.length];
    for (int k = 0; k < along.length; k++) {
      negative[k] = -along[k];
      along[k] = known.rate(k) > 0 ? along[k] / known.rate(k) : 0;
    }
    known.add(negative, rest);
    SolveFacts facts = solver().solve(rest, x);
    iterations += facts.iterations();
    converged &= facts.converged();
    known.remove(x);
    known.add(along, x);
  }

  private SparseSolver solver() {
    SparseSolver made = solver == null ? maker.get() : solver;
    solver = made;
    return made;
  }

  /** The modes known exactly. */
  GaugeModes known() {
    return known;
  }

  @Override
  public long iterations() {
    return iterations;
  }

  @Override
  public boolean converged() {
    return converged;
  }

  @Override
  public double diagonalDominates() {
    double rho = 1;
    for (int i = 0; i < drift.size(); i++) {
      double d = drift.restoring(i);
      double all = 2 * d - drift.slack(i);
      if (d > 0) {
        rho = Math.max(rho, all / d);
      } else if (all != 0) {
        return Double.POSITIVE_INFINITY;
      }
    }
    return rho;
  }
}
