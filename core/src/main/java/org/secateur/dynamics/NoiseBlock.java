package org.secateur.dynamics;

import org.secateur.kernel.BlockKernel;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/**
 * The noise of up to eight trials. Trial t draws from {@code seed.child("trial", t).stream("noise")}, one number a neuron
 * a step, neurons in order. Mutable.
 */
final class NoiseBlock {
  private final NoiseStream[] streams;

  NoiseBlock(Seed seed, int firstTrial, int lanes) {
    this.streams = new NoiseStream[lanes];
    for (int t = 0; t < lanes; t++) {
      streams[t] = seed.child("trial", firstTrial + t).stream("noise");
    }
  }

  /** The next {@code count} numbers of every trial into (8 · count); lanes without a trial are left alone. */
  void fill(int count, double[] into) {
    for (int t = 0; t < streams.length; t++) {
      NoiseStream stream = streams[t];
      for (int q = t; q < BlockKernel.LANES * count; q += BlockKernel.LANES) {
        into[q] = stream.nextGaussian();
      }
    }
  }
}
