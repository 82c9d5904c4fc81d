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

  /**
   * x ← x − B Bᵀ x for the orthonormal vectors of two lists, again and again until a pass takes nothing more away: all
   * vectors in each pass, because what one list leaves behind the other brings back (Giraud, Langou and Rozložník,
   * 2005).
   */
  static void orthogonalize(double[] x, List<double[]> first, List<double[]> second) {
    double before = norm(x);
    for (int pass = 0; pass < 4; pass++) {
      remove(x, first);
      remove(x, second);
      double after = norm(x);
      if (pass > 0 && after >= 0.5 * before) {
        return;
      }
      before = after;
    }
  }

  /** As above for one list. */
  static void orthogonalize(double[] x, List<double[]> basis) {
    orthogonalize(x, basis, List.of());
  }

  private static void remove(double[] x, List<double[]> basis) {
    for (double[] b : basis) {
      add(-dot(b, x), b, x);
    }
  }
}
