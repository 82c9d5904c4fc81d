package org.secateur.rnn.train;

import org.secateur.network.Require;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;
import org.secateur.rnn.RateNetwork;
import org.secateur.rnn.TransferFunction;
import org.secateur.rnn.task.Task;

/**
 * A network before training: weights uniform on ±√(6 / fan-in) (He, Zhang, Ren and Sun, ICCV 2015), biases 0.
 *
 * @param transfer what a unit makes of its voltage
 * @param step α = dt/τ, in (0, 1]
 */
public record Initialization(TransferFunction transfer, double step) {

  /** tanh units with α = 0.1: steps of 10 ms at a time constant of 100 ms. */
  public static final Initialization DEFAULT = new Initialization(TransferFunction.TANH, 0.1);

  public Initialization {
    Require.positive(step, "step");
    Require.within(step, 0, 1, "step");
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

  private static void fill(NoiseStream stream, float[] weights, int from, int count, int fanIn) {
    double bound = Math.sqrt(6.0 / Math.max(1, fanIn));
    for (int k = from; k < from + count; k++) {
      weights[k] = (float) (bound * (2 * stream.nextDouble() - 1));
    }
  }
}
