package org.secateur.study.trials;

/**
 * An expectation and what was found.
 *
 * @param status whether it was met
 * @param found the quantity; NaN if it was not measured
 * @param words what was compared with what
 */
public record Verdict(Expectation expectation, Status status, double found, String words) {

  /** Whether it was met. */
  public enum Status {
    /** It was. */
    MET,
    /** It was not. */
    MISSED,
    /** Chance cannot be told from a difference with so few seeds; the numbers themselves agree with it. */
    TOO_FEW_SEEDS,
    /** Not among the settings of this run. */
    NOT_RUN
  }
}
