package org.secateur.boltzmann.fisher;

import java.util.Arrays;
import org.secateur.boltzmann.Enumeration;
import org.secateur.boltzmann.Machine;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Matrix;
import org.secateur.linalg.Transpose;

/**
 * The covariance of the statistics s as Cov E[s | e] + E Cov[s | e], e the enumerated side: given e the summed units are
 * independent, so the second part couples only parameters of one summed unit. Mutable work.
 */
final class ExactInformation {
  private static final int STATES = 256;

  private final Enumeration enumeration;
  private final Machine machine;
  private final boolean joint;
  private final int parameters;
  private final int[][] bias; // (layers)(units) parameter numbers
  private final double[] mean;
  private final Matrix sum;
  private final Matrix states; // (parameters, STATES) √P · E[s | e]
  private int held;

  private ExactInformation(Enumeration enumeration, boolean joint) {
    this.enumeration = enumeration;
    this.machine = enumeration.machine();
    this.joint = joint;
    this.parameters = InformationMatrix.parameters(machine);
    this.bias = new int[machine.layers()][];
    int at = 0;
    for (int l = 0; l < bias.length; l++) {
      bias[l] = new int[machine.units(l)];
      for (int i = 0; i < bias[l].length; i++) {
        bias[l][i] = at++;
      }
    }
    this.mean = new double[parameters];
    this.sum = Matrix.zeros(parameters, parameters);
    this.states = Matrix.zeros(parameters, STATES);
  }

  static InformationMatrix of(Enumeration enumeration, boolean joint) {
    ExactInformation work = new ExactInformation(enumeration, joint);
    int[][] positions = new int[work.machine.layers() - 1][];
    Arrays.setAll(positions, l -> work.machine.mask(l).positions());
    enumeration.forEachState((probability, layers) -> work.add(probability, layers, positions));
    work.flush();
    for (int a = 0; a < work.parameters; a++) {
      for (int b = 0; b < work.parameters; b++) {
        work.sum.add(a, b, -work.mean[a] * work.mean[b]);
      }
    }
    return new InformationMatrix(work.machine, work.sum);
  }

  private void add(double probability, double[][] layers, int[][] positions) {
    double root = Math.sqrt(probability);
    int at = 0;
    for (double[] layer : layers) {
      for (double x : layer) {
        put(at++, x, probability, root);
      }
    }
    for (int l = 0; l < positions.length; l++) {
      int upper = layers[l + 1].length;
      for (int position : positions[l]) {
        put(at++, layers[l][position / upper] * layers[l + 1][position % upper], probability, root);
      }
    }
    if (joint) {
      addSpread(probability, layers, positions);
    }
    held++;
    if (held == STATES) {
      flush();
    }
  }

  private void put(int parameter, double value, double probability, double root) {
    mean[parameter] += probability * value;
    states.set(parameter, held, root * value);
  }

  private void flush() {
    for (int k = held; k < STATES; k++) {
      for (int a = 0; a < parameters; a++) {
        states.set(a, k, 0);
      }
    }
    DenseAlgebra.best().gemm(Transpose.NO, Transpose.YES, 1, states, states, 1, sum);
    held = 0;
  }

  /** P · m (1 − m) between all parameters of each summed unit that this state switches on. */
  private void addSpread(double probability, double[][] layers, int[][] positions) {
    int[][][] on = new int[layers.length][][];
    int[][] count = new int[layers.length][];
    for (int l = 0; l < layers.length; l++) {
      count[l] = new int[layers[l].length];
      int most = 1 + (l > 0 ? layers[l - 1].length : 0) + (l + 1 < layers.length ? layers[l + 1].length : 0);
      on[l] = new int[layers[l].length][most];
      for (int i = 0; i < count[l].length; i++) {
        on[l][i][count[l][i]++] = bias[l][i];
      }
    }
    int at = machine.totalUnits();
    for (int l = 0; l < positions.length; l++) {
      int upper = layers[l + 1].length;
      for (int position : positions[l]) {
        int i = position / upper;
        int j = position % upper;
        boolean lowerSummed = !enumeration.isEnumerated(l);
        int summed = lowerSummed ? i : j;
        int layer = lowerSummed ? l : l + 1;
        if ((lowerSummed ? layers[l + 1][j] : layers[l][i]) != 0) {
          on[layer][summed][count[layer][summed]++] = at;
        }
        at++;
      }
    }
    for (int l = 0; l < layers.length; l++) {
      for (int i = 0; !enumeration.isEnumerated(l) && i < layers[l].length; i++) {
        double spread = probability * layers[l][i] * (1 - layers[l][i]);
        for (int a = 0; a < count[l][i]; a++) {
          for (int b = 0; b < count[l][i]; b++) {
            sum.add(on[l][i][a], on[l][i][b], spread);
          }
        }
      }
    }
  }
}
