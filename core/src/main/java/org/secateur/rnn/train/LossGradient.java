package org.secateur.rnn.train;

import java.util.stream.IntStream;
import org.secateur.network.Require;
import org.secateur.rnn.RateNetwork;
import org.secateur.rnn.Trials;

/**
 * The gradient of a network's mean loss on some trials with respect to its recurrent weights, those that are 0 left out: what
 * curvatures of the loss are taken from. Backpropagation through time as in {@link Training}. Immutable.
 */
public final class LossGradient {
  private final RateNetwork network;
  private final Trials trials;
  private final Asked asked;
  private final int[] present; // places of the weights that are not 0

  /**
   * For a network and trials.
   *
   * @throws IllegalArgumentException if the trials have no targets, or labels that have no output
   */
  public LossGradient(RateNetwork network, Trials trials) {
    this.network = network;
    this.trials = trials;
    this.asked = Asked.of(trials, network.outputs());
    float[] w = network.recurrent();
    this.present = IntStream.range(0, w.length).filter(k -> w[k] != 0).toArray();
  }

  /** The weights of the network itself: a new array (weights), row after row. */
  public double[] weights() {
    float[] w = network.recurrent();
    return IntStream.of(present).mapToDouble(k -> w[k]).toArray();
  }

  /**
   * The gradient at other weights. Chunks of {@value Training#CHUNK} trials run side by side and are added in order, so that
   * threads do not show.
   *
   * @param weights (weights), rounded to single precision; not modified
   * @return a new array (weights)
   */
  public double[] at(double[] weights) {
    Require.length(weights.length, present.length, "weights");
    float[] moved = network.recurrent();
    for (int k = 0; k < present.length; k++) {
      moved[present[k]] = (float) weights[k];
    }
    Parameters p = Parameters.of(network.withRecurrent(moved));
    int chunks = (trials.count() + Training.CHUNK - 1) / Training.CHUNK;
    Parameters[] parts = new Parameters[chunks];
    IntStream.range(0, chunks).parallel().forEach(c -> {
      int first = c * Training.CHUNK;
      Unrolled unrolled = new Unrolled(network, Math.min(Training.CHUNK, trials.count() - first),
          trials.steps());
      parts[c] = Parameters.zeros(network);
      unrolled.forward(p, trials, first, asked);
      unrolled.judge(trials, first, asked);
      unrolled.backward(p, asked, parts[c]);
    });
    double[] sum = new double[present.length];
    for (Parameters part : parts) {
      for (int k = 0; k < sum.length; k++) {
        sum[k] += part.recurrent[present[k]];
      }
    }
    return sum;
  }
}
