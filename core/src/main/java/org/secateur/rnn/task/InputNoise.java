package org.secateur.rnn.task;

import org.secateur.network.Require;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;
import org.secateur.rnn.Targets;
import org.secateur.rnn.Trials;

/**
 * Trials that ask for nothing: noise on every input, so that a network is driven along the directions its inputs reach
 * and no others. Input c at step t is tonic · [c = 0] + deviation · N(0, 1), drawn anew every {@code hold} steps.
 *
 * @param inputs how many, at least 1
 * @param steps of a trial, at least 1
 * @param deviation standard deviation at each step, on the scale of the inputs, at least 0
 * @param hold steps from one draw to the next, at least 1: 1 is white noise
 * @param tonic what is added to the first input at all steps: 1 is Mod-Cog's fixation signal
 */
public record InputNoise(int inputs, int steps, double deviation, int hold, double tonic) {
  public InputNoise {
    Require.atLeast(inputs, 1, "inputs");
    Require.atLeast(steps, 1, "steps");
    Require.within(deviation, 0, Float.MAX_VALUE, "deviation");
    Require.atLeast(hold, 1, "hold");
    Require.finite(tonic, "tonic");
  }

  /** White noise: a draw at every step. */
  public InputNoise(int inputs, int steps, double deviation, double tonic) {
    this(inputs, steps, deviation, 1, tonic);
  }

  /** Some trials; a trial is a function of the seed, the stage and its number. */
  public Trials trials(Seed seed, String stage, long first, int count) {
    float[] all = new float[Math.multiplyExact(Math.multiplyExact(steps, count), inputs)];
    float[] one = new float[steps * inputs];
    for (int k = 0; k < count; k++) {
      NoiseStream stream = seed.child(stage, first + k).stream("input noise");
      for (int q = 0; q < one.length; q++) {
        one[q] = q / inputs % hold == 0
            ? (float) (deviation * stream.nextGaussian() + (q % inputs == 0 ? tonic : 0))
            : one[q - inputs];
      }
      StepMajor.put(one, inputs, k, count, all);
    }
    return new Trials(count, steps, inputs, all, new Targets.None());
  }
}
