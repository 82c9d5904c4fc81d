package org.secateur.certify;

/** How much to measure. */
public enum Level {
  /** Assumptions, worst direction, slow modes, stability, structure. */
  QUICK,
  /** Also the whole spectrum, trajectories, covariance and transients. */
  FULL
}
