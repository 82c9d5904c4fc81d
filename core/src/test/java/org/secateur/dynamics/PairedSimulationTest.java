package org.secateur.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
import java.util.concurrent.ForkJoinPool;

import org.junit.jupiter.api.Test;
import org.secateur.network.Network;
import org.secateur.random.Seed;

class PairedSimulationTest {
  private static final Network NETWORK = Families.symmetric(40).get(9).network();
  private static final Network PRUNED = Families.thinned(NETWORK, new Seed(1));

  private static PairedSimulation simulation(Activation activation) {
    return PairedSimulation.of(Drift.of(NETWORK), Drift.of(PRUNED), activation);
  }

  @Test
  void aNetworkDoesNotDifferFromItself() {
    Drift drift = Drift.of(NETWORK);
    for (Activation activation : Activation.values()) {
      PairedTrajectories same = PairedSimulation.of(drift, drift, activation).run(new Seed(1));
      assertEquals(PairedSimulation.DEFAULT_TIMES, same.points().size());
      assertFalse(same.reduced());
      for (PairedTrajectories.Point p : same.points()) {
        assertEquals(0, p.relativeError());
        assertEquals(0, p.standardDeviation());
      }
    }
  }

  /** Two lone neurons of leaks 1 and 2 without noise: x_k = (1 − dt)^k against (1 − 2 dt)^k. */
  @Test
  void noiselessTrajectoriesAreTheRecursion() {
    Drift slow = Drift.of(Network.ofDense(new double[1][1], new double[]{1}));
    Drift fast = Drift.of(Network.ofDense(new double[1][1], new double[]{2}));
    PairedTrajectories t = PairedSimulation.of(slow, fast, Activation.LINEAR).withNoiseVariance(0)
        .from(Start.given(3)).withTrials(3).at(0.5, 1, 4).run(new Seed(1));
    assertEquals(SimulationSettings.DEFAULT_STEP / 2, t.step(), 1e-15); // the faster network's
    assertEquals(3, t.points().size());
    for (PairedTrajectories.Point p : t.points()) {
      double k = Math.rint(p.time() / t.step());
      double ratio = Math.pow((1 - 2 * t.step()) / (1 - t.step()), k);
      assertEquals(1 - ratio, p.relativeError(), k * 1e-15);
      assertEquals(0, p.standardDeviation(), 1e-15);
    }
  }

  /** The bound of the propagators: without noise |x − x′| ≤ π/(2e) ε/√(1 − ε) |x(0)| at all times. */
  @Test
  void trajectoriesStayWithinThePropagatorBound() {
    Network clique = Families.symmetric(40).get(9).network();
    Network halfway = Network.ofDense(mean(clique, PRUNED), leaks(clique, PRUNED));
    double epsilon = Families.epsilon(clique, halfway);
    assertTrue(epsilon < 1);
    double[] start = new double[40];
    start[0] = 1;
    PairedTrajectories t = PairedSimulation.of(Drift.of(clique), Drift.of(halfway), Activation.LINEAR)
        .withNoiseVariance(0).from(Start.given(start)).withTrials(1).at(0.01, 0.02, 0.05, 0.1)
        .run(new Seed(1));
    double bound = Math.PI / (2 * Math.E) * epsilon / Math.sqrt(1 - epsilon);
    for (PairedTrajectories.Point p : t.points()) {
      // |x(t)| ≤ |x(0)|, so the distance is below the relative error; the step adds dt λ/2 < 5 % of it
      double size = Math.exp(-2 * EulerStep.gershgorin(Drift.of(clique)) * p.time());
      assertTrue(p.relativeError() * size <= 1.1 * bound, p.toString());
    }
  }

