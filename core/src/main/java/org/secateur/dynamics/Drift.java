package org.secateur.dynamics;

import java.util.Arrays;

import org.secateur.kernel.CompressedRows;
import org.secateur.kernel.CsrKernel;
import org.secateur.linalg.Matrix;
import org.secateur.network.Network;
import org.secateur.network.Require;

/**
 * The linear drift A = −D + W of a network, in 1/s, and M = −A, its restoring matrix.
 *
 * <p>M is diagonally dominant if the slack s_i = M_ii − Σ_{j≠i} |w_ij| is nowhere negative.
 */
public final class Drift {
  private final Network network;
  private final double[] restoring; // (n), M_ii
  private final double[] slack; // (n)

  private Drift(Network network, double[] restoring, double[] slack) {
    this.network = network;
    this.restoring = restoring;
    this.slack = slack;
  }

  /** The drift of a network. Time O(n + m). */
  public static Drift of(Network network) {
    double[] restoring = network.leaks();
    for (int i = 0; i < restoring.length; i++) {
      double self = network.weight(i, i);
      if (self != 0) {
        restoring[i] -= self;
      }
    }
    double[] slack = network.absoluteInput();
    for (int i = 0; i < slack.length; i++) {
      slack[i] = slack(restoring[i], slack[i], network.firstSynapse(i + 1) - network.firstSynapse(i));
    }
    return new Drift(network, restoring, slack);
  }

  /**
   * What M_ii exceeds a neuron's absolute input by. A sum of d terms carries a rounding error of about d/2 ulps: less than
   * that is no slack at all.
   *
   * @param synapses d, onto the neuron
   */
  public static double slack(double restoring, double absoluteInput, int synapses) {
    double s = restoring - absoluteInput;
    return Math.abs(s) <= (synapses + 2) * Math.ulp(absoluteInput) ? 0 : s;
  }

  /** The network this is the drift of. */
  public Network network() {
    return network;
  }

  /** The number of neurons n. */
  public int size() {
    return restoring.length;
  }

  /** M_ii = leak_i − w_ii, in 1/s. */
  public double restoring(int i) {
    return restoring[i];
  }

  /** s_i = M_ii − Σ_{j≠i} |w_ij|, in 1/s; rounding errors of the sum count as 0. */
  public double slack(int i) {
    return slack[i];
  }

  /** Whether A equals its transpose. */
  public boolean isSymmetric() {
    return network.isSymmetric();
  }

  /** Whether no neuron receives more input, in absolute value, than its leak restores. */
  public boolean isDiagonallyDominant() {
    for (double s : slack) {
      if (s < 0) {
        return false;
      }
    }
    return true;
  }

  /** M as a dense matrix, a new one; for the library's own use. Memory 8 n² bytes. */
  @SuppressWarnings("exports")
  public Matrix restoringMatrix() {
    int n = size();
    CompressedRows rows = network.rows();
    Matrix m = Matrix.zeros(n, n);
    double[] line = new double[n];
    for (int i = 0; i < n; i++) {
      Arrays.fill(line, 0);
      for (int k = rows.rowStart[i]; k < rows.rowStart[i + 1]; k++) {
        line[rows.column[k]] = -rows.value[k];
      }
      line[i] = restoring[i];
      if (isSymmetric()) {
        m.setColumn(i, line); // the same numbers, and contiguous
      } else {
        m.setRow(i, line);
      }
    }
    return m;
  }

  /** y ← M x = D x − W x. Arrays of length n; {@code y} must not be {@code x}. */
  public void restore(double[] x, double[] y) {
    Require.length(x.length, size(), "x");
    Require.length(y.length, size(), "y");
    CsrKernel.multiply(network.rows(), x, y);
    for (int i = 0; i < y.length; i++) {
      y[i] = network.leak(i) * x[i] - y[i];
    }
  }

  /** y ← Mᵀ x. Arrays of length n; {@code y} must not be {@code x}. */
  public void restoreTransposed(double[] x, double[] y) {
    Require.length(x.length, size(), "x");
    Require.length(y.length, size(), "y");
    CsrKernel.multiplyTransposed(network.rows(), x, y);
    for (int i = 0; i < y.length; i++) {
      y[i] = network.leak(i) * x[i] - y[i];
    }
  }
}
