package org.secateur.boltzmann.prune;

import java.util.Arrays;
import org.secateur.boltzmann.Machine;
import org.secateur.network.Require;

/** A score for each synapse, on its criterion's own scale: the lowest goes first. Immutable. */
public final class Scores {
  private final double[][] values; // (layers − 1)(synapses), in the order of the mask's positions

  private Scores(double[][] values) {
    this.values = values;
  }

  /** A score from a pair of layers, a position of its mask and the number of the synapse there. */
  interface Rule {
    double score(int l, int position, int number);
  }

  static Scores of(Machine machine, Rule rule) {
    double[][] values = new double[machine.layers() - 1][];
    for (int l = 0; l < values.length; l++) {
      int[] positions = machine.mask(l).positions();
      values[l] = new double[positions.length];
      for (int k = 0; k < positions.length; k++) {
        values[l][k] = rule.score(l, positions[k], k);
      }
    }
    return new Scores(values);
  }

  /**
   * Scores from elsewhere, copied.
   *
   * @param values (layers − 1)(synapses), in the order of the mask's positions; none NaN
   */
  public static Scores of(Machine machine, double[][] values) {
    Require.length(values.length, machine.layers() - 1, "values");
    for (int l = 0; l < values.length; l++) {
      Require.length(values[l].length, machine.mask(l).synapses(), "scores above layer " + l);
      if (Arrays.stream(values[l]).anyMatch(Double::isNaN)) {
        throw new IllegalArgumentException("a score above layer " + l + " is NaN");
      }
    }
    return new Scores(Arrays.stream(values).map(double[]::clone).toArray(double[][]::new));
  }

  /** Number of pairs of layers. */
  public int pairs() {
    return values.length;
  }

  /** The scores between layer l and l + 1, in the order of the mask's positions, as a new array. */
  public double[] values(int l) {
    return values[l].clone();
  }
}
