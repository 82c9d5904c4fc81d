package org.secateur.linalg;

import java.util.Objects;

/** Eigenpairs A v = λ v of a symmetric matrix, by ascending eigenvalue. */
public final class SymmetricEigen {
  private final double[] values; // (k), ascending
  private final Matrix vectors; // n×k

  /** Takes both over; the array must not be changed afterwards. */
  SymmetricEigen(double[] values, Matrix vectors) {
    this.values = values;
    this.vectors = vectors;
  }

  /** How many pairs there are. */
  public int size() {
    return values.length;
  }

  /** Eigenvalue k, from 0, the smallest. */
  public double value(int k) {
    return values[Objects.checkIndex(k, values.length)];
  }

  /** The eigenvalues, ascending, as a new array. */
  public double[] values() {
    return values.clone();
  }

  /** The orthonormal eigenvectors, column k for eigenvalue k; the sign of a column is arbitrary. Not a copy. */
  public Matrix vectors() {
    return vectors;
  }
}
