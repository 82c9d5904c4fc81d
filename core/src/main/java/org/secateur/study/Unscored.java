package org.secateur.study;

/** Why a network could not be scored. */
public sealed interface Unscored extends Scoring {

  /**
   * It is unstable: noise makes its activity grow, and there is no covariance.
   *
   * @param spectralAbscissa in 1/s
   */
  record Unstable(double spectralAbscissa) implements Unscored {
  }

  /**
   * A sketch takes the noise apart into that of synapses and slacks, and some neuron's slack is negative.
   *
   * @param neuron the one with the least slack
   * @param slack M_ii − Σ|w|, in 1/s
   */
  record NotDominant(int neuron, double slack) implements Unscored {
  }

  /**
   * The solver did not come to an end within its limit.
   *
   * @param solver its name
   * @param iterations it made
   * @param residual ‖b − M x‖ / ‖b‖ it reached
   */
  record Unconverged(String solver, int iterations, double residual) implements Unscored {
  }
}
