package org.secateur.rnn.train;

import org.secateur.network.Require;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;
import org.secateur.rnn.RateNetwork;
import org.secateur.rnn.TransferFunction;
import org.secateur.rnn.task.Task;

/**
 * A network before training: weights uniform with mean 0 and variance gain²/fan-in, on ±gain √(3/fan-in); biases 0. With gain
 * √2 as He, Zhang, Ren and Sun (ICCV 2015) derive for rectifiers; with 1/√3 on ±1/√fan-in, as linear layers of common frameworks
 * begin. What training leaves untouched stays in the network: recurrent weights of gain g have eigenvalues on a disc of radius g.
 *
 * @param transfer what a unit makes of its voltage
 * @param step α = dt/τ, in (0, 1]
 * @param gain of all weights, not negative
 */
public record Initialization(TransferFunction transfer, double step, double gain) {
  /** √2. */
  public static final double DEFAULT_GAIN = Math.sqrt(2);
  /** tanh units with α = 0.1: steps of 10 ms at a time constant of 100 ms. */
  public static final Initialization DEFAULT = new Initialization(TransferFunction.TANH, 0.1, DEFAULT_GAIN);

  public Initialization {
    Require.positive(step, "step");
    Require.within(step, 0, 1, "step");
    Require.within(gain, 0, Float.MAX_VALUE, "gain");
  }

  /** Draws a network of the task's inputs and outputs. The fan-in of a recurrent weight is its unit's number of them. */
  public RateNetwork draw(Task task, Connectivity connectivity, Seed seed) {
    int h = connectivity.units();
    float[] recurrent = new float[Math.multiplyExact(h, h)];
    NoiseStream stream = seed.stream("recurrent weights");
    boolean full = connectivity.count() == h * (h - 1) && h > 1;
    for (int i = 0; i < h; i++) {
      fill(stream, recurrent, i * h, h, full ? h : connectivity.inDegree(i));
    }
    connectivity.clear(recurrent);
    float[] input = new float[Math.multiplyExact(h, task.inputs())];
    fill(seed.stream("input weights"), input, 0, input.length, task.inputs());
    float[] readout = new float[Math.multiplyExact(task.outputs(), h)];
    fill(seed.stream("readout weights"), readout, 0, readout.length, h);
    return RateNetwork.builder(h, task.inputs(), task.outputs()).transfer(transfer).step(step)
        .recurrent(recurrent)
        .input(input).readout(readout).build();
  }

  private void fill(NoiseStream stream, float[] weights, int from, int count, int fanIn) {
    double bound = gain * Math.sqrt(3.0 / Math.max(1, fanIn));
    for (int k = from; k < from + count; k++) {
      weights[k] = (float) (bound * (2 * stream.nextDouble() - 1));
    }
  }
}
