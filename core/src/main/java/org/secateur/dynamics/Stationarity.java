package org.secateur.dynamics;

/** What the noisy linear dynamics settle to. An unstable network is a finding, not an error. */
public sealed interface Stationarity {

  /**
   * The rates settle to a Gaussian.
   *
   * @param covariance C, in Hz²; along free modes its pseudo-inverse, which leaves every difference right
   * @param residual ‖AC + CAᵀ + σ²I‖ / ‖σ²I‖ in the Frobenius norm, off the free modes, dimensionless
   * @param freeModes how many modes have no restoring force at all: one for every component without slack whose
   *     signs can be gauged away, such as a graph Laplacian's constant
   */
  record Stationary(Covariance covariance, double residual, int freeModes) implements Stationarity {
  }

  /**
   * They do not settle.
   *
   * @param spectralAbscissa largest real part of the drift's eigenvalues, in 1/s; never negative
   */
  record Unstable(double spectralAbscissa) implements Stationarity {
  }
}
