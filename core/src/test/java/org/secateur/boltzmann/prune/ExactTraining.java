package org.secateur.boltzmann.prune;

import org.secateur.boltzmann.Enumeration;
import org.secateur.boltzmann.Machine;

/** Ascent of the exact log-likelihood of a distribution over visible states: no sampling, for comparisons of criteria. */
final class ExactTraining {
  private ExactTraining() {
  }

  /** Steps of momentum 0.9 towards a table of probabilities (2^visible). */
  static Machine train(Machine start, double[] target, int steps, double rate, double decay) {
    int nv = start.units(0);
    int nh = start.units(1);
    Machine machine = start;
    double[] oldW = new double[nv * nh];
    double[][] oldB = {new double[nv], new double[nh]};
    for (int step = 0; step < steps; step++) {
      Enumeration model = Enumeration.of(machine);
      double[] together = new double[nv * nh];
      double[][] rates = {new double[nv], new double[nh]};
      dataPhase(machine, target, together, rates);
      float[] w = machine.weights(0);
      double[] pairs = model.pairs(0);
      for (int at = 0; at < w.length; at++) {
        oldW[at] = 0.9 * oldW[at] + rate * (together[at] - pairs[at] - decay * w[at]);
        w[at] += (float) oldW[at];
      }
      float[][] b = {machine.biases(0), machine.biases(1)};
      for (int l = 0; l < 2; l++) {
        double[] of = model.rates(l);
        for (int i = 0; i < b[l].length; i++) {
          oldB[l][i] = 0.9 * oldB[l][i] + rate * (rates[l][i] - of[i]);
          b[l][i] += (float) oldB[l][i];
        }
      }
      machine = Machine.of(machine.masks(), new float[][]{w}, b);
    }
    return machine;
  }

  private static void dataPhase(Machine machine, double[] target, double[] together, double[][] rates) {
    int nv = machine.units(0);
    int nh = machine.units(1);
    float[] w = machine.weights(0);
    float[] c = machine.biases(1);
    for (int v = 0; v < target.length; v++) {
      if (target[v] > 0) {
        for (int j = 0; j < nh; j++) {
          double input = c[j];
          for (int i = 0; i < nv; i++) {
            input += ((v >>> i) & 1) * w[i * nh + j];
          }
          double mean = target[v] / (1 + Math.exp(-input));
          rates[1][j] += mean;
          for (int i = 0; i < nv; i++) {
            together[i * nh + j] += ((v >>> i) & 1) * mean;
          }
        }
        for (int i = 0; i < nv; i++) {
          rates[0][i] += ((v >>> i) & 1) * target[v];
        }
      }
    }
  }

  /** KL(target ‖ machine) over visible states. */
  static double divergence(double[] target, Machine machine) {
    double[] logP = Enumeration.visibleLogProbabilities(machine);
    double sum = 0;
    for (int v = 0; v < target.length; v++) {
      if (target[v] > 0) {
        sum += target[v] * (Math.log(target[v]) - logP[v]);
      }
    }
    return sum;
  }
}
