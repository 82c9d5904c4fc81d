package org.secateur.rnn.train;

/** Told of each update. May throw to stop the training. */
@FunctionalInterface
public interface TrainingListener {

  /** Hears nothing. */
  TrainingListener NONE = (done, total, loss) -> {
  };

  /**
   * An update was made.
   *
   * @param done how many so far
   * @param total how many there will be
   * @param loss of its batch, before it
   */
  void updated(int done, int total, double loss);
}