  private static double[][] mean(Network a, Network b) {
    int n = a.neurons();
    double[][] w = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        w[i][j] = (a.weight(i, j) + b.weight(i, j)) / 2;
      }
    }
    return w;
  }

  private static double[] leaks(Network a, Network b) {
    double[] leak = new double[a.neurons()];
    for (int i = 0; i < leak.length; i++) {
      leak[i] = (a.leak(i) + b.leak(i)) / 2;
    }
    return leak;
  }

  @Test
  void theAnswerIsTheSameOnAnyNumberOfThreads() throws Exception {
    for (Activation activation : Activation.values()) {
      PairedTrajectories[] answers = new PairedTrajectories[3];
      int[] threads = {1, 2, 8};
      for (int k = 0; k < 3; k++) {
        try (ForkJoinPool pool = new ForkJoinPool(threads[k])) {
          answers[k] = pool.submit(() -> simulation(activation).withTrials(75).run(new Seed(4))).get();
        }
      }
      assertEquals(answers[0], answers[1]);
      assertEquals(answers[0], answers[2]);
      assertTrue(answers[0].points().getLast().relativeError() > 0);
      assertTrue(answers[0].points().getLast().standardDeviation() > 0);
    }
  }

  /** A trial's path does not depend on how many there are: the mean over 16 is that of its two halves. */
  @Test
  void trialsAreTheirOwn() {
    double eight = simulation(Activation.LINEAR).withTrials(8).run(new Seed(2)).points().getLast()
        .relativeError();
    double seven = simulation(Activation.LINEAR).withTrials(7).run(new Seed(2)).points().getLast()
        .relativeError();
    double one = simulation(Activation.LINEAR).withTrials(1).run(new Seed(2)).points().getLast()
        .relativeError();
    double last = 8 * eight - 7 * seven;
    assertTrue(last > 0 && last < 8 * eight && one > 0 && one < 8 * eight);
  }

  @Test
  void theBudgetTakesTrialsFirstAndThenTime() {
    PairedTrajectories full = simulation(Activation.LINEAR).withTrials(32).run(new Seed(3));
    PairedTrajectories half = simulation(Activation.LINEAR).withTrials(32).withBudget(full.multiplyAdds() / 2)
        .run(new Seed(3));
    PairedTrajectories least = simulation(Activation.LINEAR).withTrials(32)
        .withBudget(full.multiplyAdds() / 40)
        .run(new Seed(3));
    PairedTrajectories none = simulation(Activation.LINEAR).withBudget(1).run(new Seed(3));
    assertEquals(32, full.trials());
    assertFalse(full.reduced());
    assertEquals(16, half.trials());
    assertEquals(full.horizon(), half.horizon());
    assertTrue(half.reduced());
    assertEquals(8, least.trials());
    assertEquals(0.1 * full.horizon(), least.horizon(), full.step());
    assertEquals(least.horizon(), least.points().getLast().time(), 1e-12);
    assertTrue(least.multiplyAdds() <= full.multiplyAdds() / 40);
    assertTrue(none.points().isEmpty());
    assertEquals(0, none.horizon());
  }

  /** A pruned network that lost its stability is reported with the time it was beyond all bounds. */
  @Test
  void aNetworkThatGrowsIsReported() {
    Drift stable = Drift.of(Network.ofDense(new double[1][1], new double[]{1}));
    Drift growing = Drift.of(Network.ofDense(new double[1][1], new double[]{-20}));
    PairedTrajectories t = PairedSimulation.of(stable, growing, Activation.LINEAR).at(1, 2, 30, 40)
        .run(new Seed(1));
    assertEquals(2, t.points().size());
    assertEquals(30, t.grownAfter().orElseThrow(), t.step());
    assertTrue(t.points().get(1).relativeError() > 1e6);
    assertEquals(OptionalDouble.empty(), simulation(Activation.LINEAR).run(new Seed(1)).grownAfter());
  }

  @Test
  void refusesWhatDoesNotFit() {
    Drift one = Drift.of(Network.ofDense(new double[1][1], new double[]{1}));
    assertThrows(IllegalArgumentException.class,
        () -> PairedSimulation.of(Drift.of(NETWORK), one, Activation.LINEAR));
    PairedSimulation good = simulation(Activation.RELU);
    assertThrows(IllegalArgumentException.class, () -> good.at(2, 1));
    assertThrows(IllegalArgumentException.class, () -> good.at());
    assertThrows(IllegalArgumentException.class, () -> good.withBudget(0));
    assertThrows(IllegalArgumentException.class, () -> good.withInput(new double[3]));
  }
}
