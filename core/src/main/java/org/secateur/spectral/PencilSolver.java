package org.secateur.spectral;

import java.util.ArrayList;
import java.util.List;

import org.secateur.dynamics.Drift;
import org.secateur.linalg.Cholesky;
import org.secateur.linalg.CholeskyOutcome;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Matrix;
import org.secateur.linalg.Side;
import org.secateur.linalg.SymmetricEigen;
import org.secateur.linalg.Transpose;
import org.secateur.network.Require;
import org.secateur.random.Seed;

/**
 * The pencil by whitening: with M + scale · ZZᵀ = L Lᵀ, Z the free modes, the eigenvalues of S = L⁻¹ M' L⁻ᵀ are those
 * of the pencil and one zero for every free mode, at the known vector Lᵀz.
 */
final class PencilSolver {
  private static final DenseAlgebra ALGEBRA = DenseAlgebra.best();
  /** The first distance, relative to the range, at which a bound is tried. */
  private static final double FIRST_BOUND = 1e-9;

  private final Drift original;
  private final Drift pruned;
  private final List<double[]> free;
  private final Matrix lower;
  private final Cholesky factor;

  private PencilSolver(Drift original, Drift pruned, List<double[]> free, Cholesky factor) {
    this.original = original;
    this.pruned = pruned;
    this.free = free;
    this.factor = factor;
    this.lower = factor.lower();
  }

  static Pencil solve(Drift original, Drift pruned, Seed seed, Pencil.Method method) {
    int n = original.size();
    Require.length(pruned.size(), n, "pruned");
    if (!original.isSymmetric() || !pruned.isSymmetric()) {
      throw new IllegalArgumentException("a pencil needs two symmetric networks");
    }
    List<double[]> free = FreeModes.of(original).basis();
    if (free.size() == n) {
      return new Pencil.NothingRestored();
    }
    if (n > Pencil.MAX_NEURONS) {
      return new Pencil.TooLarge(n, Pencil.MAX_NEURONS);
    }
    double force = forceOn(free, pruned);
    if (force > 0) {
      return new Pencil.FreeModeHeld(force);
    }
    Matrix m = original.restoringMatrix();
    DriftMatrix.addProjector(free, DriftMatrix.scale(original), m);
    return switch (ALGEBRA.cholesky(m)) {
      case CholeskyOutcome.NotPositiveDefinite(int minor) -> new Pencil.Indefinite();
      case CholeskyOutcome.Factored(Cholesky factor) -> {
        PencilSolver solver = new PencilSolver(original, pruned, free, factor);
        yield method == Pencil.Method.DENSE ? solver.dense() : solver.lanczos(seed);
      }
    };
  }

  /** The largest |M' z|₂, 0 if it is what rounding makes of zero. */
  private static double forceOn(List<double[]> free, Drift pruned) {
    double[] image = new double[pruned.size()];
    double force = 0;
    for (double[] z : free) {
      pruned.restore(z, image);
      force = Math.max(force, Vectors.norm(image));
    }
    // A row sum of d terms of at most M_ii in all has an error below d u M_ii, and the leak carries another.
    return force > 4 * pruned.size() * Math.ulp(1.0) * DriftMatrix.scale(pruned) ? force : 0;
  }

  private Pencil.Range dense() {
    Matrix s = factor.whiten(pruned.restoringMatrix());
    // moves the zeros of the free modes below all others, where they are known by their number
    DriftMatrix.addProjector(whitenedFree(), -1 - s.frobeniusNorm(), s);
    SymmetricEigen eigen = ALGEBRA.symmetricEigen(s);
    return range(pair(eigen, free.size(), s), pair(eigen, eigen.size() - 1, s), true, Pencil.Method.DENSE);
  }

  private static Lanczos.Pair pair(SymmetricEigen eigen, int k, Matrix s) {
    double[] v = eigen.vectors().column(k);
    double[] image = s.times(v);
    Vectors.add(-eigen.value(k), v, image);
    return new Lanczos.Pair(eigen.value(k), Vectors.norm(image), v);
  }

  private Pencil.Range lanczos(Seed seed) {
    Extremes ends = new Lanczos(seed.child("pencil", 0)).extremes(new Whitened(), whitenedFree(), 1, 1);
    Eigenpairs low = ends.lowest();
    Eigenpairs high = ends.highest();
    return range(new Lanczos.Pair(low.value(0), low.residual(0), low.vector(0)),
        new Lanczos.Pair(high.value(0), high.residual(0), high.vector(0)), ends.converged(),
        Pencil.Method.LANCZOS);
  }

  /** An orthonormal basis of Lᵀ Z. */
  private List<double[]> whitenedFree() {
    List<double[]> basis = new ArrayList<>();
    for (double[] z : free) {
      // M_shifted z = scale z, so Lᵀ z = scale L⁻¹ z: the same direction.
      double[] y = factor.solveLower(z);
      Vectors.orthogonalize(y, basis);
      Vectors.scale(1 / Vectors.norm(y), y);
      basis.add(y);
    }
    return basis;
  }

  private Pencil.Range range(Lanczos.Pair low, Lanczos.Pair high, boolean converged, Pencil.Method method) {
    double scale = Math.max(Math.abs(low.value()), Math.abs(high.value()));
    return new Pencil.Range(end(low, -1, scale, converged), end(high, 1, scale, converged), free.size(),
        method);
  }

  private Extreme end(Lanczos.Pair pair, int side, double scale, boolean converged) {
    double[] x = factor.solveLowerTransposed(pair.vector());
    Vectors.orthogonalize(x, free);
    Vectors.scale(1 / Vectors.norm(x), x);
    return new Extreme(pair.value(), pair.residual(), bound(pair, side, scale), converged, x);
  }

  /** A ratio that nothing passes, as near to the one found as a factorisation can show. */
  private double bound(Lanczos.Pair pair, int side, double scale) {
    double distance = Math.max(2 * pair.residual(), FIRST_BOUND * (scale > 0 ? scale : 1));
    for (int attempt = 0; attempt < 12; attempt++) {
      double at = pair.value() + side * distance;
      Matrix b = pruned.restoringMatrix();
      DriftMatrix.add(original, -at, b);
      if (side > 0) {
        b.scale(-1);
      }
      DriftMatrix.addProjector(free, Math.max(b.maxAbs(), Double.MIN_NORMAL), b);
      if (ALGEBRA.cholesky(b) instanceof CholeskyOutcome.Factored) {
        return at;
      }
      distance *= 10;
    }
    return side * Double.POSITIVE_INFINITY;
  }

  /** y ← L⁻¹ M' L⁻ᵀ x. */
  private final class Whitened implements SymmetricOperator {
    private final Matrix work = Matrix.zeros(original.size(), 1);
    private final double[] between = new double[original.size()];

    @Override
    public int size() {
      return original.size();
    }

    @Override
    public void apply(double[] x, double[] y) {
      work.setColumn(0, x);
      ALGEBRA.solveTriangular(lower, Side.LEFT, Transpose.YES, work);
      work.copyColumn(0, between);
      pruned.restore(between, y);
      work.setColumn(0, y);
      ALGEBRA.solveTriangular(lower, Side.LEFT, Transpose.NO, work);
      work.copyColumn(0, y);
    }
  }
}
