package org.secateur.rnn.train;

import org.secateur.rnn.RateNetwork;

/** What is learnt, or a gradient with respect to it, as four arrays. Mutable. */
final class Parameters {
  final float[] recurrent; // (H · H)
  final float[] input; // (H · (inputs + 1)): the last column is the bias
  final float[] readout; // (outputs · H)
  final float[] readoutBias; // (outputs)

  private Parameters(float[] recurrent, float[] input, float[] readout, float[] readoutBias) {
    this.recurrent = recurrent;
    this.input = input;
    this.readout = readout;
    this.readoutBias = readoutBias;
  }

  static Parameters zeros(RateNetwork shape) {
    int h = shape.units();
    return new Parameters(new float[h * h], new float[h * (shape.inputs() + 1)],
        new float[shape.outputs() * h],
        new float[shape.outputs()]);
  }

  static Parameters of(RateNetwork network) {
    int inputs = network.inputs();
    float[] input = network.input();
    float[] bias = network.bias();
    float[] joined = new float[input.length + bias.length];
    for (int i = 0; i < bias.length; i++) {
      System.arraycopy(input, i * inputs, joined, i * (inputs + 1), inputs);
      joined[i * (inputs + 1) + inputs] = bias[i];
    }
    return new Parameters(network.recurrent(), joined, network.readout(), network.readoutBias());
  }

  /** The network with these in place of its own. */
  RateNetwork into(RateNetwork shape) {
    int inputs = shape.inputs();
    float[] weights = new float[shape.units() * inputs];
    float[] bias = new float[shape.units()];
    for (int i = 0; i < bias.length; i++) {
      System.arraycopy(input, i * (inputs + 1), weights, i * inputs, inputs);
      bias[i] = input[i * (inputs + 1) + inputs];
    }
    return shape.toBuilder().recurrent(recurrent).input(weights).bias(bias).readout(readout)
        .readoutBias(readoutBias)
        .build();
  }

  float[][] arrays() {
    return new float[][]{recurrent, input, readout, readoutBias};
  }
}
