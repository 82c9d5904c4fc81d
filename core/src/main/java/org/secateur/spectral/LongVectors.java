package org.secateur.spectral;

import java.util.List;
import java.util.stream.IntStream;

import org.secateur.kernel.RangeKernel;

/**
 * Arithmetic on long vectors by all threads: fixed chunks, folded in index order, so that the bits do not depend on how
 * many threads there are.
 */
final class LongVectors {
  private static final int CHUNK = 8192;

  private LongVectors() {
  }

  /** Work on one chunk. */
  @FunctionalInterface
  interface Range {
    void over(int chunk, int from, int to);
  }

  static int chunks(int n) {
    return (n + CHUNK - 1) / CHUNK;
  }

  /** Does the work for each chunk of 0 to n, in any order. */
  static void forEach(int n, Range work) {
    int chunks = chunks(n);
    if (chunks == 1) {
      work.over(0, 0, n);
    } else {
      IntStream.range(0, chunks).parallel()
          .forEach(c -> work.over(c, c * CHUNK, Math.min(n, (c + 1) * CHUNK)));
    }
  }

  static double dot(double[] x, double[] y) {
    double[] partial = new double[chunks(x.length)];
    forEach(x.length, (c, from, to) -> partial[c] = RangeKernel.dot(from, to, x, y));
    double sum = 0;
    for (double p : partial) {
      sum += p;
    }
    return sum;
  }

  static double norm(double[] x) {
    return Math.sqrt(dot(x, x));
  }

  /** y ← y + α x. */
  static void add(double alpha, double[] x, double[] y) {
    forEach(x.length, (c, from, to) -> RangeKernel.add(from, to, alpha, x, y));
  }

  static void scale(double alpha, double[] x) {
    forEach(x.length, (c, from, to) -> {
      for (int i = from; i < to; i++) {
        x[i] *= alpha;
      }
    });
  }

  /** The products b_jᵀ v: a new array, one a vector of the basis. */
  static double[] products(List<double[]> basis, double[] v) {
    int k = basis.size();
    double[][] partial = new double[chunks(v.length)][k];
    forEach(v.length, (c, from, to) -> {
      for (int j = 0; j < k; j++) {
        partial[c][j] = RangeKernel.dot(from, to, basis.get(j), v);
      }
    });
    double[] sum = new double[k];
    for (double[] p : partial) {
      for (int j = 0; j < k; j++) {
        sum[j] += p[j];
      }
    }
    return sum;
  }

  /** v ← v + Σ c_j b_j. */
  static void addAll(double[] factor, List<double[]> basis, double[] v) {
    forEach(v.length, (c, from, to) -> {
      for (int j = 0; j < basis.size(); j++) {
        RangeKernel.add(from, to, factor[j], basis.get(j), v);
      }
    });
  }

  /** The products a_iᵀ b_j, entry (i, j): a chunk of all vectors is read once. */
  static double[][] products(List<double[]> a, List<double[]> b) {
    int rows = a.size();
    int columns = b.size();
    int n = rows == 0 ? 0 : a.getFirst().length;
    double[][] partial = new double[chunks(n)][rows * columns];
    forEach(n, (c, from, to) -> {
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          partial[c][i * columns + j] = RangeKernel.dot(from, to, a.get(i), b.get(j));
        }
      }
    });
    double[][] sum = new double[rows][columns];
    for (double[] p : partial) {
      for (int k = 0; k < p.length; k++) {
        sum[k / columns][k % columns] += p[k];
      }
    }
    return sum;
  }

  /** The vectors Σ_j factor_kj b_j, written over the first of b; chunk by chunk, so that b is read once. */
  static void rotate(double[][] factor, List<double[]> b) {
    int n = b.isEmpty() ? 0 : b.getFirst().length;
    forEach(n, (c, from, to) -> {
      double[][] rotated = new double[factor.length][to - from];
      for (int k = 0; k < factor.length; k++) {
        for (int j = 0; j < b.size(); j++) {
          RangeKernel.add(from, to, factor[k][j], b.get(j), rotated[k], -from);
        }
      }
      for (int k = 0; k < factor.length; k++) {
        System.arraycopy(rotated[k], 0, b.get(k), from, to - from);
      }
    });
  }
}
