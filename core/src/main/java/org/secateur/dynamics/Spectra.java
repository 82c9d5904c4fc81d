package org.secateur.dynamics;

import java.util.Arrays;

import org.secateur.kernel.CsrKernel;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Matrix;
import org.secateur.network.Network;

/** Spectral radius and abscissa of one network. */
public final class Spectra {
  private static final int POWER_STEPS = 5000;
  private static final double POWER_TOLERANCE = 1e-13;

  private Spectra() {
  }

  /**
   * The spectral radius max |λ(W)|, in 1/s. For weights of one sign by the power method on W + c I (Perron and Frobenius:
   * the largest eigenvalue is real), O(m) a step; otherwise, or where that does not settle, from all eigenvalues, O(n³).
   */
  public static double radius(Network network) {
    int n = network.neurons();
    boolean nonNegative = n > 0;
    for (int k = 0; k < network.synapses(); k++) {
      nonNegative &= network.weight(k) >= 0;
    }
    double perron = nonNegative ? perron(network) : Double.NaN;
    return Double.isNaN(perron) ? DenseAlgebra.best().eigenvalues(dense(network)).radius() : perron;
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
