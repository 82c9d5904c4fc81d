package org.secateur.dynamics;

/** What a simulation of noisy dynamics found. A network whose activity grows is a finding, not an error. */
public sealed interface SimulatedStationarity {

  /** The activity stayed bounded, and this is its covariance over the network's synapses. */
  record Sampled(SampledCovariance covariance) implements SimulatedStationarity {
  }

  /**
   * The activity grows without end.
   *
   * @param growthRate estimate of the rate of growth, for linear dynamics the spectral abscissa, in 1/s; not negative
   * @param time when it was noticed, in s of simulated time; 0 if before the noise was switched on
   */
  record Growing(double growthRate, double time) implements SimulatedStationarity {
  }
}
