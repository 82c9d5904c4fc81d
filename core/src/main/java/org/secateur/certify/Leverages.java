package org.secateur.certify;

import org.secateur.network.Require;

/**
 * The leverages τ_e of a network's edges as the judge has them: exact, or bounds from above that hold for all edges at once
 * with a stated probability. Immutable.
 */
final class Leverages {
  private final double[] upper; // (edges)
  private final double sum;
  private final double sumRuleError;
  private final double tolerance;
  private final double confidence;

  /**
   * Takes the array over.
   *
   * @param upper (edges) no leverage is larger than this, all at once with probability {@code confidence}
   * @param sum Σ τ_e plus the leverage of the slack, exact or estimated
   * @param sumRuleError how far that is from N less the free modes, relative
   * @param tolerance how far it may be: rounding, or some standard errors of the estimate
   * @param confidence in [0, 1]; 1 if exact
   */
  Leverages(double[] upper, double sum, double sumRuleError, double tolerance, double confidence) {
    this.upper = upper;
    this.sum = sum;
    this.sumRuleError = sumRuleError;
    this.tolerance = tolerance;
    this.confidence = Require.within(confidence, 0, 1, "confidence");
  }

  /** No smaller than τ_e, but for the lack of confidence. */
  double upper(int e) {
    return upper[e];
  }

  double sum() {
    return sum;
  }

  double sumRuleError() {
    return sumRuleError;
  }

  /** Whether the sum is what it must be. */
  boolean sumRuleHolds() {
    return sumRuleError <= tolerance;
  }

  double confidence() {
    return confidence;
  }
}
