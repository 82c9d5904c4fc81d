package org.secateur.dynamics;

import org.secateur.kernel.BlockKernel;
import org.secateur.network.Network;

/** A few blocks of eight trials of one network, advanced together. Mutable; one task's own. */
final class Ensemble {
  private static final int TILE = LinearEnsemble.TILE;

  private final int n;
  private final double dt;
  private final Activation activation;
  private final double[] leak;
  private final double[] input;
  private final Recurrence.Product product;
  private final double[][] drive;
  final double[][] x; // (blocks)(8 n), neuron-major

  Ensemble(Network network, Recurrence recurrence, Activation activation, double dt, double[] input,
      int blocks) {
    this.n = network.neurons();
    this.dt = dt;
    this.activation = activation;
    this.leak = network.leaks();
    this.input = input;
    this.product = recurrence.worker(blocks);
    int length = Math.multiplyExact(n, BlockKernel.LANES);
    this.x = new double[blocks][length];
    this.drive = new double[blocks][length];
  }

  /** Advances ensembles of the same size by one step under the same noise, of standard deviation {@code amplitude}. */
  static void step(NoiseBlock[] noise, double amplitude, double[] scratch, Ensemble... ensembles) {
    for (Ensemble e : ensembles) {
      e.product.multiply(e.x, e.drive);
    }
    int n = ensembles[0].n;
    for (int g = 0; g < noise.length; g++) {
      for (int from = 0; from < n; from += TILE) {
        int to = Math.min(n, from + TILE);
        if (amplitude > 0) {
          noise[g].fill(to - from, scratch);
        }
        for (Ensemble e : ensembles) {
          e.advance(g, from, to, amplitude, scratch);
        }
      }
    }
  }

  /** Room for the noise of one tile. */
  static double[] scratch() {
    return new double[TILE * BlockKernel.LANES];
  }

  private void advance(int g, int from, int to, double amplitude, double[] noise) {
    switch (activation) {
      case LINEAR -> BlockKernel.stepLinear(from, to, dt, leak, input, drive[g], amplitude, noise, x[g]);
      case RELU -> BlockKernel.stepRectified(from, to, dt, leak, input, drive[g], amplitude, noise, x[g]);
    }
  }

  /** The largest |x| of all trials; NaN if one is. */
  double maxAbs() {
    double max = 0;
    for (double[] block : x) {
      max = Math.max(max, BlockKernel.maxAbs(block));
    }
    return max;
  }
}
