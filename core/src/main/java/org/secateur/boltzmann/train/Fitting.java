package org.secateur.boltzmann.train;

import java.util.ArrayList;
import java.util.List;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Mask;
import org.secateur.boltzmann.Patterns;
import org.secateur.boltzmann.chains.UpwardPass;
import org.secateur.network.Require;
import org.secateur.random.Seed;

/**
 * The whole way from a first machine to a trained one, in stages that can be stopped and resumed between two updates: each
 * pair of layers by itself, as {@link GreedyPretraining} does, then all layers together.
 *
 * @param first the machine to begin with
 * @param patterns the data, at least one
 * @param pairs settings of the pair of layers l and l + 1, all or none; their doubling is replaced by what the place asks for
 * @param joint settings of the last stage
 * @param seed what all draws are made from
 */
public record Fitting(Machine first, Patterns patterns, List<TrainingSettings> pairs, TrainingSettings joint,
    Seed seed) {
  public Fitting {
    pairs = List.copyOf(pairs);
    if (!pairs.isEmpty()) {
      Require.length(pairs.size(), first.layers() - 1, "pairs");
    }
  }

  /** Number of stages: one for each pair that is trained by itself, and the last. */
  public int stages() {
    return pairs.size() + 1;
  }

  /** Whether a stage trains one pair of layers; the last one trains all. */
  public boolean isPair(int stage) {
    return Require.index(stage, stages(), "stage") < pairs.size();
  }

  /** The settings of a stage. */
  public TrainingSettings settings(int stage) {
    return isPair(stage)
        ? pairs.get(stage).withDoubling(Doubling.of(stage, first.layers()))
        : joint;
  }

  /**
   * The training of a stage.
   *
   * @param machine as the stages before it left it, {@link FittingState#machine}; what a pair learns from is drawn again
   *     through the pairs below it
   */
  public Training training(int stage, Machine machine) {
    if (!isPair(stage)) {
      return new Training(patterns, joint, seed);
    }
    Patterns data = patterns;
    for (int l = 0; l < stage; l++) {
      int factor = Doubling.of(l, machine.layers()).upward();
      data = UpwardPass.draw(pair(machine, l), data, factor, seed.child("pair", l));
    }
    return new Training(data, settings(stage), seed.child("pair", stage));
  }

  private static Machine pair(Machine machine, int l) {
    return Machine.of(new Mask[]{machine.mask(l)}, new float[][]{machine.weights(l)},
        new float[][]{machine.biases(l), machine.biases(l + 1)});
  }

  /** The state before the first update. */
  public FittingState start() {
    return begin(0, first);
  }

  private FittingState begin(int stage, Machine machine) {
    Training training = training(stage, machine);
    return new FittingState(stage, machine, training.start(isPair(stage) ? pair(machine, stage) : machine));
  }

  /**
   * The state some updates later, or at the end of the stage; the first state of the next stage, if that is where it is.
   *
   * @param training of the state's stage: {@link #training}
   * @throws ArithmeticException if the parameters have become infinite or NaN
   */
  public FittingState advance(Training training, FittingState state, long updates) {
    TrainingState now = training.advance(state.training(), updates);
    if (!training.isFinished(now)) {
      return new FittingState(state.stage(), state.machine(), now);
    }
    Machine whole = isPair(state.stage())
        ? merged(state.machine(), state.stage(), now.machine())
        : now.machine();
    return state.stage() + 1 < stages()
        ? begin(state.stage() + 1, whole)
        : new FittingState(state.stage(), whole, now);
  }

  /** The pair's weights and upper biases; its lower biases only where no pair below has them. */
  private static Machine merged(Machine machine, int l, Machine pair) {
    List<float[]> weights = new ArrayList<>();
    List<float[]> biases = new ArrayList<>();
    for (int k = 0; k < machine.layers(); k++) {
      biases.add(k == l + 1 || (k == 0 && l == 0) ? pair.biases(k - l) : machine.biases(k));
      if (k + 1 < machine.layers()) {
        weights.add(k == l ? pair.weights(0) : machine.weights(k));
      }
    }
    return Machine.of(machine.masks(), weights.toArray(float[][]::new), biases.toArray(float[][]::new));
  }

  /** Whether all stages are done. */
  public boolean isFinished(FittingState state) {
    return !isPair(state.stage()) && state.training().epoch() >= joint.epochs();
  }

  /** From beginning to end. */
  public Machine finish(FittingState from) {
    FittingState state = from;
    while (!isFinished(state)) {
      state = advance(training(state.stage(), state.machine()), state, Long.MAX_VALUE);
    }
    return state.training().machine();
  }
}
