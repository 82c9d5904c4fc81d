package org.secateur.dynamics;

import java.util.List;
import java.util.stream.IntStream;

import org.secateur.kernel.BlockKernel;
import org.secateur.random.GaussianLanes;
import org.secateur.random.Seed;

/** The noise of eight trials in double precision: the numbers that {@link LinearEnsemble} has in single. Mutable. */
final class NoiseBlock {
  private final GaussianLanes lanes;

  /** For the trials from {@code firstTrial}. */
  NoiseBlock(Seed seed, int firstTrial) {
    List<Seed> trials = IntStream.range(0, BlockKernel.LANES)
        .mapToObj(t -> seed.child("trial", firstTrial + t))
        .toList();
    this.lanes = new GaussianLanes(trials, "noise", LinearEnsemble.TILE / 2);
  }

  /** The numbers of the next {@code count} neurons, at most a tile, of every trial into (8 · count). */
  void fill(int count, double[] into) {
    int half = Math.min(count, LinearEnsemble.TILE / 2);
    lanes.draw(half);
    BlockKernel.widen(BlockKernel.LANES * half, lanes.first(), 0, into);
    BlockKernel.widen(BlockKernel.LANES * (count - half), lanes.second(), BlockKernel.LANES * half, into);
  }
}
