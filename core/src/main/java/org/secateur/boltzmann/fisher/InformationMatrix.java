package org.secateur.boltzmann.fisher;

import java.util.Arrays;
import org.secateur.boltzmann.Enumeration;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Samples;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Matrix;
import org.secateur.network.Require;

/**
 * The Fisher information matrix of a small machine: the covariance of its sufficient statistics, units and synapses.
 * Parameters are the biases of each layer, then the weights of each pair of layers, synapses alone, row after row.
 */
public final class InformationMatrix {
  /** The most parameters: a matrix of doubles of 800 MB. */
  public static final int MOST_PARAMETERS = 10_000;

  private final Machine machine;
  private final Matrix matrix;

  InformationMatrix(Machine machine, Matrix matrix) {
    this.machine = machine;
    this.matrix = matrix;
  }

  /** Of the joint distribution of all units, exactly. Time O(states · parameters²). */
  public static InformationMatrix exact(Enumeration enumeration) {
    return ExactInformation.of(enumeration, true);
  }

  /**
   * Of the visible distribution alone, exactly: the covariance of the conditional means given the visible units, never more
   * than the joint information.
   *
   * @param machine of two layers, with at most {@value Enumeration#MOST_TABULATED} visible units
   */
  public static InformationMatrix marginal(Machine machine) {
    return ExactInformation.of(Enumeration.overVisible(machine), false);
  }

  /** Of the joint distribution, estimated from independent samples, unbiased. Time O(samples · parameters²). */
  public static InformationMatrix sampled(Machine machine, Samples samples) {
    return SampledInformation.of(machine, samples);
  }

  static int parameters(Machine machine) {
    long parameters = machine.parameters();
    if (parameters > MOST_PARAMETERS) {
      throw new IllegalArgumentException(
          "the information matrix of " + parameters + " parameters is too large, the most is "
              + MOST_PARAMETERS + "; use the diagonal");
    }
    return (int) parameters;
  }

  /** Number of parameters. */
  public int size() {
    return matrix.rows();
  }

  /** The entry of two parameters. */
  public double get(int a, int b) {
    return matrix.get(a, b);
  }

  /** The parameter number of a unit's bias. */
  public int ofBias(int layer, int unit) {
    int at = 0;
    for (int l = 0; l < layer; l++) {
      at += machine.units(l);
    }
    return at + Require.index(unit, machine.units(layer), "unit");
  }

  /** The parameter number of the first synapse between layer l and l + 1; the others follow as the mask has them. */
  public int ofFirstWeight(int l) {
    int at = machine.totalUnits();
    for (int k = 0; k < l; k++) {
      at += machine.mask(k).synapses();
    }
    return at;
  }

  /** The diagonal, as a new array. */
  public double[] diagonal() {
    double[] diagonal = new double[size()];
    Arrays.setAll(diagonal, k -> matrix.get(k, k));
    return diagonal;
  }

  /** The eigenvalues, largest first. Time O(parameters³). */
  public double[] eigenvalues() {
    double[] ascending = DenseAlgebra.best().symmetricEigenvalues(matrix);
    double[] values = new double[ascending.length];
    Arrays.setAll(values, k -> ascending[ascending.length - 1 - k]);
    return values;
  }

  /** The absolute entries of the eigenvector of the largest eigenvalue: its sign is arbitrary. */
  public double[] leadingDirection() {
    double[] vector = DenseAlgebra.best().symmetricEigen(matrix, size() - 1, 1).vectors().column(0);
    for (int k = 0; k < vector.length; k++) {
      vector[k] = Math.abs(vector[k]);
    }
    return vector;
  }

  /** ‖this − other‖ / ‖other‖ in the Frobenius norm. */
  public double relativeError(InformationMatrix other) {
    Require.length(size(), other.size(), "this matrix");
    double difference = 0;
    double norm = 0;
    for (int a = 0; a < size(); a++) {
      for (int b = 0; b < size(); b++) {
        double d = get(a, b) - other.get(a, b);
        difference += d * d;
        norm += other.get(a, b) * other.get(a, b);
      }
    }
    return Math.sqrt(difference / norm);
  }
}
