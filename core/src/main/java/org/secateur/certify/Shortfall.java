package org.secateur.certify;

/** Why the sampling theorem guarantees nothing about a pair. */
public sealed interface Shortfall {

  /** A network is directed; the theorem is about symmetric ones. */
  record NotSymmetric(boolean originalIsSymmetric, boolean prunedIsSymmetric) implements Shortfall {
  }

  /**
   * A neuron of the original receives more than its leak restores.
   *
   * @param neuron the one that lacks most
   * @param slack M_ii − Σ_j |w_ij| of that neuron, in 1/s, negative
   */
  record NotDominant(int neuron, double slack) implements Shortfall {
  }

  /** There are more neurons than leverages can be recomputed for in a quick certificate. */
  record TooLarge(int neurons, int limit) implements Shortfall {
  }

  /** The networks lie on a cluster, where no leverages are recomputed. */
  record OnACluster() implements Shortfall {
  }

  /** Nobody said with which probability the edges were drawn. */
  record NoSamplingRecord() implements Shortfall {
  }

  /** The edges were not drawn independently of each other. */
  record DrawsNotIndependent() implements Shortfall {
  }

  /** The budget was searched for with the very draws it is about, so that they are no longer chance. */
  record BudgetSearched() implements Shortfall {
  }

  /** The pruned network has a synapse that the original lacks, from {@code pre} to {@code post}. */
  record ForeignSynapse(int post, int pre) implements Shortfall {
  }

  /**
   * A weight is neither 0 nor w/p.
   *
   * @param expected w/p, in 1/s
   * @param actual the pruned network's weight, in 1/s
   */
  record WeightNotRescaled(int post, int pre, double expected, double actual) implements Shortfall {
  }

  /** An edge is kept although, or removed although, the recorded draw says otherwise. */
  record DrawNotReproduced(int post, int pre) implements Shortfall {
  }

  /**
   * A neuron's slack changed: its leak does not make up for the weights it lost or gained.
   *
   * @param neuron the one off most
   * @param difference slack' − slack, in 1/s
   */
  record DiagonalNotMatched(int neuron, double difference) implements Shortfall {
  }

  /**
   * The leverages could not be computed reliably.
   *
   * @param sumRuleError how far their sum is from N less the free modes, relative; infinite if there are none
   */
  record NoLeverages(double sumRuleError) implements Shortfall {
  }

  /**
   * The budget is below what the theorem asks for at any ε < 1.
   *
   * @param kappa largest κ with p_e ≥ min(1, κ τ_e) for every edge
   * @param epsilon √(4 ln N / κ), 1 or more; infinite if an edge was kept with probability 0
   */
  record BudgetTooLow(double kappa, double epsilon) implements Shortfall {
  }

  /**
   * There are so few neurons that the theorem's failure probability is not below 1.
   *
   * @param failureProbability N^(−1/3) + N⁻¹
   */
  record TooFewNeurons(int neurons, double failureProbability) implements Shortfall {
  }

  /**
   * The theorem's premises hold, but this draw is one of the few outside its ε: the measured worst direction says so.
   *
   * @param worstError |ratio − 1| that the brackets leave possible
   */
  record OutsideEpsilon(double epsilon, double worstError) implements Shortfall {
  }

  /** The record names another number of edges than the original has. */
  record RecordOfOtherEdges(int recorded, int edges) implements Shortfall {
  }
}
