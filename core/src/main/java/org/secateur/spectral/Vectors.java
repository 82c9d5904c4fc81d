package org.secateur.spectral;

import java.util.List;

/** Arithmetic on plain vectors, in index order. */
final class Vectors {
  private Vectors() {
  }

  static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  static double norm(double[] x) {
    return Math.sqrt(dot(x, x));
  }

  /** y ← y + α x. */
  static void add(double alpha, double[] x, double[] y) {
    for (int i = 0; i < x.length; i++) {
      y[i] += alpha * x[i];
    }
  }

  static void scale(double alpha, double[] x) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= alpha;
    }
  }

  /** x ← x − B Bᵀ x, twice, which is enough (Giraud, Langou and Rozložník, 2005). The basis is orthonormal. */
  static void orthogonalize(double[] x, List<double[]> basis) {
    for (int pass = 0; pass < 2; pass++) {
      for (double[] b : basis) {
        add(-dot(b, x), b, x);
      }
    }
  }
}
