package org.secateur.cli;

import java.util.List;

import org.secateur.io.InputException;
import org.secateur.io.NetworkFile;
import org.secateur.rnn.Noise;
import org.secateur.rnn.RecurrentNetwork;
import org.secateur.rnn.Rollout;
import org.secateur.rnn.Simulation;
import org.secateur.rnn.Trials;

/**
 * What reaches one layer of a network on its trials: their inputs, or what the layers below make of them; from the last step
 * to the first for a layer that runs backwards.
 *
 * @param below layers to run, lowest first
 */
record Reaching(List<RecurrentNetwork> below, boolean backward) {
  /** For trials of so many channels; E232 if they fit neither the lowest layer nor this one. */
  static Reaching of(NetworkFile file, int channels, String name) throws InputException {
    List<RecurrentNetwork> below = file.below();
    if (!below.isEmpty() && below.getFirst().inputs() == channels) {
      return new Reaching(below, file.isBackward());
    }
    if (file.network().inputs() == channels) {
      return new Reaching(List.of(), file.isBackward());
    }
    throw Failure.of(ExitCode.USAGE, "E232",
        "%s has %s, the network takes %d".formatted(name, Text.count(channels, "input channel"),
            below.isEmpty() ? file.network().inputs() : below.getFirst().inputs()),
        "another --task, or --inputs FILE.npy");
  }

  /** The trials as the layer sees them. */
  Trials layer(Trials trials) {
    Trials seen = backward ? trials.backwards() : trials;
    for (RecurrentNetwork lower : below) {
      seen = above(lower, seen);
    }
    return seen;
  }

  private static Trials above(RecurrentNetwork lower, Trials trials) {
    int h = lower.units();
    float[] rates = new float[Math.multiplyExact(Math.multiplyExact(trials.count(), trials.steps()), h)];
    Rollout outcome = Simulation.run(lower, trials, Noise.NONE,
        c -> (t, voltages, r) -> System.arraycopy(r, 0,
            rates, (t * trials.count() + c * Simulation.CHUNK) * h, r.length));
    if (outcome instanceof Rollout.Diverged d) {
      throw NoiseFlags.diverged(d, "a layer below");
    }
    return trials.withInputs(h, rates);
  }
}
