package org.secateur.boltzmann.train;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Mask;
import org.secateur.random.NoiseStream;

/** The working memory of {@link Training}: parameters, old steps, and the order of the epoch. Mutable. */
final class Trainer {
  private final Training training;
  private final TrainingSettings settings;
  private final Mask[] masks;
  private final Parameters parameters;
  private final Updates updates;
  private int epoch;
  private int batch;
  private long done;

  Trainer(Training training, TrainingState state) {
    this.training = training;
    this.settings = training.settings();
    Machine machine = state.machine();
    this.masks = machine.masks();
    this.parameters = new Parameters(machine);
    this.updates = SingleUpdates.fit(machine, settings)
        ? new SingleUpdates(training, parameters, state)
        : new BatchUpdates(training, parameters, state);
    this.epoch = state.epoch();
    this.batch = state.batch();
    this.done = state.updates();
  }

  void run(long count) {
    int[] order = order();
    for (long k = 0; k < count && epoch < settings.epochs(); k++) {
      int from = batch * settings.batch();
      int to = Math.min(order.length, from + settings.batch());
      done++;
      updates.update(Arrays.copyOfRange(order, from, to), settings.rates().at(epoch), epoch, done);
      batch++;
      if (batch == training.batches()) {
        requireFinite();
        batch = 0;
        epoch++;
        order = order();
      }
    }
  }

  private int[] order() {
    int[] order = IntStream.range(0, training.patterns().count()).toArray();
    if (settings.order() == DataOrder.SHUFFLED) {
      NoiseStream stream = training.seed().child("order", epoch).stream("shuffle");
      for (int k = order.length - 1; k > 0; k--) {
        int other = (int) (stream.nextDouble() * (k + 1));
        int held = order[k];
        order[k] = order[other];
        order[other] = held;
      }
    }
    return order;
  }

  private void requireFinite() {
    updates.settle();
    for (float[] array : parameters.all()) {
      for (float x : array) {
        if (!(Math.abs(x) < Float.POSITIVE_INFINITY)) {
          throw new ArithmeticException(
              "training diverged in epoch " + (epoch + 1) + " of " + settings.epochs()
                  + ", a parameter is " + x + "; use a lower learning rate");
        }
      }
    }
  }

  TrainingState result() {
    requireFinite(); // settles too
    Machine machine = Machine.of(masks, parameters.weights(), parameters.biases());
    List<float[]> moments = updates.moments();
    return new TrainingState(machine, moments, Optional.ofNullable(updates.particles()), epoch, batch, done,
        updates.drawn());
  }
}
