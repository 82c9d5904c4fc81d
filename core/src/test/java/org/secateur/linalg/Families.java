package org.secateur.linalg;

import java.util.List;
import java.util.stream.Stream;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/** Named matrices for the tests: a failing case prints its name, which is its recipe. */
final class Families {
  private static final int[] SIZES = {0, 1, 2, 3, 10, 40, 100};

  private Families() {
  }

  record Named(String name, Matrix a) {
    int n() {
      return a.rows();
    }

    @Override
    public String toString() {
      return name + ", n = " + n();
    }
  }

  /**
   * The error bound of a backward stable routine, relative to the norms that enter: p(n) u with p(n) at most 20 n
   * (Higham, "Accuracy and Stability of Numerical Algorithms", 2002, theorems 10.3, 9.3, 3.5), for u = 2⁻⁵³.
   */
  static double bound(int n) {
    return 10 * Math.max(1, n) * Math.ulp(1.0);
  }

  static Stream<Named> symmetric() {
    return sizes().flatMap(n -> Stream.of(new Named("path Laplacian", pathLaplacian(n)),
        new Named("identity", Matrix.identity(n)), new Named("random symmetric", randomSymmetric(n))));
  }

  static Stream<Named> positiveDefinite() {
    return sizes().flatMap(n -> Stream.of(new Named("second difference", secondDifference(n)),
        new Named("random positive definite", randomPositiveDefinite(n))));
  }

  static Stream<Named> invertible() {
    return sizes().flatMap(n -> Stream.of(new Named("second difference", secondDifference(n)),
        new Named("reversal", reversal(n)), new Named("random stable", randomStable(n))));
  }

  static Stream<Named> stable() {
    return sizes().flatMap(n -> Stream.of(new Named("random stable", randomStable(n)),
        new Named("rotations", rotations(n)), new Named("chain", chain(n)),
        new Named("nearly unstable", leaky(n)),
        new Named("symmetric", minus(secondDifference(n)))));
  }

  static Stream<Integer> sizes() {
    return java.util.Arrays.stream(SIZES).boxed();
  }

  /** Standard normal entries. */
  static Matrix random(int rows, int columns, long seed) {
    NoiseStream stream = new Seed(seed).stream("matrix");
    double[] values = new double[rows * columns];
    stream.fillGaussian(values);
    return Matrix.fromColumnMajor(rows, columns, values);
  }

  static FloatMatrix randomFloat(int rows, int columns, long seed) {
    double[] values = random(rows, columns, seed).toColumnMajor();
    float[] rounded = new float[values.length];
    for (int k = 0; k < values.length; k++) {
      rounded[k] = (float) values[k];
    }
    FloatMatrix a = FloatMatrix.zeros(rows, columns);
    a.copyIn(0, rounded, rounded.length);
    return a;
  }

  static Matrix randomSymmetric(int n) {
    Matrix a = random(n, n, 11);
    a.symmetrize();
    return a;
  }

  /** I + G Gᵀ / n: eigenvalues in [1, 5 + o(1)]. */
  static Matrix randomPositiveDefinite(int n) {
    Matrix a = naiveProduct(random(n, n, 12), random(n, n, 12).transpose());
    a.scale(1.0 / Math.max(1, n));
    a.mirrorLower();
    a.addToDiagonal(1);
    return a;
  }

  /** G / √n − 4 I: eigenvalues within about 1 of −4, and at n = 1 a number below −1. */
  static Matrix randomStable(int n) {
    Matrix a = random(n, n, 13);
    a.scale(1 / Math.sqrt(Math.max(1, n)));
    a.addToDiagonal(-4);
    return a;
  }

  /** 2×2 blocks with eigenvalues −1 ± 5i, and one −1 if n is odd. */
  static Matrix rotations(int n) {
    Matrix a = Matrix.zeros(n, n);
    a.addToDiagonal(-1);
    for (int i = 0; i + 1 < n; i += 2) {
      a.set(i, i + 1, 5);
      a.set(i + 1, i, -5);
    }
    return a;
  }

  /** −1 on the diagonal and ½ above it: one defective eigenvalue. */
  static Matrix chain(int n) {
    Matrix a = Matrix.zeros(n, n);
    a.addToDiagonal(-1);
    for (int i = 0; i + 1 < n; i++) {
      a.set(i, i + 1, 0.5);
    }
    return a;
  }

  /** Minus a path Laplacian, leaking 10⁻³, with an antisymmetric part so that it is not symmetric. */
  static Matrix leaky(int n) {
    Matrix a = minus(pathLaplacian(n));
    a.addToDiagonal(-1e-3);
    for (int i = 0; i + 1 < n; i++) {
      a.add(i, i + 1, 0.5);
      a.add(i + 1, i, -0.5);
    }
    return a;
  }

  static Matrix pathLaplacian(int n) {
    Matrix a = secondDifference(n);
    if (n > 0) {
      a.add(0, 0, -1);
      a.add(n - 1, n - 1, -1);
    }
    return a;
  }

  /** tridiag(−1, 2, −1): determinant n + 1, inverse min(i, j) (n + 1 − max(i, j)) / (n + 1) from 1. */
  static Matrix secondDifference(int n) {
    Matrix a = Matrix.zeros(n, n);
    a.addToDiagonal(2);
    for (int i = 0; i + 1 < n; i++) {
      a.set(i, i + 1, -1);
      a.set(i + 1, i, -1);
    }
    return a;
  }

  /** Ones on the other diagonal: a permutation of sign (−1)^(n(n−1)/2). */
  static Matrix reversal(int n) {
    Matrix a = Matrix.zeros(n, n);
    for (int i = 0; i < n; i++) {
      a.set(i, n - 1 - i, 1);
    }
    return a;
  }

  static Matrix minus(Matrix a) {
    Matrix b = a.copy();
    b.scale(-1);
    return b;
  }

  /** A B by the definition. */
  static Matrix naiveProduct(Matrix a, Matrix b) {
    Matrix c = Matrix.zeros(a.rows(), b.columns());
    for (int j = 0; j < b.columns(); j++) {
      for (int i = 0; i < a.rows(); i++) {
        for (int k = 0; k < a.columns(); k++) {
          c.add(i, j, a.get(i, k) * b.get(k, j));
        }
      }
    }
    return c;
  }

  static Matrix difference(Matrix a, Matrix b) {
    Matrix d = a.copy();
    d.addScaled(-1, b);
    return d;
  }

  static List<Transpose> both() {
    return List.of(Transpose.values());
  }
}
