package org.secateur.linalg;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;

/** Factors held as LAPACK leaves them. */
final class OpenBlasLu implements Lu {
  private final Lapack lapack;
  private final Matrix factors; // n×n: U on and above the diagonal, L below it, its unit diagonal left out
  private final MemorySegment pivots; // (n) ints: row k was exchanged with row pivots[k] − 1

  OpenBlasLu(Lapack lapack, Matrix factors, MemorySegment pivots) {
    this.lapack = lapack;
    this.factors = factors;
    this.pivots = pivots;
  }

  @Override
  public int size() {
    return factors.rows();
  }

  @Override
  public Matrix solve(Matrix b) {
    Check.shape(b, size(), b.columns(), "b");
    Matrix x = b.copy();
    if (x.rows() > 0 && x.columns() > 0) {
      lapack.getrs(factors, pivots, x);
    }
    return x;
  }

  @Override
  public Matrix inverse() {
    Matrix x = factors.copy();
    if (x.rows() > 0) {
      Check.converged(lapack.getri(x, pivots), "the inverse");
    }
    return x;
  }

  @Override
  public double logAbsDeterminant() {
    double sum = 0;
    for (int k = 0; k < size(); k++) {
      sum += Math.log(Math.abs(factors.get(k, k)));
    }
    return sum;
  }

  @Override
  public int determinantSign() {
    int sign = 1;
    for (int k = 0; k < size(); k++) {
      boolean exchanged = pivots.getAtIndex(JAVA_INT, k) != k + 1;
      sign *= exchanged == factors.get(k, k) < 0 ? 1 : -1;
    }
    return sign;
  }
}
