package org.secateur.boltzmann.evaluate;

import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.sweep.Conditionals;
import org.secateur.boltzmann.sweep.LayerBlock;
import org.secateur.boltzmann.sweep.Neighbours;
import org.secateur.kernel.SoftplusKernel;
import org.secateur.network.Require;

/** The machines between a base and a machine: weights β W, biases (1 − β) b₀ + β b. */
final class Annealing {
  private final Machine machine;
  private final Conditionals conditionals;
  private final int state; // parity of the layers that are the chain's state
  private final float[][] base;
  private final float[][] biases;

  Annealing(Machine machine, AnnealedImportanceSampling.Base start) {
    Require.length(start.layers(), machine.layers(), "the base");
    this.machine = machine;
    this.conditionals = Conditionals.of(machine);
    this.state = AnnealedImportanceSampling.stateParity(machine);
    this.base = new float[machine.layers()][];
    this.biases = new float[machine.layers()][];
    for (int l = 0; l < base.length; l++) {
      base[l] = start.biases(l);
      biases[l] = machine.biases(l);
      Require.length(base[l].length, biases[l].length, "the base's layer " + l);
    }
  }

  int[] units() {
    return machine.units();
  }

  /** ln Z of the base. */
  double logBase() {
    double sum = 0;
    for (float[] layer : base) {
      for (float b : layer) {
        sum += Math.max(b, 0) + Math.log1p(Math.exp(-Math.abs(b)));
      }
    }
    return sum;
  }

  private float[] shift(int l, double beta) {
    float[] shift = new float[base[l].length];
    for (int i = 0; i < shift.length; i++) {
      shift[i] = (float) ((1 - beta) * base[l][i] + beta * biases[l][i]);
    }
    return shift;
  }

  /** Draws the state layers of the base. */
  void drawBase(LayerBlock block) {
    for (int l = state; l < base.length; l += 2) {
      conditionals.input(l, Neighbours.BOTH, 0, base[l], block);
      block.sample(l);
    }
  }

  /** One sweep at β: the summed layers given the state, then the state given them. */
  void sweep(LayerBlock block, double beta) {
    for (int parity : new int[]{1 - state, state}) {
      for (int l = parity; l < base.length; l += 2) {
        conditionals.input(l, Neighbours.BOTH, (float) beta, shift(l, beta), block);
        block.sample(l);
      }
    }
  }

  /**
   * w += ln p*_next(x) − ln p*_β(x), where ln p*_β(x) = xᵀ b_β + Σ softplus(b_β + β a) over the summed units with inputs a.
   * The summed layers are overwritten.
   */
  void addRatio(LayerBlock block, double beta, double next, double[] w) {
    int chains = block.chains();
    for (int l = state; l < base.length; l += 2) {
      float[] x = block.layer(l);
      for (int i = 0; i < base[l].length; i++) {
        double change = (next - beta) * ((double) biases[l][i] - base[l][i]);
        for (int c = 0; c < chains; c++) {
          w[c] += change * x[i * chains + c];
        }
      }
    }
    double[] product = new double[chains];
    for (int l = 1 - state; l < base.length; l += 2) {
      conditionals.input(l, Neighbours.BOTH, 1, new float[base[l].length], block);
      float[] from = shift(l, beta);
      float[] to = shift(l, next);
      SoftplusKernel.addDifferences(block.layer(l), chains, beta, from, next, to, product, w);
    }
  }
}
