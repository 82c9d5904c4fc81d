package org.secateur.dynamics;

import org.secateur.network.Require;

/**
 * How much a sampled covariance rests on.
 *
 * @param method where the samples come from
 * @param samples moments looked at, over all trials
 * @param batches stretches whose scatter gives the standard errors
 * @param combinations pairs and neurons whose variance is known
 * @param effectiveSamples median over the pairs of 2 D²/(standard error)²: as many independent snapshots of a Gaussian
 *     would give the same error; 0 where there is no pair
 */
public record SamplingFacts(Method method, long samples, int batches, long combinations,
    double effectiveSamples) {

  /** Where samples come from. */
  public enum Method {
    /** Euler–Maruyama simulation of the linear dynamics; the mean is known to be zero. */
    LINEAR_SIMULATION,
    /** Euler–Maruyama simulation of the rectified-linear dynamics; the mean is estimated. */
    RECTIFIED_SIMULATION,
    /** Activity the user recorded; the mean is estimated. */
    RECORDING
  }

  /** The failure probability δ of {@link #tooFew()}. */
  public static final double DEFAULT_FAILURE = 0.01;

  /**
   * The independent snapshots that estimate all variances to a factor of two at once: 16 ln(m/δ) for m of them.
   *
   * <p>P[D̂ ≤ D/2] ≤ exp(−n/16) for one of them with n snapshots of a Gaussian, from the χ² law, and a union bound.
   *
   * @param failure δ in (0, 1), the probability that one of them comes out below half its value
   */
  public double snapshotsNeeded(double failure) {
    Require.positive(failure, "failure");
    Require.within(failure, 0, 1, "failure");
    return 16 * Math.log(Math.max(1, combinations) / failure);
  }

  /** Whether there are fewer effective samples than {@link #snapshotsNeeded} at {@link #DEFAULT_FAILURE}. */
  public boolean tooFew() {
    return effectiveSamples < snapshotsNeeded(DEFAULT_FAILURE);
  }
}
