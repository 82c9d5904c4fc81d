package org.secateur.boltzmann.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Patterns;
import org.secateur.boltzmann.chains.GibbsSampler;
import org.secateur.boltzmann.chains.Particles;
import org.secateur.network.Require;
import org.secateur.random.Seed;

/**
 * Training on some patterns with some settings: maps a state to a later one. Every draw is a function of the seed, the
 * chain and how many went before, so that stopping, resuming and the number of threads do not show.
 *
 * @param patterns the data, at least one
 * @param settings how
 * @param seed what all draws are made from
 */
public record Training(Patterns patterns, TrainingSettings settings, Seed seed) {
  public Training {
    Require.atLeast(patterns.count(), 1, "the number of patterns");
  }

  /**
   * The state before the first update. Persistent chains start from the first patterns, again from the first if there are
   * more chains than patterns.
   *
   * @throws IllegalArgumentException if the machine does not fit the patterns, or is deep and the settings are for two layers
   */
  public TrainingState start(Machine machine) {
    Require.length(patterns.width(), machine.units(0), "a pattern");
    if (machine.layers() > 2 && !(settings.negative() instanceof NegativePhase.Persistent)) {
      throw new IllegalArgumentException(
          "contrastive divergence is for two layers, this machine has " + machine.layers()
              + "; use persistent chains");
    }
    int sets = settings.rule() instanceof UpdateRule.Adam ? 2 : 1;
    List<float[]> moments = new ArrayList<>();
    for (int set = 0; set < sets; set++) {
      for (int l = 0; l + 1 < machine.layers(); l++) {
        moments.add(new float[machine.units(l) * machine.units(l + 1)]);
      }
      for (int l = 0; l < machine.layers(); l++) {
        moments.add(new float[machine.units(l)]);
      }
    }
    return new TrainingState(machine, moments, firstParticles(machine), 0, 0, 0, 0);
  }

  private Optional<Particles> firstParticles(Machine machine) {
    if (!(settings.negative() instanceof NegativePhase.Persistent persistent)) {
      return Optional.empty();
    }
    byte[] bits = new byte[persistent.chains() * patterns.width()];
    for (int c = 0; c < persistent.chains(); c++) {
      System.arraycopy(patterns.row(c % patterns.count()), 0, bits, c * patterns.width(), patterns.width());
    }
    Particles drawn = GibbsSampler.of(machine).from(Patterns.of(persistent.chains(), patterns.width(), bits),
        seed);
    return Optional.of(Particles.at(drawn.samples(), seed, "particle"));
  }

  /** Updates of an epoch; the last batch may be smaller. */
  public int batches() {
    return (patterns.count() + settings.batch() - 1) / settings.batch();
  }

  /** Whether all epochs are done. */
  public boolean isFinished(TrainingState state) {
    return state.epoch() >= settings.epochs();
  }

  /**
   * The state some updates later, or when the last epoch ends.
   *
   * @throws ArithmeticException if the parameters have become infinite or NaN
   */
  public TrainingState advance(TrainingState state, long updates) {
    Trainer trainer = new Trainer(this, state);
    trainer.run(updates);
    return trainer.result();
  }

  /** The state at the end of the epoch. */
  public TrainingState advanceEpoch(TrainingState state) {
    return advance(state, (long) batches() - state.batch());
  }

  /**
   * The machine after the last epoch.
   *
   * @param afterEpoch told the state at the end of each epoch; may throw to stop
   */
  public Machine finish(TrainingState state, Consumer<TrainingState> afterEpoch) {
    TrainingState now = state;
    while (!isFinished(now)) {
      now = advanceEpoch(now);
      afterEpoch.accept(now);
    }
    return now.machine();
  }

  /** Trains a machine from beginning to end. */
  public Machine train(Machine machine) {
    return finish(start(machine), state -> {
    });
  }
}
