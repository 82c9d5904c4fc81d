package org.secateur.certify;

import java.util.List;

import org.secateur.random.Seed;

/**
 * How far trajectories part.
 *
 * @param seed draws the one random unit vector x₀ they start from
 * @param errorByTime exact relaxation without noise: |x'(t) − x(t)| / |x(t)|
 */
public record TrajectoryFacts(Seed seed, List<ErrorAt> errorByTime) {

  /** Copies the list. */
  public TrajectoryFacts {
    errorByTime = List.copyOf(errorByTime);
  }

  /**
   * An error at a time.
   *
   * @param time in s
   * @param relativeError dimensionless
   */
  public record ErrorAt(double time, double relativeError) {
  }
}
