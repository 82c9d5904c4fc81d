package org.secateur.rnn.train;

import org.secateur.rnn.RateNetwork;

/** Told how training goes. May throw to stop it. */
public interface TrainingListener {

  /** Hears nothing. */
  TrainingListener NONE = new TrainingListener() {
    @Override
    public void updated(int done, int total, double loss) {
    }

    @Override
    public void validated(Checkpoint checkpoint, RateNetwork network) {
    }
  };

  /**
   * An update was made.
   *
   * @param done how many so far
   * @param total how many there will be
   * @param loss of its batch, before it
   */
  void updated(int done, int total, double loss);

  /**
   * A validation was made.
   *
   * @param network as it is at this moment, whether or not it is the best so far
   */
  void validated(Checkpoint checkpoint, RateNetwork network);
}
