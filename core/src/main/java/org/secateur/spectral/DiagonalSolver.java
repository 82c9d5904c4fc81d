package org.secateur.spectral;

import java.util.Arrays;

import org.secateur.dynamics.Drift;
import org.secateur.sparse.SolveFacts;
import org.secateur.sparse.SparseSolver;

/** Conjugate gradients (Hestenes and Stiefel, 1952) with the diagonal of M as preconditioner, by all threads. */
final class DiagonalSolver implements SparseSolver {
  private static final int LIMIT = 10_000;
  /** A large network gets fewer, so that its multiplications stay below this; but never fewer than a twentieth. */
  private static final double MULTIPLICATIONS = 1e10;

  private final Restoring m;
  private final double[] inverse;
  private final double tolerance;
  private final int limit;

  DiagonalSolver(Drift drift, double tolerance) {
    this.m = new Restoring(drift);
    this.tolerance = tolerance;
    this.limit = (int) Math.clamp(MULTIPLICATIONS / Math.max(1, drift.network().synapses() + drift.size()),
        LIMIT / 20, LIMIT);
    this.inverse = new double[drift.size()];
    for (int i = 0; i < inverse.length; i++) {
      inverse[i] = drift.restoring(i) > 0 ? 1 / drift.restoring(i) : 1;
    }
  }

  @Override
  public int size() {
    return inverse.length;
  }

  @Override
  public SolveFacts solve(double[] b, double[] x) {
    int n = b.length;
    Arrays.fill(x, 0);
    double[] r = b.clone();
    double[] z = new double[n];
    double[] p = new double[n];
    double[] q = new double[n];
    double size = LongVectors.norm(b);
    double left = size;
    double before = 1;
    int iterations = 0;
    while (left > tolerance * size && iterations < limit) {
      LongVectors.forEach(n, (chunk, from, to) -> {
        for (int i = from; i < to; i++) {
          z[i] = inverse[i] * r[i];
        }
      });
      double rz = LongVectors.dot(r, z);
      double beta = iterations == 0 ? 0 : rz / before;
      before = rz;
      LongVectors.forEach(n, (chunk, from, to) -> {
        for (int i = from; i < to; i++) {
          p[i] = z[i] + beta * p[i];
        }
      });
      m.apply(p, q);
      double curvature = LongVectors.dot(p, q);
      if (!(curvature > 0)) {
        break;
      }
      LongVectors.add(rz / curvature, p, x);
      LongVectors.add(-rz / curvature, q, r);
      left = LongVectors.norm(r);
      iterations++;
    }
    double relative = size > 0 ? left / size : 0;
    return new SolveFacts(iterations, relative, relative <= tolerance);
  }
}
