package org.secateur.rnn.mask;

import java.util.Set;

/** How much each synapse is worth keeping: never negative, on the score's own scale. Open: a laboratory adds its own. */
public interface SynapseScore {

  /** The score's name on the command line and in files. */
  String name();

  /** What it must be told beside the weights. */
  default Set<Need> needs() {
    return Set.of();
  }

  /** How far a synapse must look to know its own score. */
  Locality locality();

  /**
   * The scores of all synapses.
   *
   * @return a new array (rows · columns), row after row, 0 where there is no synapse
   * @throws IllegalArgumentException if the evidence lacks something of {@link #needs}
   */
  double[] scores(Evidence evidence);

  /** A score that is a formula of a synapse and its two neurons. */
  @FunctionalInterface
  interface Formula {
    double of(int row, int post, int pre, double weight);
  }

  /** The array of scores of a formula. */
  static double[] each(Weights weights, Formula formula) {
    int columns = weights.columns();
    double[] score = new double[weights.rows() * columns];
    for (int i = 0; i < weights.rows(); i++) {
      int post = weights.neuron(i);
      for (int j = 0; j < columns; j++) {
        if (weights.isSynapse(i, j)) {
          score[i * columns + j] = formula.of(i, post, j, weights.get(i, j));
        }
      }
    }
    return score;
  }
}
