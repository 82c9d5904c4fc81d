package org.secateur.spectral;

import java.util.ArrayList;
import java.util.List;

import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Matrix;
import org.secateur.linalg.SymmetricEigen;

/** An orthonormal basis Q, its image M Q and what Rayleigh and Ritz make of it: the smallest eigenvalues. Mutable. */
final class Subspace {
  private final SymmetricOperator m;
  private final GaugeModes off;
  private final List<double[]> basis = new ArrayList<>();
  private final List<double[]> image = new ArrayList<>();
  private double[] value = new double[0];

  /** The span of vectors off some eigenvectors of M. */
  Subspace(SymmetricOperator m, GaugeModes off, List<double[]> vectors) {
    this.m = m;
    this.off = off;
    extend(vectors);
  }

  /** Takes in what vectors add to the span. */
  void extend(List<double[]> vectors) {
    for (double[] v : vectors) {
      double[] x = v.clone();
      double norm = LongVectors.norm(x);
      if (!(norm > 0) || basis.size() + off.count() >= x.length) {
        continue;
      }
      LongVectors.scale(1 / norm, x);
      if (orthogonalized(x)) {
        basis.add(x);
      }
    }
    image.addAll(m.images(basis.subList(image.size(), basis.size())));
  }

  private boolean orthogonalized(double[] x) {
    for (int pass = 0; pass < 3; pass++) {
      double[] along = LongVectors.products(basis, x);
      for (int j = 0; j < along.length; j++) {
        along[j] = -along[j];
      }
      LongVectors.addAll(along, basis, x);
      off.remove(x);
      double norm = LongVectors.norm(x);
      if (!(norm > 1e-10)) {
        return false;
      }
      LongVectors.scale(1 / norm, x);
      if (norm > 0.5) {
        return true;
      }
    }
    return true;
  }

  /** Replaces the basis by the Ritz vectors of the smallest values. */
  void best(int count) {
    int k = basis.size();
    double[][] products = LongVectors.products(basis, image);
    Matrix h = Matrix.zeros(k, k);
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        h.set(i, j, products[i][j]);
      }
    }
    h.symmetrize();
    SymmetricEigen ritz = DenseAlgebra.best().symmetricEigen(h);
    int keep = Math.min(count, k);
    value = new double[keep];
    double[][] factor = new double[keep][];
    for (int i = 0; i < keep; i++) {
      value[i] = ritz.value(i);
      factor[i] = ritz.vectors().column(i);
    }
    LongVectors.rotate(factor, basis);
    LongVectors.rotate(factor, image);
    basis.subList(keep, k).clear();
    image.subList(keep, k).clear();
  }

  /** How many Ritz pairs there are. */
  int size() {
    return value.length;
  }

  /** Ritz value k, ascending. */
  double value(int k) {
    return value[k];
  }

  /** M x − λ x of Ritz pair k: a new array. */
  double[] residual(int k) {
    double[] r = image.get(k).clone();
    LongVectors.add(-value[k], basis.get(k), r);
    return r;
  }

  /** The first Ritz vectors. */
  List<double[]> vectors(int count) {
    return List.copyOf(basis.subList(0, count));
  }
}
