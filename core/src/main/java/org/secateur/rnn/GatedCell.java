package org.secateur.rnn;

import org.secateur.kernel.LogisticKernel;
import org.secateur.linalg.FloatProducts;
import org.secateur.linalg.FloatProducts.Rows;
import org.secateur.linalg.Transpose;

/** Gated units. Their states are the rates; where rate units have voltages, what U_c is multiplied with. */
final class GatedCell extends Cell {
  private final Arrays network;
  private final float[] gates; // (trials · 2 · units): z, then r
  private final float[] candidate; // (trials · units)
  private final float[] product; // (trials · units) U_c h + d, where the reset is after it

  /** A network's own arrays, copied once for all chunks of a simulation. */
  static final class Arrays {
    private final int units;
    private final int inputs;
    private final GatedNetwork.Reset reset;
    private final TransferFunction transfer;
    private final float[] recurrent;
    private final float[] input;
    private final float[] gateBias;
    private final float[] bias;
    private final float[] productBias;
    private final float[] initial;

    Arrays(GatedNetwork network) {
      this.units = network.units();
      this.inputs = network.inputs();
      this.reset = network.reset();
      this.transfer = network.candidate();
      this.recurrent = network.recurrent();
      this.input = network.input();
      float[] b = network.bias();
      this.gateBias = java.util.Arrays.copyOf(b, 2 * units);
      this.bias = java.util.Arrays.copyOfRange(b, 2 * units, b.length);
      this.productBias = network.candidateBias();
      this.initial = network.initial();
    }
  }

  GatedCell(int trials, Arrays network) {
    super(trials, network.units);
    this.network = network;
    this.gates = new float[Math.multiplyExact(trials, 2 * units)];
    this.candidate = new float[trials * units];
    this.product = new float[trials * units];
    spread(network.initial, rates, trials);
  }

  @Override
  void integrate(float[] x) {
    int n = network.inputs;
    int square = units * units;
    Rows state = new Rows(rates, 0, units);
    spread(network.gateBias, gates, trials);
    spread(network.bias, candidate, trials);
    if (n > 0) {
      Rows in = new Rows(x, 0, n);
      plusProduct(in, n, new Rows(network.input, 0, n), 2 * units, gates);
      plusProduct(in, n, new Rows(network.input, 2 * units * n, n), units, candidate);
    }
    plusProduct(state, units, new Rows(network.recurrent, 0, units), 2 * units, gates);
    LogisticKernel.means(gates, 0, gates.length);
    Rows weights = new Rows(network.recurrent, 2 * square, units);
    if (network.reset == GatedNetwork.Reset.BEFORE) {
      reset(rates, voltages);
      plusProduct(new Rows(voltages, 0, units), units, weights, units, candidate);
    } else {
      System.arraycopy(rates, 0, voltages, 0, rates.length);
      spread(network.productBias, product, trials);
      plusProduct(state, units, weights, units, product);
      reset(product, product);
      for (int q = 0; q < candidate.length; q++) {
        candidate[q] += product[q];
      }
    }
    network.transfer.apply(candidate, candidate, 0, candidate.length);
    for (int k = 0; k < trials; k++) {
      for (int i = 0; i < units; i++) {
        int at = k * units + i;
        float z = gates[2 * k * units + i];
        rates[at] = z * rates[at] + (1 - z) * candidate[at];
      }
    }
  }

  /** into ← r ∘ of. */
  private void reset(float[] of, float[] into) {
    for (int k = 0; k < trials; k++) {
      int gate = (2 * k + 1) * units;
      for (int i = 0; i < units; i++) {
        into[k * units + i] = gates[gate + i] * of[k * units + i];
      }
    }
  }

  /** Y ← Y + X Wᵀ, Y (trials × width). */
  private void plusProduct(Rows x, int inner, Rows weights, int width, float[] y) {
    FloatProducts.multiply(Transpose.NO, Transpose.YES, trials, width, inner, 1, x, weights, 1,
        new Rows(y, 0, width));
  }

  @Override
  void activate() {
    // the states are the rates
  }

  @Override
  float[] watched() {
    return rates;
  }
}
