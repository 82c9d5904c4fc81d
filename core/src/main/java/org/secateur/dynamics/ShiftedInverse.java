package org.secateur.dynamics;

import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;
import org.secateur.sparse.FactorOutcome;
import org.secateur.sparse.SparseCholesky;
import org.secateur.sparse.SparseSymmetric;
import org.secateur.sparse.SymbolicCholesky;

/**
 * The least eigenvalue of a sparse symmetric M that is not positive definite, by inverse iteration with M + tI, t being
 * lowered to just where that is positive definite, as its factorisation shows.
 */
final class ShiftedInverse {
  private static final int SHIFTS = 8;
  private static final int ITERATIONS = 12;
  private static final double TOLERANCE = 1e-6;

  private final Drift drift;
  private final SparseSymmetric matrix;
  private final SymbolicCholesky pattern;
  private final double[] x; // (n), of length 1
  private double quotient; // xᵀMx
  private double residual; // ‖Mx − quotient x‖

  private ShiftedInverse(Drift drift, SparseSymmetric matrix, SymbolicCholesky pattern) {
    this.drift = drift;
    this.matrix = matrix;
    this.pattern = pattern;
    this.x = new double[drift.size()];
  }

  /** max(0, −xᵀMx) for a unit x found to make it large: at most the spectral abscissa of −M, but for rounding. */
  static double spectralAbscissa(Drift drift, SparseSymmetric matrix, SymbolicCholesky pattern) {
    return new ShiftedInverse(drift, matrix, pattern).run();
  }

  private double run() {
    NoiseStream stream = Seed.DEFAULT.stream("least-eigenvalue");
    stream.fillGaussian(x);
    double shift = 0;
    double most = 0;
    for (int i = 0; i < x.length; i++) {
      shift = Math.max(shift, -drift.slack(i)); // every eigenvalue is at least the least slack (Gershgorin 1931)
      most = Math.max(most, Math.abs(drift.restoring(i)));
    }
    shift += 1e-3 * shift + 1e-10 * most;
    for (int k = 0; k < SHIFTS; k++) {
      if (!(factor(shift) instanceof FactorOutcome.Factored(SparseCholesky shifted))) {
        break;
      }
      iterate(shifted);
      double closer = 2 * residual - quotient; // no eigenvalue is expected below −closer
      if (residual <= TOLERANCE * Math.abs(quotient) || !(closer > 0 && closer < shift)) {
        break;
      }
      shift = closer;
    }
    return Math.max(0, -quotient);
  }

  private FactorOutcome factor(double shift) {
    double[] diagonal = matrix.diagonal().clone();
    for (int i = 0; i < diagonal.length; i++) {
      diagonal[i] += shift;
    }
    return SparseCholesky.factor(SparseSymmetric.of(matrix.weights(), diagonal), pattern);
  }

  private void iterate(SparseCholesky shifted) {
    double[] y = new double[x.length];
    for (int k = 0; k < ITERATIONS; k++) {
      shifted.solveGrounded(x, y);
      double norm = Math.sqrt(dot(y, y));
      for (int i = 0; i < x.length; i++) {
        x[i] = y[i] / norm;
      }
    }
    drift.restore(x, y);
    quotient = dot(x, y);
    for (int i = 0; i < x.length; i++) {
      y[i] -= quotient * x[i];
    }
    residual = Math.sqrt(dot(y, y));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
