package org.secateur.dynamics;

import java.util.List;
import java.util.stream.IntStream;

import org.secateur.kernel.BlockKernel;
import org.secateur.random.GaussianLanes;
import org.secateur.random.Seed;

/**
 * The noise of eight trials in double precision: the numbers that {@link LinearEnsemble} has in single precision, two
 * neurons a draw, neurons in order. Mutable.
 */
final class NoiseBlock {
  private final GaussianLanes lanes;

  /** For the trials from {@code firstTrial}, at most {@code tile} neurons at a time; an even number. */
  NoiseBlock(Seed seed, int firstTrial, int tile) {
    List<Seed> trials = IntStream.range(0, BlockKernel.LANES)
        .mapToObj(t -> seed.child("trial", firstTrial + t))
        .toList();
    this.lanes = new GaussianLanes(trials, "noise", tile / 2);
  }

  /** The next {@code count} numbers of every trial into (8 · count). */
  void fill(int count, double[] into) {
    lanes.draw((count + 1) / 2);
    BlockKernel.interleave(count, lanes.first(), lanes.second(), into);
  }
}
