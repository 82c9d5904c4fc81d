package org.secateur.boltzmann.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Patterns;
import org.secateur.boltzmann.chains.Particles;
import org.secateur.boltzmann.sweep.Conditionals;
import org.secateur.boltzmann.sweep.LayerBlock;
import org.secateur.boltzmann.sweep.Neighbours;
import org.secateur.boltzmann.sweep.Settling;

/** Updates by products of matrices, for any settings. */
final class BatchUpdates implements Updates {
  private final Training training;
  private final TrainingSettings settings;
  private final Parameters parameters;
  private final Conditionals conditionals;
  private final Averages averages;
  private final Steps steps;
  private final @Nullable ParticleBlocks particles;
  private final long[] keys; // (batch)
  private LayerBlock data;
  private LayerBlock fantasy;
  private long drawn;

  BatchUpdates(Training training, Parameters parameters, TrainingState state) {
    this.training = training;
    this.settings = training.settings();
    this.parameters = parameters;
    this.conditionals = Conditionals.ofArrays(parameters.masks(), parameters.weights(), parameters.biases());
    this.averages = new Averages(parameters);
    this.steps = new Steps(settings, parameters, state.moments());
    Machine machine = state.machine();
    this.particles = state.particles().map(p -> new ParticleBlocks(machine, p)).orElse(null);
    this.drawn = state.drawn();
    this.keys = LayerBlock.keys(training.seed(), "batch", 0,
        Math.min(settings.batch(), training.patterns().count()));
    this.data = block(keys.length);
    this.fantasy = block(keys.length);
  }

  private LayerBlock block(int size) {
    return new LayerBlock(parameters.units(), Arrays.copyOf(keys, size), drawn);
  }

  @Override
  public void update(int[] rows, double rate, int epoch, long number) {
    if (rows.length != data.chains()) {
      data = block(rows.length);
      fantasy = block(rows.length);
    }
    Patterns patterns = training.patterns();
    data.set(0, patterns, rows);
    List<LayerBlock> model;
    if (particles != null && settings.negative() instanceof NegativePhase.Persistent persistent) {
      Settling.settle(conditionals, data, settings.meanField().tolerance(), settings.meanField().rounds());
      model = particles.advance(conditionals, persistent.sweeps());
    } else {
      model = List.of(contrast());
    }
    averages.difference(data, model);
    if (settings.gradient() == Gradient.CENTRED) {
      averages.centre();
    }
    steps.apply(averages, rate, epoch, number);
    conditionals.refresh();
  }

  /** The chains that start from the batch. */
  private LayerBlock contrast() {
    hiddenInput(data);
    data.means(1);
    System.arraycopy(data.layer(1), 0, fantasy.layer(1), 0, data.layer(1).length);
    fantasy.bernoulli(fantasy.layer(1));
    int count = settings.negative() instanceof NegativePhase.ContrastiveDivergence(int k) ? k : 1;
    float[] shift = Settling.scaled(parameters.biases()[0], settings.doubling().downward());
    for (int k = 0; k < count; k++) {
      conditionals.input(0, Neighbours.ABOVE, settings.doubling().downward(), shift, fantasy);
      fantasy.sample(0);
      hiddenInput(fantasy);
      if (k + 1 < count) {
        fantasy.sample(1);
      }
    }
    fantasy.means(1);
    drawn = fantasy.drawn();
    return fantasy;
  }

  private void hiddenInput(LayerBlock block) {
    int upward = settings.doubling().upward();
    conditionals.input(1, Neighbours.BELOW, upward, Settling.scaled(parameters.biases()[1], upward), block);
  }

  @Override
  public void settle() {
    // Nothing is held elsewhere.
  }

  @Override
  public List<float[]> moments() {
    return new ArrayList<>(steps.moments());
  }

  @Override
  public long drawn() {
    return drawn;
  }

  @Override
  public @Nullable Particles particles() {
    return particles == null ? null : particles.toParticles();
  }
}
