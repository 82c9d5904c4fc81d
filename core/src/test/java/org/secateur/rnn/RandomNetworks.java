package org.secateur.rnn;

import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/** Networks and trials for tests. */
public final class RandomNetworks {
  private RandomNetworks() {
  }

  /** Weights U(−1, 1), scaled so that every row of |W| sums to {@code rowSum}; inputs, biases and start U(−1, 1). */
  public static RateNetwork of(int units, TransferFunction phi, double step, double rowSum, long seed) {
    NoiseStream s = new Seed(seed).stream("test network");
    float[] w = uniform(s, units * units);
    for (int i = 0; i < units; i++) {
      double sum = 0;
      for (int j = 0; j < units; j++) {
        sum += Math.abs(w[i * units + j]);
      }
      for (int j = 0; j < units; j++) {
        w[i * units + j] *= (float) (rowSum / sum);
      }
    }
    return RateNetwork.builder(units, 3, 2).transfer(phi).step(step).recurrent(w).input(uniform(s, units * 3))
        .bias(uniform(s, units)).readout(uniform(s, 2 * units)).readoutBias(uniform(s, 2))
        .initial(uniform(s, units)).build();
  }

  /** Inputs U(−1, 1), three channels. */
  public static Trials trials(int count, int steps, long seed) {
    return new Trials(count, steps, 3, uniform(new Seed(seed).stream("test trials"), count * steps * 3),
        new Targets.None());
  }

  private static float[] uniform(NoiseStream s, int length) {
    float[] x = new float[length];
    for (int k = 0; k < length; k++) {
      x[k] = (float) (2 * s.nextDouble() - 1);
    }
    return x;
  }
}
