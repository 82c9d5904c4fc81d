package org.secateur.linalg;

import org.ejml.dense.row.decomposition.lu.LUDecompositionAlt_DDRM;

/** Factors held as EJML leaves them. */
final class EjmlLu implements Lu {
  private final int n;
  private final LUDecompositionAlt_DDRM lu; // unused if n is 0

  EjmlLu(int n, LUDecompositionAlt_DDRM lu) {
    this.n = n;
    this.lu = lu;
  }

  @Override
  public int size() {
    return n;
  }

  @Override
  public Matrix solve(Matrix b) {
    Check.shape(b, n, b.columns(), "b");
    Matrix x = Matrix.zeros(n, b.columns());
    double[] from = new double[n];
    double[] to = new double[n];
    for (int j = 0; n > 0 && j < b.columns(); j++) {
      b.copyColumn(j, from);
      for (int i = 0; i < n; i++) {
        to[i] = from[lu.getPivot()[i]];
      }
      EjmlLoops.solveLu(n, lu.getLU().data, to);
      x.setColumn(j, to);
    }
    return x;
  }

  @Override
  public Matrix inverse() {
    return solve(Matrix.identity(n));
  }

  @Override
  public double logAbsDeterminant() {
    double sum = 0;
    for (int k = 0; k < n; k++) {
      sum += Math.log(Math.abs(lu.getLU().get(k, k)));
    }
    return sum;
  }

  @Override
  public int determinantSign() {
    return n == 0 || lu.computeDeterminant().real > 0 ? 1 : -1;
  }
}
