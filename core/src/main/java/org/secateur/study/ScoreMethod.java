package org.secateur.study;

/** How scores were in fact found, once a route has made up its mind. */
public enum ScoreMethod {
  /** The rule asks for no activity. */
  NONE,
  /** Dense Cholesky and inverse, or Schur form and Sylvester equation. */
  DENSE,
  /** Sparse Cholesky and selected inversion. */
  SPARSE,
  /** Solved noise snapshots with a control variate. */
  SKETCH,
  /** Noise stepped in time. */
  SIMULATION,
  /** Recorded activity. */
  RECORDING
}
