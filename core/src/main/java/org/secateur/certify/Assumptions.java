package org.secateur.certify;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the sampling theorem asks for, and whether the pair has it.
 *
 * @param symmetric whether both networks are symmetric
 * @param diagonallyDominant whether no neuron of the original receives more than its leak restores
 * @param smallestSlack the smallest M_ii − Σ_j |w_ij| of the original, in 1/s; empty without neurons
 * @param leak the leak, if it is the same for all neurons, in 1/s
 * @param theoremApplies whether the theorem is about such a network at all: symmetric and dominant
 * @param theorem the guarantee, if there is one
 * @param whyNull what is lacking for a guarantee; empty if there is one
 */
public record Assumptions(boolean symmetric, boolean diagonallyDominant, OptionalDouble smallestSlack,
    OptionalDouble leak, boolean theoremApplies, Optional<Guarantee> theorem, List<Shortfall> whyNull) {

  /** Copies the list. */
  public Assumptions {
    whyNull = List.copyOf(whyNull);
  }

  /** The ε of the guarantee, if there is one. */
  public OptionalDouble theoremEpsilon() {
    return theorem.isPresent() ? OptionalDouble.of(theorem.get().epsilon()) : OptionalDouble.empty();
  }

  /**
   * With the stated probability over the draws, (1 − ε) M ≼ M' ≼ (1 + ε) M: matrix Chernoff (Tropp, Foundations of
   * Computational Mathematics 2012), for κ = 4 ln N / ε².
   *
   * @param epsilon √(4 ln N / κ), below 1
   * @param failureProbability N^(−1/3) + N⁻¹ at most, and 1 − {@code confidence} besides
   * @param kappa largest κ with p_e ≥ min(1, κ τ_e) for every edge, at the leverages τ the judge computed, or at bounds no
   *     lower than they; infinite if every edge was kept for certain
   * @param leverageSum Σ τ_e plus the leverage of the slack: N less the free modes, by the sum rule
   * @param sumRuleError how far it is from that, relative: the check on the leverages
   * @param confidence the probability, over the judge's own draws, that no leverage is larger than its bound: 1 if they
   *     are exact
   */
  public record Guarantee(double epsilon, double failureProbability, double kappa, double leverageSum,
      double sumRuleError, double confidence) {
  }
}
