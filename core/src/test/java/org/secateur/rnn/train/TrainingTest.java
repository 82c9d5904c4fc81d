package org.secateur.rnn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.secateur.random.Seed;
import org.secateur.rnn.RateNetwork;
import org.secateur.rnn.TransferFunction;
import org.secateur.rnn.task.FlipFlop;
import org.secateur.rnn.task.ModCog;
import org.secateur.rnn.task.Task;

class TrainingTest {
  private static final Initialization PLAIN = new Initialization(TransferFunction.TANH, 1,
      Initialization.DEFAULT_GAIN);

  private static Trained train(Task task, Connectivity connectivity, TrainingSettings settings) {
    RateNetwork start = PLAIN.draw(task, connectivity, new Seed(1));
    return new Training(task, connectivity, settings, new Seed(2)).train(start, TrainingListener.NONE);
  }

  /** Chance is one half. Two bits over ten steps are learnt by far in 400 updates; that nothing is learnt fails. */
  @Test
  void twoBitsAreRemembered() {
    TrainingSettings settings = TrainingSettings.DEFAULT.withUpdates(400).withRates(5e-3, 2e-3)
        .withValidation(100, 200);
    Trained trained = train(new FlipFlop(2, 10, 0.3), Connectivity.full(24), settings);
    assertTrue(trained.history().getFirst().accuracy() < 0.9, trained.history().toString());
    assertTrue(trained.best().accuracy() > 0.99, trained.history().toString());
    assertEquals(List.of(0, 100, 200, 300, 400),
        trained.history().stream().map(Validation::update).toList());
  }

  /** Chance is 1/15; which classes there are is learnt in a few updates, where the bump was takes more. */
  @Test
  void aDecisionIsLearnt() {
    TrainingSettings settings = TrainingSettings.DEFAULT.withUpdates(300).withRates(5e-3, 2e-3)
        .withValidation(300, 256);
    Trained trained = train(ModCog.named("dm1"), Connectivity.full(32), settings);
    assertTrue(trained.best().accuracy() > 0.5, trained.history().toString());
  }

  /** Three chunks of trials by one thread and by three. */
  @Test
  void threadsDoNotShow() throws Exception {
    TrainingSettings settings = new TrainingSettings(4, 150, 1e-3, 1e-3, 1, 2, 70);
    List<RateNetwork> networks = new ArrayList<>();
    for (int threads : new int[]{1, 3}) {
      try (ForkJoinPool pool = new ForkJoinPool(threads)) {
        networks.add(pool.submit(
            () -> train(ModCog.named("dmsintseq"), Connectivity.full(20), settings).network()).get());
      }
    }
    assertArrayEquals(networks.get(0).recurrent(), networks.get(1).recurrent());
    assertArrayEquals(networks.get(0).readout(), networks.get(1).readout());
    assertArrayEquals(networks.get(0).bias(), networks.get(1).bias());
  }

  /** In parts of 3 updates, which end between validations, at the last one. */
  @Test
  void stopsDoNotShow() {
    TrainingSettings settings = new TrainingSettings(10, 70, 1e-2, 5e-3, 1, 4, 70);
    Task task = ModCog.named("dm1");
    RateNetwork start = PLAIN.draw(task, Connectivity.full(20), new Seed(1));
    Training training = new Training(task, Connectivity.full(20), settings, new Seed(2));
    Trained whole = training.train(start, TrainingListener.NONE);
    TrainingState state = training.start(start);
    int parts = 0;
    while (!training.isFinished(state)) {
      TrainingState s = training.advance(state, 3, TrainingListener.NONE);
      state = new TrainingState(s.network(), s.best(), s.moments(), s.steps(), s.updates(), s.lossSum(),
          s.history());
      parts++;
    }
    assertEquals(4, parts);
    assertEquals(whole.history(), state.history());
    assertEquals(whole.best(), state.bestValidation());
    assertArrayEquals(whole.network().recurrent(), state.best().recurrent());
    assertArrayEquals(whole.network().input(), state.best().input());
    assertArrayEquals(whole.network().readoutBias(), state.best().readoutBias());
  }

  /** What the sheet connects has moved, and nothing else. */
  @Test
  void weightsThatAreNotThereStayAway() {
    Connectivity near = Connectivity.local(25, 1.5);
    TrainingSettings settings = TrainingSettings.DEFAULT.withUpdates(60).withRates(5e-3, 5e-3)
        .withValidation(60, 32);
    RateNetwork network = train(new FlipFlop(1, 6, 0.3), near, settings).network(); // 60 updates do better than none
    RateNetwork start = PLAIN.draw(new FlipFlop(1, 6, 0.3), near, new Seed(1));
    int moved = 0;
    for (int i = 0; i < 25; i++) {
      for (int j = 0; j < 25; j++) {
        if (near.has(i, j)) {
          moved += network.weight(i, j) != start.weight(i, j) ? 1 : 0;
        } else {
          assertEquals(0, network.weight(i, j), 0);
        }
      }
    }
    assertEquals(near.count(), moved);
  }

  /** The network that is kept is the one of the best validation, here of the start: a rate of 10 spoils everything. */
  @Test
  void theBestIsKept() {
    Task task = new FlipFlop(1, 4, 0.3);
    TrainingSettings good = TrainingSettings.DEFAULT.withUpdates(200).withRates(5e-3, 5e-3).withValidation(50,
        64);
    RateNetwork able = train(task, Connectivity.full(16), good).network();
    TrainingSettings bad = good.withUpdates(2).withRates(10, 10).withValidation(1, 64);
    Trained spoiled = new Training(task, Connectivity.full(16), bad, new Seed(2)).train(able,
        TrainingListener.NONE);
    assertEquals(0, spoiled.best().update());
    assertArrayEquals(able.recurrent(), spoiled.network().recurrent());
    assertNotEquals(spoiled.history().get(0).accuracy(), spoiled.history().get(1).accuracy(), 0);
  }

  @Test
  void aNetworkOfAnotherShapeIsRefused() {
    Task task = new FlipFlop(1, 4, 0.3);
    Training training = new Training(task, Connectivity.full(16), TrainingSettings.DEFAULT, new Seed(2));
    RateNetwork other = PLAIN.draw(new FlipFlop(2, 4, 0.3), Connectivity.full(16), new Seed(1));
    assertThrows(IllegalArgumentException.class, () -> training.train(other, TrainingListener.NONE));
  }
}
