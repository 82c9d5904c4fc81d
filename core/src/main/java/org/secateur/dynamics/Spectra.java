package org.secateur.dynamics;

import java.util.Arrays;

import org.secateur.kernel.CsrKernel;
import org.secateur.linalg.CholeskyOutcome;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Matrix;
import org.secateur.network.Network;

/** Spectral radius and abscissa of one network. */
public final class Spectra {
  private static final int POWER_STEPS = 5000;
  private static final double POWER_TOLERANCE = 1e-13;
  /** As many steps as cost less than the eigenvalues of a dense matrix. */
  private static final int SYMMETRIC_POWER_STEPS = 300;
  /** Far above n u, the relative rounding of a factorisation, and far below what anybody scales weights to. */
  private static final double INERTIA_MARGIN = 1e-9;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  private Spectra() {
  }

  /**
   * The spectral radius max |λ(W)|, in 1/s. For weights of one sign by the power method on W + c I (Perron and Frobenius:
   * the largest eigenvalue is real), O(m) a step; for symmetric W by that on W, where two Cholesky factorisations agree that no
   * eigenvalue is larger; otherwise, or where that does not settle, from all eigenvalues, O(n³).
   */
  public static double radius(Network network) {
    int n = network.neurons();
    boolean nonNegative = n > 0;
    for (int k = 0; k < network.synapses(); k++) {
      nonNegative &= network.weight(k) >= 0;
    }
    double perron = nonNegative ? perron(network) : Double.NaN;
    if (!Double.isNaN(perron)) {
      return perron;
    }
    Matrix w = dense(network);
    return n > 0 && network.isSymmetric()
        ? symmetricRadius(network, w)
        : DenseAlgebra.best().eigenvalues(w).radius();
  }

  /** The power method's answer ρ if (1 + δ) ρ I ± W are positive definite, which a large enough eigenvalue would forbid. */
  private static double symmetricRadius(Network network, Matrix w) {
    double rho = dominant(network);
    if (!Double.isNaN(rho) && isBound((1 + INERTIA_MARGIN) * rho, w, 1)
        && isBound((1 + INERTIA_MARGIN) * rho, w, -1)) {
      return rho;
    }
    double[] all = DenseAlgebra.best().symmetricEigenvalues(w);
    return Math.max(Math.abs(all[0]), Math.abs(all[all.length - 1]));
  }

  private static boolean isBound(double bound, Matrix w, int sign) {
    Matrix shifted = w.copy();
    shifted.scale(sign);
    for (int i = 0; i < w.rows(); i++) {
      shifted.set(i, i, bound + shifted.get(i, i));
    }
    return DenseAlgebra.best().cholesky(shifted) instanceof CholeskyOutcome.Factored;
  }

  /** The limit of |W x| / |x| for symmetric W: that of the largest |λ| whose vector the start has a part in; NaN if it is slow. */
  private static double dominant(Network network) {
    int n = network.neurons();
    double[] x = new double[n];
    Arrays.setAll(x, i -> 1 + i * GOLDEN - Math.floor(i * GOLDEN)); // no symmetry that an eigenvector could have
    double[] y = new double[n];
    double previous = Double.NaN;
    int steady = 0;
    for (int step = 0; step < SYMMETRIC_POWER_STEPS; step++) {
      double size = Math.sqrt(squares(x));
      for (int i = 0; i < n; i++) {
        x[i] /= size;
      }
      CsrKernel.multiply(network.rows(), x, y);
      double norm = Math.sqrt(squares(y));
      if (norm == 0) {
        return Double.NaN;
      }
      steady = Math.abs(norm - previous) <= POWER_TOLERANCE * norm ? steady + 1 : 0;
      if (steady == 10) {
        return norm;
      }
      previous = norm;
      double[] swap = x;
      x = y;
      y = swap;
    }
    return Double.NaN;
  }

  private static double squares(double[] x) {
    double sum = 0;
    for (double v : x) {
      sum += v * v;
    }
    return sum;
  }

  /** The spectral abscissa max Re λ(A) of the drift, in 1/s, from all eigenvalues. Time O(n³). */
  public static double abscissa(Drift drift) {
    Matrix m = drift.restoringMatrix();
    if (drift.isSymmetric()) {
      return drift.size() == 0
          ? Double.NEGATIVE_INFINITY
          : -DenseAlgebra.best().symmetricEigen(m, 0, 1).value(0);
    }
    m.scale(-1);
    return DenseAlgebra.best().eigenvalues(m).abscissa();
  }

  /** The power method's answer, or NaN where two steps still differ after {@link #POWER_STEPS}. */
  private static double perron(Network network) {
    int n = network.neurons();
    double[] input = network.absoluteInput();
    double shift = 0;
    for (double s : input) {
      shift = Math.max(shift, s / 8); // keeps eigenvalues of equal size and other sign apart
    }
    double[] x = new double[n];
    Arrays.fill(x, 1 / Math.sqrt(n));
    double[] y = new double[n];
    double previous = Double.NaN;
    int steady = 0;
    for (int step = 0; step < POWER_STEPS; step++) {
      CsrKernel.multiply(network.rows(), x, y);
      double norm = 0;
      for (int i = 0; i < n; i++) {
        y[i] += shift * x[i];
        norm += y[i] * y[i];
      }
      norm = Math.sqrt(norm);
      if (norm == 0) {
        return 0;
      }
      for (int i = 0; i < n; i++) {
        x[i] = y[i] / norm;
      }
      steady = Math.abs(norm - previous) <= POWER_TOLERANCE * norm ? steady + 1 : 0;
      if (steady == 10) {
        return Math.max(0, norm - shift);
      }
      previous = norm;
    }
    return Double.NaN;
  }

  private static Matrix dense(Network network) {
    Matrix w = Matrix.zeros(network.neurons(), network.neurons());
    network.forEachSynapse(s -> w.set(s.post(), s.pre(), s.weight()));
    return w;
  }
}
