package org.secateur.boltzmann.fisher;

import org.secateur.network.Require;

/** Fisher information of one weight w between units v and h from what its two ends know. */
public final class LocalInformation {
  /** Rates are kept this far from 0 and 1 before their logit is taken. */
  public static final double CLIP = 1e-7;

  private LocalInformation() {
  }

  /**
   * Var(v h) = p (1 − p) with p = ⟨v h⟩; from n samples n/(n − 1) p (1 − p), the unbiased estimate.
   *
   * @param together ⟨v h⟩
   * @param count number of samples, more than 1; infinite if exact
   */
  public static double variance(double together, double count) {
    double p = Require.within(together, 0, 1, "together");
    double f = p * (1 - p);
    return count < Double.POSITIVE_INFINITY ? f * count / (count - 1) : f;
  }

  /** The standard error of {@link #variance}: by the delta method to second order in independent samples. 0 if exact. */
  public static double varianceError(double together, double count) {
    if (count == Double.POSITIVE_INFINITY) {
      return 0;
    }
    double f = together * (1 - together);
    double slope = 1 - 2 * together;
    return Math.sqrt(slope * slope * f / count + 2 * f * f / (count * count));
  }

  /**
   * p̂ = ⟨h⟩ σ(logit⟨v⟩ + w (1 − ⟨h⟩)): how often both are on by mean field, where h being on raises its contribution to v's
   * input from w⟨h⟩ to w. Scholl, Rule and Hennig (2021).
   */
  public static double heuristicTogether(double weight, double lowerRate, double upperRate) {
    double v = Math.clamp(lowerRate, CLIP, 1 - CLIP);
    double h = Math.clamp(upperRate, CLIP, 1 - CLIP);
    return h / (1 + Math.exp(-(Math.log(v / (1 - v)) + weight * (1 - h))));
  }

  /** p̂ (1 − p̂), the authors' heuristic information. */
  public static double heuristic(double weight, double lowerRate, double upperRate) {
    double p = heuristicTogether(weight, lowerRate, upperRate);
    return p * (1 - p);
  }

  /**
   * KL(P ‖ P without the weight) = w p + ln(1 − p + p e^−w), in nats: what the joint distribution loses, exactly. Its expansion
   * is w² p (1 − p) / 2. Never negative.
   *
   * @param together p = ⟨v h⟩ in [0, 1]
   */
  public static double deletionCost(double weight, double together) {
    double p = Require.within(together, 0, 1, "together");
    double cost;
    if (weight > -1) {
      cost = weight * p + Math.log1p(p * Math.expm1(-weight));
    } else {
      cost = weight * p - weight + Math.log((1 - p) * Math.exp(weight) + p);
    }
    return Math.max(0, cost);
  }
}
