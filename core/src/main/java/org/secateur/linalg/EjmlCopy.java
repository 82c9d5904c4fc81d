package org.secateur.linalg;

import org.ejml.data.DMatrixRMaj;

/** Between {@link Matrix} and the row-major heap matrices of EJML. */
final class EjmlCopy {
  private EjmlCopy() {
  }

  static DMatrixRMaj of(Matrix a) {
    return DMatrixRMaj.wrap(a.rows(), a.columns(), a.toRowMajor());
  }

  static Matrix of(DMatrixRMaj a) {
    return Matrix.fromRowMajor(a.numRows, a.numCols, java.util.Arrays.copyOf(a.data, a.getNumElements()));
  }
}
