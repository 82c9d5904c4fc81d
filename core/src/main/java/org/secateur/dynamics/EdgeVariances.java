package org.secateur.dynamics;

/** Var(x_i − sgn(w) x_j) over the edges of one network, by the number of the edge: what a covariance knows, in order. */
public interface EdgeVariances {

  /** Var(x_i − sgn(w) x_j) over edge e, in Hz². */
  double difference(int e);

  /** The standard error of {@link #difference}, in Hz²; 0 where it is exact. */
  double standardError(int e);
}
