package org.secateur.io;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Patterns;
import org.secateur.boltzmann.Samples;
import org.secateur.boltzmann.chains.Particles;
import org.secateur.boltzmann.train.TrainingState;
import org.secateur.random.Seed;

/**
 * The state of a training as named arrays of a {@link Checkpoint}: {@code machine.*} as in {@link MachineFile},
 * {@code moments.K} float32, {@code position} int64 (epoch, batch, updates, drawn), and of persistent chains
 * {@code particles.L} uint8 (chains x units), {@code particles.stream} int64 (seed, drawn) and {@code particles.stage}.
 */
public final class TrainingArrays {
  private static final int MOST_MOMENTS = 512;

  private TrainingArrays() {
  }

  /**
   * Adds the arrays of a state.
   *
   * @param prefix what is put before their names, where a checkpoint holds several states
   */
  public static void put(TrainingState state, String prefix, Map<String, Tensor> into) {
    MachineFile.put(state.machine(), prefix + "machine.", into);
    List<float[]> moments = state.moments();
    for (int k = 0; k < moments.size(); k++) {
      into.put(prefix + "moments." + k, Tensor.of(moments.get(k), moments.get(k).length));
    }
    long[] position = {state.epoch(), state.batch(), state.updates(), state.drawn()};
    into.put(prefix + "position", Tensor.of(position, position.length));
    if (state.particles().isPresent()) {
      putParticles(state.particles().get(), prefix + "particles.", into);
    }
  }

  private static void putParticles(Particles particles, String prefix, Map<String, Tensor> into) {
    List<Patterns> layers = particles.samples().layers();
    for (int l = 0; l < layers.size(); l++) {
      into.put(prefix + l, Tensor.of(layers.get(l).toBytes(), layers.get(l).count(), layers.get(l).width()));
    }
    long[] stream = {particles.seed().value(), particles.drawn()};
    into.put(prefix + "stream", Tensor.of(stream, stream.length));
    byte[] stage = particles.stage().getBytes(StandardCharsets.UTF_8);
    into.put(prefix + "stage", Tensor.of(stage, stage.length));
  }

  /**
   * The state that {@link #put} put there.
   *
   * @param prefix what stands before the names
   * @param file what messages call the file
   * @throws InputException E107 if an array is missing, E108 if arrays do not fit together, and all of
   *     {@link MachineFile#take}
   */
  public static TrainingState take(TensorFile from, String prefix, String file) throws InputException {
    Machine machine = MachineFile.take(from, prefix + "machine.", file);
    try {
      List<float[]> moments = new ArrayList<>();
      Optional<Tensor> next = from.find(prefix + "moments.0");
      while (next.isPresent() && moments.size() < MOST_MOMENTS) {
        moments.add(next.get().floats());
        next = from.find(prefix + "moments." + moments.size());
      }
      long[] position = longs(from, prefix + "position", 4, file);
      Optional<Particles> particles = from.find(prefix + "particles.0").isPresent()
          ? Optional.of(particles(from, machine, prefix + "particles.", file))
          : Optional.empty();
      return new TrainingState(machine, moments, particles, Math.toIntExact(position[0]),
          Math.toIntExact(position[1]), position[2], position[3]);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw Refusals.malformed(file, "its state of training does not fit together: " + e.getMessage())
          .because(e);
    }
  }

  private static Particles particles(TensorFile from, Machine machine, String prefix, String file)
      throws InputException {
    List<Patterns> layers = new ArrayList<>();
    for (int l = 0; l < machine.layers(); l++) {
      Tensor tensor = from.require(prefix + l, file);
      int[] shape = tensor.shape();
      if (shape.length != 2 || shape[1] != machine.units(l)) {
        throw Refusals.malformed(file + "::" + prefix + l,
            "layer " + l + " has " + Words.some(machine.units(l), "unit") + ", its chains are " + tensor);
      }
      layers.add(Patterns.of(shape[0], shape[1], tensor.bytes()));
    }
    long[] stream = longs(from, prefix + "stream", 2, file);
    String stage = new String(from.require(prefix + "stage", file).bytes(), StandardCharsets.UTF_8);
    return new Particles(new Samples(layers), new Seed(stream[0]), stage, stream[1]);
  }

  private static long[] longs(TensorFile from, String name, int length, String file) throws InputException {
    long[] numbers = from.require(name, file).longs();
    if (numbers.length != length) {
      throw Refusals.malformed(file + "::" + name,
          "it holds " + Words.some(numbers.length, "number") + " and not " + length);
    }
    return numbers;
  }
}
