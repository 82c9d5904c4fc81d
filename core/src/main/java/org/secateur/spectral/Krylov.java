package org.secateur.spectral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Matrix;
import org.secateur.linalg.SymmetricEigen;
import org.secateur.random.NoiseStream;

/** A growing Krylov space of a symmetric operator: S Q = Q T + β q eᵀ, T tridiagonal. Mutable work space. */
final class Krylov {
  private final SymmetricOperator operator;
  private final List<double[]> off;
  private final NoiseStream noise;
  private final List<double[]> basis = new ArrayList<>();
  private final double[] alpha;
  private final double[] beta; // beta[j] couples q_j and q_{j+1}
  private double scale;
  private boolean invariant;
  private @Nullable SymmetricEigen ritz;

  Krylov(SymmetricOperator operator, List<double[]> off, NoiseStream noise, int limit) {
    this.operator = operator;
    this.off = off;
    this.noise = noise;
    this.alpha = new double[limit];
    this.beta = new double[limit];
  }

  /** The dimension so far. */
  int size() {
    return Math.max(0, basis.size() - 1);
  }

  /** Whether the space just closed under S: the residuals of its Ritz pairs are rounding errors. */
  boolean invariant() {
    return invariant;
  }

  /** The largest |Ritz value| seen. */
  double scale() {
    return scale;
  }

  void grow() {
    ritz = null;
    invariant = false;
    if (basis.isEmpty()) {
      basis.add(fresh());
    }
    int j = basis.size() - 1;
    double[] q = basis.get(j);
    double[] w = new double[operator.size()];
    operator.apply(q, w);
    double image = Vectors.norm(w);
    alpha[j] = Vectors.dot(q, w);
    Vectors.orthogonalize(w, off, basis);
    double norm = Vectors.norm(w);
    scale = Math.max(scale, image);
    // What orthogonalisation leaves of a vector inside the space: a rounding error of its length.
    if (norm <= 64 * Math.ulp(1.0) * scale * Math.sqrt(operator.size())) {
      invariant = true;
      beta[j] = 0;
      basis.add(basis.size() + off.size() < operator.size() ? fresh() : new double[operator.size()]);
    } else {
      beta[j] = norm;
      Vectors.scale(1 / norm, w);
      basis.add(w);
    }
  }

  private double[] fresh() {
    double[] v = new double[operator.size()];
    double norm = 0;
    while (!(norm > 1e-8)) { // a Gaussian vector lies in a proper subspace with probability 0
      noise.fillGaussian(v);
      Vectors.scale(1 / Vectors.norm(v), v);
      Vectors.orthogonalize(v, off, basis);
      norm = Vectors.norm(v);
    }
    Vectors.scale(1 / norm, v);
    return v;
  }

  /** The residual accepted for an eigenvalue: a fraction of it, but no less than rounding lets S have. */
  static double allowed(double value, double scale, double tolerance) {
    return Math.max(tolerance * Math.abs(value), 1e-13 * scale);
  }

  /** Whether the Ritz values at both ends are known to the tolerance. */
  boolean converged(int low, int high, double tolerance) {
    SymmetricEigen t = ritz();
    int k = t.size();
    if (k < Math.max(low, high)) {
      return false;
    }
    if (invariant) {
      return (low <= 1 && high <= 1) || k >= low + high;
    }
    for (int i = 0; i < k; i++) {
      boolean wanted = i < low || i >= k - high;
      double residual = beta[k - 1] * Math.abs(t.vectors().get(k - 1, i));
      if (wanted && !(residual <= allowed(t.value(i), scale, tolerance))) {
        return false;
      }
    }
    return true;
  }

  private SymmetricEigen ritz() {
    if (ritz == null) {
      int k = basis.size() - 1;
      Matrix t = Matrix.diagonal(Arrays.copyOf(alpha, k));
      for (int j = 0; j + 1 < k; j++) {
        t.set(j + 1, j, beta[j]);
        t.set(j, j + 1, beta[j]);
      }
      ritz = DenseAlgebra.best().symmetricEigen(t);
    }
    return ritz;
  }

  /** Ritz pairs at one end, ascending, with residuals measured by applying S once more. */
  List<Lanczos.Pair> pairs(int count, boolean top) {
    if (count == 0 || basis.isEmpty()) {
      return new ArrayList<>();
    }
    SymmetricEigen t = ritz();
    int k = t.size();
    List<Lanczos.Pair> pairs = new ArrayList<>();
    for (int i = Math.max(0, top ? k - count : 0); i < (top ? k : Math.min(k, count)); i++) {
      double[] v = new double[operator.size()];
      for (int j = 0; j < k; j++) {
        Vectors.add(t.vectors().get(j, i), basis.get(j), v);
      }
      Vectors.scale(1 / Vectors.norm(v), v);
      double[] image = new double[v.length];
      operator.apply(v, image);
      double value = Vectors.dot(v, image);
      Vectors.add(-value, v, image);
      pairs.add(new Lanczos.Pair(value, Vectors.norm(image), v));
    }
    return pairs;
  }
}
