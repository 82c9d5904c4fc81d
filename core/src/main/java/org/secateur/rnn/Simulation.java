package org.secateur.rnn;

import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.secateur.network.Require;

/**
 * Runs a network on many trials at once: a step of a chunk of trials is three matrix products. Time 2 · trials · steps ·
 * H (H + inputs + outputs) operations, by all threads of the calling thread's pool.
 *
 * <p>Trials are cut into chunks of {@value #CHUNK}; a chunk belongs to one thread, and its noise to its trials, so that the
 * bits do not depend on the number of threads.
 */
public final class Simulation {
  /** Trials of a chunk. */
  public static final int CHUNK = 64;
  /** A voltage beyond this counts as diverged: its square is still a float, and nothing useful is that large. */
  public static final float LIMIT = 1e12f;

  private Simulation() {
  }

  /** How many chunks the trials are cut into. */
  public static int chunks(Trials trials) {
    return (trials.count() + CHUNK - 1) / CHUNK;
  }

  /** How many trials are in chunk {@code c}; they begin with trial {@code c} · {@value #CHUNK}. */
  public static int trialsOf(Trials trials, int c) {
    return Math.min(CHUNK, trials.count() - c * CHUNK);
  }

  /** Outputs without noise. */
  public static Rollout run(RecurrentNetwork network, Trials trials) {
    return run(network, trials, Noise.NONE);
  }

  /** Outputs, with noise. */
  public static Rollout run(RecurrentNetwork network, Trials trials, Noise noise) {
    return run(network, trials, noise, chunk -> (step, voltages, rates) -> {
    });
  }

  /**
   * Outputs, while observers look on. Whoever observes folds what the chunks saw in the order of the chunks.
   *
   * @param observer gives each chunk, by number, an observer of its own
   * @throws IllegalArgumentException if trials have another number of inputs than the network, or if gated units are to have
   *     noise on voltages
   */
  public static Rollout run(RecurrentNetwork network, Trials trials, Noise noise,
      IntFunction<StepObserver> observer) {
    Require.length(trials.inputs(), network.inputs(), "input channels of the trials");
    float[] outputs = new float[Math.multiplyExact(Math.multiplyExact(trials.count(), trials.steps()),
        network.outputs())];
    if (network instanceof GatedNetwork && noise.deviation() > 0 && noise.place() == Noise.Place.VOLTAGES) {
      throw new IllegalArgumentException("gated units have no voltages; add the noise to their rates");
    }
    Readout readout = new Readout(network);
    IntFunction<Cell> cells = Cell.of(network);
    Rollout.Diverged[] diverged = new Rollout.Diverged[chunks(trials)];
    IntStream.range(0, diverged.length).parallel().forEach(c -> {
      TrialChunk chunk = new TrialChunk(cells.apply(trialsOf(trials, c)), readout, trials, noise, c * CHUNK);
      diverged[c] = chunk.run(outputs, observer.apply(c));
    });
    Rollout.Diverged first = null;
    for (Rollout.Diverged d : diverged) {
      if (d != null && (first == null || d.step() < first.step())) {
        first = d;
      }
    }
    return first == null
        ? new Rollout.Completed(trials.count(), trials.steps(), network.outputs(), outputs)
        : first;
  }
}
