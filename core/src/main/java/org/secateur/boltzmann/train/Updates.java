package org.secateur.boltzmann.train;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.secateur.boltzmann.chains.Particles;

/** Changes parameters by one batch after another. */
sealed interface Updates permits BatchUpdates, SingleUpdates {

  /**
   * One update.
   *
   * @param rows the patterns of the batch
   * @param rate learning rate
   * @param number of the update, from 1
   */
  void update(int[] rows, double rate, int epoch, long number);

  /** Writes what is held elsewhere back to the parameters. */
  void settle();

  /** The old steps, as a {@link TrainingState} has them. */
  List<float[]> moments();

  /** Draws that each of the batch's streams has given. */
  long drawn();

  /** The persistent chains; none in contrastive divergence. */
  @Nullable
  Particles particles();
}
