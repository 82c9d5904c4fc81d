package org.secateur.study;

/**
 * What work will take, from sizes alone, on one of today's processor cores. Right to a factor of two or so.
 *
 * @param bytes most memory in use at once
 * @param seconds of one core
 */
public record Forecast(double bytes, double seconds) {
  /** Nothing worth mentioning. */
  public static final Forecast NONE = new Forecast(0, 0);

  /** One after the other: the larger memory, both times. */
  public Forecast then(Forecast next) {
    return new Forecast(Math.max(bytes, next.bytes), seconds + next.seconds);
  }

  /** The same beside memory that is held all along. */
  public Forecast beside(double held) {
    return new Forecast(bytes + held, seconds);
  }
}
