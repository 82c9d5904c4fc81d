package org.secateur.sparse;

/**
 * Solves M x = b for one symmetric positive (semi-)definite M, set up once and used many times. Immutable after set-up,
 * so that several threads may solve at once.
 */
public interface SparseSolver {

  /** Rows and columns of M. */
  int size();

  /**
   * Solves for one right-hand side. Where M is singular, b is taken to be orthogonal to its null space and so is x.
   *
   * @param b (n); not modified
   * @param x (n); overwritten; not b
   */
  SolveFacts solve(double[] b, double[] x);
}
