package org.secateur.spectral;

import java.util.List;

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

  /**
   * The images of several vectors, in their order.
   *
   * @param vectors (n) each, not modified
   */
  default List<double[]> images(List<double[]> vectors) {
    return vectors.stream().map(x -> {
      double[] y = new double[x.length];
      apply(x, y);
      return y;
    }).toList();
  }
}
