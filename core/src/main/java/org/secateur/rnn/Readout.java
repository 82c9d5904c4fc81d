package org.secateur.rnn;

import org.secateur.linalg.FloatProducts;
import org.secateur.linalg.FloatProducts.Rows;
import org.secateur.linalg.Transpose;

/** y = W_out r + b_out for many trials; reads its arrays only. */
final class Readout {
  private final int units;
  private final int outputs;
  private final float[] weights;
  private final float[] bias;

  Readout(RecurrentNetwork network) {
    this.units = network.units();
    this.outputs = network.outputs();
    this.weights = network.readout();
    this.bias = network.readoutBias();
  }

  int outputs() {
    return outputs;
  }

  /** Y ← R W_outᵀ + b_out, from element {@code from} on. */
  void read(float[] rates, int trials, float[] into, int from) {
    for (int k = 0; k < trials; k++) {
      System.arraycopy(bias, 0, into, from + k * outputs, outputs);
    }
    if (outputs > 0) {
      FloatProducts.multiply(Transpose.NO, Transpose.YES, trials, outputs, units, 1,
          new Rows(rates, 0, units),
          new Rows(weights, 0, units), 1, new Rows(into, from, outputs));
    }
  }
}
