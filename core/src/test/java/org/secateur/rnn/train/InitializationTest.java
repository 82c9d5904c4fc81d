package org.secateur.rnn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.random.Seed;
import org.secateur.rnn.RateNetwork;
import org.secateur.rnn.TransferFunction;
import org.secateur.rnn.task.ModCog;

class InitializationTest {

  /** Variance gain²/fan-in of uniform weights, whose fourth moment is 9/5 σ⁴: five standard errors; and the bound itself. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, Math.PI})
  void weightsAreUniformWithTheirVariance(double gain) {
    int h = 200;
    RateNetwork network = new Initialization(TransferFunction.TANH, 0.1, gain).draw(ModCog.named("dm1"),
        Connectivity.full(h), new Seed(3));
    check(network.recurrent(), h, h * (h - 1), gain);
    check(network.input(), 33, h * 33, gain);
    check(network.readout(), h, h * 17, gain);
    for (int i = 0; i < h; i++) {
      assertEquals(0, network.weight(i, i), 0);
      assertEquals(0, network.bias()[i], 0);
    }
  }

  private static void check(float[] weights, int fanIn, int count, double gain) {
    double squares = 0;
    double largest = 0;
    for (float w : weights) {
      squares += (double) w * w;
      largest = Math.max(largest, Math.abs(w));
    }
    double variance = gain * gain / fanIn;
    assertEquals(variance, squares / count, 5 * variance * Math.sqrt(0.8 / count));
    double bound = Math.sqrt(3 * variance);
    assertTrue(largest <= bound * (1 + 1e-7));
    // the chance that all of n miss the outermost 20/n is below e^−20
    assertTrue(largest > bound * (1 - 20.0 / count));
  }

  /** He's bound for the default: √(6/fan-in). */
  @Test
  void theDefaultIsHes() {
    int h = 150;
    float[] w = Initialization.DEFAULT.draw(ModCog.named("dm1"), Connectivity.full(h), new Seed(3))
        .recurrent();
    float largest = 0;
    for (float v : w) {
      largest = Math.max(largest, Math.abs(v));
    }
    // the chance that all of 22,350 miss the outermost 20/22,350 is below e^−20
    assertTrue(largest <= 0.2f && largest > 0.2 * (1 - 20.0 / 22_350));
  }

  /** On a sheet of 5 × 5 a radius of 1 reaches 3, 4 or 5 units, itself included; fan-in and bound go with it. */
  @Test
  void aLocalSheetReachesItsNeighbours() {
    Connectivity near = Connectivity.local(25, 1);
    assertEquals(4 * 3 + 12 * 4 + 9 * 5, near.count());
    assertEquals(3, near.inDegree(0));
    assertEquals(5, near.inDegree(12));
    assertTrue(near.has(12, 12) && near.has(12, 7) && !near.has(12, 6));
    assertTrue(!near.has(4, 5), "the end of a row is no neighbour of the start of the next");
    RateNetwork network = Initialization.DEFAULT.draw(ModCog.named("dm1"), near, new Seed(3));
    double largest = 0;
    for (int j = 0; j < 25; j++) {
      largest = Math.max(largest, Math.abs(network.weight(0, j)));
    }
    assertTrue(largest <= Math.sqrt(2) * (1 + 1e-7) && largest > 0);
    assertEquals(near.count(), network.synapses());
  }
}
