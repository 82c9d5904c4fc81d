package org.secateur.spectral;

import java.util.List;

import org.secateur.network.Require;

/**
 * Some eigenpairs S v = λ v of a symmetric matrix, by ascending eigenvalue, each with the residual it was measured to
 * have. Immutable.
 */
public final class Eigenpairs {
  private final double[] value; // (k), ascending
  private final double[] residual; // (k)
  private final List<double[]> vector; // k of (n)

  /** Takes the arrays over. */
  Eigenpairs(double[] value, double[] residual, List<double[]> vector) {
    this.value = value;
    this.residual = residual;
    this.vector = List.copyOf(vector);
  }

  /** How many pairs there are. */
  public int size() {
    return value.length;
  }

  /** Eigenvalue k, from 0, the smallest of these. */
  public double value(int k) {
    return value[Require.index(k, size(), "k")];
  }

  /** ‖S v − λ v‖₂ for the unit vector v of pair k: an eigenvalue of S lies no farther than this from λ. */
  public double residual(int k) {
    return residual[Require.index(k, size(), "k")];
  }

  /** The unit eigenvector of pair k, as a new array (n); its sign is arbitrary. */
  public double[] vector(int k) {
    return vector.get(k).clone();
  }

  /** The eigenvector itself, for readers inside the package. */
  double[] shared(int k) {
    return vector.get(k);
  }
}
