package org.secateur.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.network.Network;
import org.secateur.random.Seed;

/** Steps that are too long are refused, and networks that grow are found out. */
class UnstableSimulationTest {
  /** M has the eigenvalues 1 and 3: steps of 2/3 and less are borne, and the message says so. */
  @Test
  void aStepThatDivergesIsRefusedByName() {
    Drift drift = Drift.of(Network.ofDense(new double[][]{{0, 1}, {1, 0}}, new double[]{2, 2}));
    SimulationSettings settings = SimulationSettings.of(drift).withSampleInterval(1);
    NoiseSimulation long1 = NoiseSimulation.linear(drift, settings.withStep(0.67));
    assertEquals(2.0 / 3, named(long1), 1e-12);
    assertInstanceOf(SimulatedStationarity.Sampled.class,
        NoiseSimulation.linear(drift, settings.withStep(0.66)).run(1, new Seed(1)));
  }

  /** A pure rotation by ω with leak 1 bears |1 − dt + i ω dt| ≤ 1, that is dt ≤ 2/(1 + ω²). */
  @Test
  void aStepTooLongForARotationIsRefusedToo() {
    Drift drift = Drift.of(Network.ofDense(new double[][]{{0, -3}, {3, 0}}, new double[]{1, 1}));
    SimulationSettings settings = SimulationSettings.of(drift);
    assertEquals(0.2, named(NoiseSimulation.linear(drift, settings.withStep(0.25))), 0.02 * 0.2);
    assertInstanceOf(SimulatedStationarity.Sampled.class,
        NoiseSimulation.linear(drift, settings).run(1, new Seed(1)));
  }

  /** The largest step that a refusal names. */
  private static double named(NoiseSimulation refused) {
    String message = Objects.toString(
        assertThrows(IllegalArgumentException.class, () -> refused.run(1, new Seed(1))).getMessage());
    String before = "step must be at most ";
    assertTrue(message.startsWith(before), message);
    return Double.parseDouble(message.substring(before.length(), message.indexOf(" s,")));
  }

  /** Growing networks are found out before any noise is drawn, and their abscissa is reported. */
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.5, 20})
  void aGrowingNetworkIsAFinding(double abscissa) {
    double w = 1 + abscissa;
    Drift drift = Drift.of(Network.ofDense(new double[][]{{0, w}, {w, 0}}, new double[]{1, 1}));
    SimulatedStationarity outcome = NoiseSimulation.linear(drift, SimulationSettings.of(drift)).run(1,
        new Seed(1));
    SimulatedStationarity.Growing growing = assertInstanceOf(SimulatedStationarity.Growing.class, outcome);
    // The other mode, of rate −2 − abscissa, has died by the middle of 200 steps or more of the two rates compared.
    assertEquals(abscissa, growing.growthRate(), 1e-6 * (1 + abscissa));
  }

  @Test
  void aGrowingRectifiedNetworkIsAFindingToo() {
    Drift drift = Drift.of(Network.ofDense(new double[][]{{0, 9}, {9, 0}}, new double[]{1, 1}));
    SimulationSettings settings = SimulationSettings.of(drift);
    SimulatedStationarity driven = NoiseSimulation.rectified(drift, new double[]{1, 1}, settings).run(1,
        new Seed(1));
    SimulatedStationarity started = NoiseSimulation.rectified(drift, new double[2], settings)
        .from(Start.given(1, 1)).run(1, new Seed(1));
    for (SimulatedStationarity outcome : new SimulatedStationarity[]{driven, started}) {
      double rate = assertInstanceOf(SimulatedStationarity.Growing.class, outcome).growthRate();
      // It grows at rate 8 once it has begun, from noise or input of the order of one, and is seen within a batch
      assertTrue(rate > 1 && rate < 20, "rate " + rate);
    }
  }
}
