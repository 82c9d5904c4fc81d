package org.secateur.dynamics;

import java.util.OptionalDouble;

import org.secateur.network.Require;

/**
 * How far pruning moved the steady state of rectified-linear dynamics.
 *
 * <p>If (1 − ε) M ≼ M′ ≼ (1 + ε) M for symmetric M, then |x′ − x|_M ≤ ε/(1 − ε) |x|_M, even if other neurons are active
 * afterwards: the variational inequalities of x and x′, tested with each other, give (x′ − x)ᵀM′(x′ − x) ≤
 * (x′ − x)ᵀ(M − M′) x.
 *
 * @param energyError |x′ − x|_M / |x|_M with |x|²_M = xᵀM x; 0 if x′ = x
 * @param bound ε/(1 − ε); empty for ε ≥ 1, about which nothing is promised, and for a directed network
 * @param relativeError |x′ − x|₂ / |x|₂
 * @param jaccard neurons active in both over neurons active in either; 1 if all are silent
 * @param active neurons active originally
 * @param prunedActive neurons active after pruning
 */
public record RectifiedComparison(double energyError, OptionalDouble bound, double relativeError,
    double jaccard,
    int active, int prunedActive) {

  /** What rounding may add to an error that the bound does not know of. */
  public static final double ROUNDING = 1e-9;

  /**
   * Compares two steady states under the same input.
   *
   * @param original drift of the network before pruning
   * @param before its steady state x
   * @param after the pruned network's steady state x′
   * @param epsilon ε of the sandwich between the two networks, at least 0
   * @throws IllegalArgumentException if sizes differ, or everything was silent before and is not afterwards
   */
  public static RectifiedComparison of(Drift original, RectifiedSteadyState.Steady before,
      RectifiedSteadyState.Steady after, double epsilon) {
    int n = original.size();
    Require.length(before.neurons(), n, "steady state before");
    Require.length(after.neurons(), n, "steady state after");
    Require.within(epsilon, 0, Double.MAX_VALUE, "epsilon");
    double[] x = before.rates();
    double[] change = new double[n];
    int both = 0;
    int either = 0;
    for (int i = 0; i < n; i++) {
      change[i] = after.rate(i) - x[i];
      both += x[i] > 0 && after.rate(i) > 0 ? 1 : 0;
      either += x[i] > 0 || after.rate(i) > 0 ? 1 : 0;
    }
    if (before.active() == 0 && either > 0) {
      throw new IllegalArgumentException(
          "an error relative to the steady state before needs one active neuron");
    }
    boolean bounded = original.isSymmetric() && epsilon < 1;
    return new RectifiedComparison(ratio(energy(original, change), energy(original, x)),
        bounded ? OptionalDouble.of(epsilon / (1 - epsilon)) : OptionalDouble.empty(),
        ratio(Norms.dot(change, change), Norms.dot(x, x)), either == 0 ? 1 : (double) both / either,
        before.active(),
        after.active());
  }

  /** Whether the error is within the bound, to {@link #ROUNDING}; true if there is none. */
  public boolean withinBound() {
    return bound.isEmpty() || energyError <= bound.getAsDouble() + ROUNDING;
  }

  private static double energy(Drift drift, double[] x) {
    double[] y = new double[x.length];
    drift.restore(x, y);
    return Math.max(0, Norms.dot(x, y));
  }

  private static double ratio(double part, double whole) {
    return part == 0 ? 0 : Math.sqrt(part / whole);
  }
}
