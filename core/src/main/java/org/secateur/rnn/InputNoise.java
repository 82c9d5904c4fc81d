package org.secateur.rnn;

import java.util.stream.IntStream;

import org.secateur.network.Require;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/**
 * Noise that comes in through a network's own input weights and knows nothing of its task: each channel is Gaussian, drawn anew
 * every few steps and held in between. It excites the directions that any input could excite, and the network does with them what
 * it has learnt to do.
 *
 * @param deviation standard deviation of a channel, on the scale of the inputs
 * @param hold steps between draws, at least 1
 */
public record InputNoise(double deviation, int hold) {

  public InputNoise {
    Require.within(deviation, 0, Float.MAX_VALUE, "input noise deviation");
    Require.atLeast(hold, 1, "hold");
  }

  /**
   * Trials of such noise, without targets. A trial's draws are its own, whatever the number of trials.
   *
   * @param inputs how many channels
   */
  public Trials trials(int inputs, int count, int steps, Seed seed) {
    float[] values = new float[Math.multiplyExact(Math.multiplyExact(count, steps), inputs)];
    IntStream.range(0, count).forEach(k -> {
      NoiseStream stream = seed.child("input noise", k).stream("channels");
      for (int t = 0; t < steps; t++) {
        for (int c = 0; c < inputs; c++) {
          int at = (t * count + k) * inputs + c;
          values[at] = t % hold == 0
              ? (float) (deviation * stream.nextGaussian())
              : values[at - count * inputs];
        }
      }
    });
    return new Trials(count, steps, inputs, values, new Targets.None());
  }
}
