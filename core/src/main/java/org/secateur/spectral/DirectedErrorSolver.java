package org.secateur.spectral;

import java.util.List;

import org.secateur.dynamics.Drift;
import org.secateur.linalg.CholeskyOutcome;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Lu;
import org.secateur.linalg.LuOutcome;
import org.secateur.linalg.Matrix;
import org.secateur.linalg.Transpose;
import org.secateur.random.Seed;

/** The largest singular value of K = (A' − A) A⁻¹, from Kᵀ = A⁻ᵀ (A' − A)ᵀ. */
final class DirectedErrorSolver {
  private static final double FIRST_BOUND = 1e-9;

  private DirectedErrorSolver() {
  }

  static DirectedError solve(Drift original, Drift pruned, Lu transposedFactor, Seed seed) {
    DenseAlgebra algebra = DenseAlgebra.best();
    Matrix change = DriftMatrix.drift(pruned);
    DriftMatrix.add(original, 1, change);
    if (change.maxAbs() == 0) {
      double[] any = new double[original.size()];
      any[0] = 1;
      return new DirectedError.Largest(new Extreme(0, 0, 0, true, any));
    }
    Matrix kTransposed = transposedFactor.solve(change.transpose());
    Matrix gram = algebra.gram(Transpose.NO, kTransposed); // KᵀK
    if (!gram.isFinite()) {
      return new DirectedError.Singular();
    }
    Extremes ends = new Lanczos(seed.child("directed error", 0)).extremes(new DenseOperator(gram), List.of(),
        0, 1);
    double error = Math.sqrt(Math.max(0, ends.highest().value(0)));
    double residual = ends.highest().residual(0) / error;
    double[] direction = direction(original, ends.highest().vector(0));
    return new DirectedError.Largest(
        new Extreme(error, residual, bound(gram, error, residual), ends.converged(), direction));
  }

  /** x = A⁻¹ v, of unit length: the pattern whose restoring force is v. */
  private static double[] direction(Drift original, double[] v) {
    double[] x = switch (DenseAlgebra.best().lu(DriftMatrix.drift(original))) {
      case LuOutcome.Factored(Lu factor) -> factor.solve(v);
      case LuOutcome.Singular(int pivot) -> v.clone();
    };
    Vectors.scale(1 / Vectors.norm(x), x);
    return x;
  }

  private static double bound(Matrix gram, double error, double residual) {
    double distance = Math.max(2 * residual, FIRST_BOUND * error);
    for (int attempt = 0; attempt < 12; attempt++) {
      double at = error + distance;
      Matrix b = gram.copy();
      b.scale(-1);
      b.addToDiagonal(at * at);
      if (DenseAlgebra.best().cholesky(b) instanceof CholeskyOutcome.Factored) {
        return at;
      }
      distance *= 10;
    }
    return Double.POSITIVE_INFINITY;
  }

  /** A dense symmetric matrix as an operator. */
  private record DenseOperator(Matrix matrix) implements SymmetricOperator {
    @Override
    public int size() {
      return matrix.rows();
    }

    @Override
    public void apply(double[] x, double[] y) {
      System.arraycopy(matrix.times(x), 0, y, 0, y.length);
    }
  }
}
