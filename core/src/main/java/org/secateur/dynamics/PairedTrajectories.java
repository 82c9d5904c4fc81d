package org.secateur.dynamics;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How far two networks' activities are apart under the same noise, start and input.
 *
 * @param points in ascending order of time; immutable
 * @param trials repetitions the points are over
 * @param requestedTrials those asked for; more than {@code trials} if the budget did not allow them
 * @param horizon time simulated, in s
 * @param requestedHorizon time asked for; more than {@code horizon} if the budget did not allow it even with the fewest
 *     trials
 * @param step Euler's step, in s
 * @param multiplyAdds work done, of the budget
 * @param grownAfter first time at which an activity was beyond all bounds, in s; there are no points from then on
 */
public record PairedTrajectories(List<Point> points, int trials, int requestedTrials, double horizon,
    double requestedHorizon, double step, long multiplyAdds, OptionalDouble grownAfter) {

  /**
   * The distance at one time.
   *
   * @param time in s, a whole number of steps
   * @param relativeError mean over the trials of |x − x′|₂ / |x|₂
   * @param standardDeviation over the trials; 0 for a single one
   */
  public record Point(double time, double relativeError, double standardDeviation) {
  }

  public PairedTrajectories {
    points = List.copyOf(points);
  }

  /** Whether the budget allowed less than was asked for. */
  public boolean reduced() {
    return trials < requestedTrials || horizon < requestedHorizon;
  }
}
