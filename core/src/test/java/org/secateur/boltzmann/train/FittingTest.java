package org.secateur.boltzmann.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Machines;
import org.secateur.boltzmann.Patterns;
import org.secateur.boltzmann.data.BarsAndStripes;
import org.secateur.random.Seed;

/** The stages of a fitting are the trainings they are made of, wherever they are interrupted. */
final class FittingTest {
  private static final Patterns DATA = BarsAndStripes.noisy(3, 55, 0.05, new Seed(1));
  private static final TrainingSettings PAIR = TrainingSettings.modern(2, 0.05).withBatch(10)
      .withNegative(new NegativePhase.ContrastiveDivergence(1));
  private static final TrainingSettings JOINT = TrainingSettings.modern(3, 0.05).withBatch(20);

  private static Fitting deep() {
    Machine first = Machines.random(new int[]{9, 7, 5, 4}, 0.1, 0.9, new Seed(3));
    return new Fitting(first, DATA, List.of(PAIR, PAIR.withEpochs(3), PAIR), JOINT, new Seed(7));
  }

  /** Oracle: the greedy pre-training and the joint training, one after the other. */
  @Test
  void equalsGreedyPretrainingAndThenTraining() {
    Fitting fitting = deep();
    Machine greedy = GreedyPretraining.train(fitting.first(), DATA, fitting.pairs()::get, new Seed(7));
    Machine expected = new Training(DATA, JOINT, new Seed(7)).train(greedy);
    assertEquals(expected, fitting.finish(fitting.start()));
    assertThat(expected).isNotEqualTo(greedy);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 5})
  void anySizeOfStepsGivesTheSameBytes(long updates) {
    Fitting fitting = deep();
    FittingState state = fitting.start();
    int stages = 1;
    while (!fitting.isFinished(state)) {
      // As after a restart: everything but the state is made anew.
      Training training = deep().training(state.stage(), state.machine());
      FittingState next = deep().advance(training, state, updates);
      stages += next.stage() > state.stage() ? 1 : 0;
      state = next;
    }
    assertEquals(4, stages);
    assertEquals(fitting.finish(fitting.start()), state.training().machine());
  }

  @Test
  void withoutPairsThereIsOneStage() {
    Machine first = Machines.random(new int[]{9, 6}, 0.1, 0.9, new Seed(3));
    Fitting fitting = new Fitting(first, DATA, List.of(), JOINT, new Seed(2));
    assertEquals(1, fitting.stages());
    assertFalse(fitting.isPair(0));
    assertEquals(new Training(DATA, JOINT, new Seed(2)).train(first), fitting.finish(fitting.start()));
  }

  @Test
  void noEpochsChangeNothing() {
    Fitting all = deep();
    Fitting none = new Fitting(all.first(), DATA,
        all.pairs().stream().map(s -> s.withEpochs(0)).toList(), JOINT.withEpochs(0), new Seed(7));
    FittingState state = none.start();
    for (int stage = 0; stage < 3; stage++) {
      assertFalse(none.isFinished(state));
      state = none.advance(none.training(stage, state.machine()), state, 1);
    }
    assertTrue(none.isFinished(state));
    assertEquals(all.first(), state.training().machine());
  }

  @Test
  void refusesSettingsForOnlySomePairs() {
    Fitting all = deep();
    assertThatThrownBy(() -> new Fitting(all.first(), DATA, List.of(PAIR), JOINT, new Seed(7)))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("pairs");
  }

  /** Between two epochs as well: a state with a number that is not finite is never handed out. */
  @Test
  void divergenceIsSaidAtTheFirstUpdate() {
    Machine first = Machines.random(new int[]{9, 6}, 0.1, 0.9, new Seed(3));
    Training training = new Training(DATA,
        TrainingSettings.modern(20, 1e38).withBatch(5).withGradient(Gradient.PLAIN), new Seed(1));
    assertThatThrownBy(() -> {
      TrainingState state = training.start(first);
      while (!training.isFinished(state)) {
        state = training.advance(state, 1);
      }
    }).isInstanceOf(ArithmeticException.class).hasMessageContaining("diverged");
  }
}
