package org.secateur.boltzmann.train;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.chains.Particles;
import org.secateur.network.Require;

/**
 * Training between two updates: with the data, the settings and the seed, all it takes to go on to the same bytes. Immutable.
 */
public final class TrainingState {
  private final Machine machine;
  private final List<float[]> moments; // for each of 1 or 2 moments: weights of each pair, then biases of each layer
  private final Optional<Particles> particles;
  private final int epoch;
  private final int batch;
  private final long updates;
  private final long drawn;

  /**
   * A state, as when one is read back. Arrays are copied.
   *
   * @param moments as {@link #moments} gave them
   * @param particles the persistent chains, if there are any
   * @param epoch the epoch that the next update belongs to, from 0
   * @param batch the batch of that epoch that comes next, from 0
   * @param updates done so far
   * @param drawn draws that each of the batch's streams has given
   * @throws IllegalArgumentException if the moments do not fit the machine
   */
  public TrainingState(Machine machine, List<float[]> moments, Optional<Particles> particles, int epoch,
      int batch,
      long updates, long drawn) {
    int arrays = 2 * machine.layers() - 1;
    if (moments.size() != arrays && moments.size() != 2 * arrays) {
      throw new IllegalArgumentException("moments must be " + arrays + " or twice as many arrays, were "
          + moments.size());
    }
    for (int k = 0; k < moments.size(); k++) {
      int at = k % arrays;
      int pairs = machine.layers() - 1;
      Require.length(moments.get(k).length,
          at < pairs ? machine.units(at) * machine.units(at + 1) : machine.units(at - pairs),
          "moment array " + k);
    }
    this.machine = machine;
    this.moments = moments.stream().map(float[]::clone).toList();
    this.particles = particles;
    this.epoch = Require.atLeast(epoch, 0, "epoch");
    this.batch = Require.atLeast(batch, 0, "batch");
    this.updates = updates;
    this.drawn = drawn;
  }

  /** The machine so far. */
  public Machine machine() {
    return machine;
  }

  /** Old steps (and mean squares, for Adam): arrays for the weights of each pair, then the biases of each layer; copies. */
  public List<float[]> moments() {
    return moments.stream().map(float[]::clone).toList();
  }

  /** The persistent chains, if there are any. */
  public Optional<Particles> particles() {
    return particles;
  }

  /** The epoch that the next update belongs to, from 0. */
  public int epoch() {
    return epoch;
  }

  /** The batch of that epoch that comes next, from 0. */
  public int batch() {
    return batch;
  }

  /** Updates done so far. */
  public long updates() {
    return updates;
  }

  /** Draws that each of the batch's streams has given. */
  public long drawn() {
    return drawn;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TrainingState s && s.machine.equals(machine) && s.particles.equals(particles)
        && s.epoch == epoch && s.batch == batch && s.updates == updates && s.drawn == drawn
        && Arrays.deepEquals(s.moments.toArray(), moments.toArray());
  }

  @Override
  public int hashCode() {
    return 31 * machine.hashCode() + Long.hashCode(updates);
  }
}
