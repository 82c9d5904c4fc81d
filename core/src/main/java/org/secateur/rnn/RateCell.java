package org.secateur.rnn;

import org.secateur.linalg.FloatProducts;
import org.secateur.linalg.FloatProducts.Rows;
import org.secateur.linalg.Transpose;

/** Rate units: V ← (1 − α) V + α (X W_inᵀ + R Wᵀ + b), R ← φ(V). */
final class RateCell extends Cell {
  private final Arrays network;

  /** A network's own arrays, copied once for all chunks of a simulation. */
  static final class Arrays {
    private final int units;
    private final int inputs;
    private final float step;
    private final TransferFunction transfer;
    private final float[] recurrent;
    private final float[] input;
    private final float[] bias;
    private final float[] initial;

    Arrays(RateNetwork network) {
      this.units = network.units();
      this.inputs = network.inputs();
      this.step = network.step();
      this.transfer = network.transfer();
      this.recurrent = network.recurrent();
      this.input = network.input();
      this.bias = network.bias();
      this.initial = network.initial();
    }
  }

  RateCell(int trials, Arrays network) {
    super(trials, network.units);
    this.network = network;
    spread(network.initial, voltages, trials);
    activate();
  }

  @Override
  void integrate(float[] x) {
    float alpha = network.step;
    Rows v = new Rows(voltages, 0, units);
    if (network.inputs > 0) {
      FloatProducts.multiply(Transpose.NO, Transpose.YES, trials, units, network.inputs, alpha,
          new Rows(x, 0, network.inputs), new Rows(network.input, 0, network.inputs), 1 - alpha, v);
    } else {
      for (int q = 0; q < voltages.length; q++) {
        voltages[q] *= 1 - alpha;
      }
    }
    FloatProducts.multiply(Transpose.NO, Transpose.YES, trials, units, units, alpha,
        new Rows(rates, 0, units),
        new Rows(network.recurrent, 0, units), 1, v);
    add(alpha, network.bias, voltages, trials);
  }

  @Override
  void activate() {
    network.transfer.apply(voltages, rates, 0, rates.length);
  }

  @Override
  float[] watched() {
    return voltages;
  }
}
