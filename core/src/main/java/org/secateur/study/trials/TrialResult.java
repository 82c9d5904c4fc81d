package org.secateur.study.trials;

/**
 * A trial and what came of it.
 *
 * @param seconds it took, preparation of its subject not included
 */
public record TrialResult(Trial trial, Outcome outcome, double seconds) {

  /** The value of this name; NaN if there is none. */
  public double value(String name) {
    return outcome instanceof Outcome.Measured m ? m.values().getOrDefault(name, Double.NaN) : Double.NaN;
  }
}
