package org.secateur.dynamics;

/** Norms of vectors, by plain sums in index order. */
final class Norms {
  private Norms() {
  }

  static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  static double euclidean(double[] x) {
    return Math.sqrt(dot(x, x));
  }

  static double largest(double[] x) {
    double max = 0;
    for (double v : x) {
      max = Math.max(max, Math.abs(v));
    }
    return max;
  }
}
