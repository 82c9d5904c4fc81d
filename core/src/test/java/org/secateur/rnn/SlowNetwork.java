package org.secateur.rnn;

/** The obvious simulation of one trial in double precision: the oracle of the fast ones. */
public final class SlowNetwork {
  private final RateNetwork network;
  private final double[] voltages;
  private final double[] rates;

  /** A network before its first step. */
  public SlowNetwork(RateNetwork network) {
    this.network = network;
    this.voltages = new double[network.units()];
    this.rates = new double[network.units()];
    for (int i = 0; i < voltages.length; i++) {
      voltages[i] = network.initial()[i];
      rates[i] = phi(voltages[i]);
    }
  }

  private double phi(double v) {
    return switch (network.transfer()) {
      case LINEAR -> v;
      case RECTIFIED -> Math.max(0, v);
      case TANH -> Math.tanh(v);
    };
  }

  /** One step, and the outputs after it. */
  public double[] step(float[] x) {
    int h = network.units();
    float[] w = network.recurrent();
    float[] in = network.input();
    double alpha = network.step();
    double[] next = new double[h];
    for (int i = 0; i < h; i++) {
      double sum = network.bias()[i];
      for (int c = 0; c < x.length; c++) {
        sum += (double) in[i * x.length + c] * x[c];
      }
      for (int j = 0; j < h; j++) {
        sum += w[i * h + j] * rates[j];
      }
      next[i] = (1 - alpha) * voltages[i] + alpha * sum;
    }
    for (int i = 0; i < h; i++) {
      voltages[i] = next[i];
      rates[i] = phi(next[i]);
    }
    float[] out = network.readout();
    double[] y = new double[network.outputs()];
    for (int o = 0; o < y.length; o++) {
      y[o] = network.readoutBias()[o];
      for (int j = 0; j < h; j++) {
        y[o] += out[o * h + j] * rates[j];
      }
    }
    return y;
  }

  /** r after the last step, not a copy. */
  public double[] rates() {
    return rates;
  }
}
