package org.secateur.rnn.train;

import java.util.List;
import org.secateur.network.Require;
import org.secateur.rnn.RateNetwork;

/**
 * Training between two updates: with the task, the settings and the seed, all it takes to go on to the same bytes. Immutable.
 */
public final class TrainingState {
  private static final int ARRAYS = 4;

  private final RateNetwork network;
  private final RateNetwork best;
  private final List<float[]> moments;
  private final int steps;
  private final int updates;
  private final double lossSum;
  private final List<Validation> history;

  /**
   * A state, as when one is read back. Arrays are copied.
   *
   * @param network as it is now
   * @param best as it was at the best validation so far
   * @param moments Adam's first moments of recurrent weights (H · H), input weights with the bias as last column
   *     (H · (inputs + 1)), readout (outputs · H) and readout bias (outputs), then the second moments of the same
   * @param steps steps of Adam; an update whose batch asks for nothing takes none
   * @param updates done so far
   * @param lossSum losses of the updates since the last validation, summed
   * @param history validations so far, at least that before the first update
   * @throws IllegalArgumentException if these do not fit together
   */
  public TrainingState(RateNetwork network, RateNetwork best, List<float[]> moments, int steps, int updates,
      double lossSum, List<Validation> history) {
    Require.length(moments.size(), 2 * ARRAYS, "moments");
    float[][] shape = Parameters.zeros(network).arrays();
    for (int k = 0; k < moments.size(); k++) {
      Require.length(moments.get(k).length, shape[k % ARRAYS].length, "moment array " + k);
    }
    Require.length(best.units(), network.units(), "units of the best network");
    Require.length(best.inputs(), network.inputs(), "inputs of the best network");
    Require.length(best.outputs(), network.outputs(), "outputs of the best network");
    Require.atLeast(history.size(), 1, "validations");
    this.network = network;
    this.best = best;
    this.moments = moments.stream().map(float[]::clone).toList();
    this.steps = Require.atLeast(steps, 0, "steps");
    this.updates = Require.atLeast(updates, 0, "updates");
    this.lossSum = lossSum;
    this.history = List.copyOf(history);
  }

  /** The network so far. */
  public RateNetwork network() {
    return network;
  }

  /** The network of the best validation. */
  public RateNetwork best() {
    return best;
  }

  /** Adam's first and second moments, in the order of the constructor; copies. */
  public List<float[]> moments() {
    return moments.stream().map(float[]::clone).toList();
  }

  /** Steps of Adam. */
  public int steps() {
    return steps;
  }

  /** Updates done so far. */
  public int updates() {
    return updates;
  }

  /** Losses of the updates since the last validation, summed. */
  public double lossSum() {
    return lossSum;
  }

  /** Validations so far, in order. */
  public List<Validation> history() {
    return history;
  }

  /** The best validation so far: the first of those that no other beats. */
  public Validation bestValidation() {
    Validation found = history.getFirst();
    for (Validation v : history) {
      found = v.beats(found) ? v : found;
    }
    return found;
  }
}
