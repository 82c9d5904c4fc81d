package org.secateur.spectral;

import java.util.Arrays;

import org.secateur.dynamics.Drift;
import org.secateur.sparse.SolveFacts;
import org.secateur.sparse.SparseSolver;

/** Conjugate gradients with the diagonal as preconditioner, plain and slow: what the library's solvers are tried beside. */
final class JacobiSolver implements SparseSolver {
  static final Solvers EXACTLY = (drift, relativeResidual) -> new JacobiSolver(drift, relativeResidual,
      20_000);

  private final Drift drift;
  private final double tolerance;
  private final int limit;

  JacobiSolver(Drift drift, double tolerance, int limit) {
    this.drift = drift;
    this.tolerance = tolerance;
    this.limit = limit;
  }

  /** Gives up after so many iterations. */
  static Solvers limited(int iterations) {
    return (drift, relativeResidual) -> new JacobiSolver(drift, relativeResidual, iterations);
  }

  @Override
  public int size() {
    return drift.size();
  }

  @Override
  public SolveFacts solve(double[] b, double[] x) {
    int n = b.length;
    Arrays.fill(x, 0);
    double[] r = b.clone();
    double[] p = new double[n];
    double[] q = new double[n];
    double[] z = new double[n];
    double size = Vectors.norm(b);
    double rz = 0;
    int iterations = 0;
    while (iterations < limit && Vectors.norm(r) > tolerance * size) {
      for (int i = 0; i < n; i++) {
        z[i] = drift.restoring(i) > 0 ? r[i] / drift.restoring(i) : r[i];
      }
      double next = Vectors.dot(r, z);
      double beta = iterations == 0 ? 0 : next / rz;
      rz = next;
      for (int i = 0; i < n; i++) {
        p[i] = z[i] + beta * p[i];
      }
      drift.restore(p, q);
      double alpha = rz / Vectors.dot(p, q);
      Vectors.add(alpha, p, x);
      Vectors.add(-alpha, q, r);
      iterations++;
    }
    double left = size == 0 ? 0 : Vectors.norm(r) / size;
    return new SolveFacts(iterations, left, left <= tolerance);
  }
}
