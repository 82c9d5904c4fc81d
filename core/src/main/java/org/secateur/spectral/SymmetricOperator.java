package org.secateur.spectral;

/** A symmetric matrix known only by what it does to a vector. */
public interface SymmetricOperator {

  /** The order n. */
  int size();

  /**
   * y ← S x.
   *
   * @param x (n), not modified
   * @param y (n), overwritten; never {@code x}
   */
  void apply(double[] x, double[] y);
}
