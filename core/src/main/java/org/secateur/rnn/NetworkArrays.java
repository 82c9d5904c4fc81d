package org.secateur.rnn;

/** A network's own arrays, copied once for all chunks of a simulation; read only. */
final class NetworkArrays {
  final int units;
  final int inputs;
  final int outputs;
  final float step;
  final TransferFunction transfer;
  final float[] recurrent;
  final float[] input;
  final float[] bias;
  final float[] readout;
  final float[] readoutBias;
  final float[] initial;

  NetworkArrays(RateNetwork network) {
    this.units = network.units();
    this.inputs = network.inputs();
    this.outputs = network.outputs();
    this.step = network.step();
    this.transfer = network.transfer();
    this.recurrent = network.recurrent();
    this.input = network.input();
    this.bias = network.bias();
    this.readout = network.readout();
    this.readoutBias = network.readoutBias();
    this.initial = network.initial();
  }
}
