package org.secateur.study.networks;

import org.secateur.dynamics.Drift;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Lu;
import org.secateur.linalg.LuOutcome;
import org.secateur.linalg.Matrix;
import org.secateur.random.Seed;

/** Where linear dynamics under a constant input come to rest. */
final class SteadyState {
  private SteadyState() {
  }

  /** |x' − x| / |x| with M x = M' x' = b, b standard normal; infinite if one is singular. */
  static double error(Drift original, Drift pruned, Seed seed) {
    double[] b = new double[original.size()];
    seed.stream("input").fillGaussian(b);
    DenseAlgebra algebra = DenseAlgebra.best();
    if (!(algebra.lu(original.restoringMatrix()) instanceof LuOutcome.Factored(Lu before))
        || !(algebra.lu(pruned.restoringMatrix()) instanceof LuOutcome.Factored(Lu after))) {
      return Double.POSITIVE_INFINITY;
    }
    Matrix rhs = Matrix.fromColumnMajor(b.length, 1, b);
    double[] x = before.solve(rhs).toColumnMajor();
    double[] y = after.solve(rhs).toColumnMajor();
    double change = 0;
    double size = 0;
    for (int i = 0; i < x.length; i++) {
      change = Math.hypot(change, y[i] - x[i]);
      size = Math.hypot(size, x[i]);
    }
    return change / size;
  }
}
