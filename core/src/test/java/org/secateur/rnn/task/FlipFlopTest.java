package org.secateur.rnn.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.secateur.random.Seed;
import org.secateur.rnn.Targets;
import org.secateur.rnn.Trials;

class FlipFlopTest {
  private static final FlipFlop TASK = FlipFlop.threeBits();

  /** Going back in time from every entry to the last pulse, which is the definition. */
  @Test
  void theTargetIsTheLastPulse() {
    Trials trials = TASK.trials(new Seed(3), "test", 0, 20);
    float[] x = trials.values();
    Targets.Values values = (Targets.Values) trials.targets();
    int row = 20 * 3;
    for (int k = 0; k < x.length; k++) {
      int at = k;
      while (x[at] == 0) {
        at -= row;
      }
      assertEquals(x[at], values.at(k), 0);
      assertEquals(1, values.weight(k / 3), 0);
    }
  }

  /** A pulse in every channel at first, then with probability p and either sign. Five standard errors: 6 seeds in 10⁷ fail. */
  @Test
  void pulsesComeAsOftenAsSaid() {
    int count = 500;
    float[] x = TASK.trials(new Seed(4), "test", 0, count).values();
    int pulses = 0;
    int positive = 0;
    for (int k = 0; k < x.length; k++) {
      if (k < count * 3) {
        assertEquals(1, Math.abs(x[k]), 0);
      } else {
        pulses += x[k] != 0 ? 1 : 0;
        positive += x[k] > 0 ? 1 : 0;
      }
    }
    int n = x.length - count * 3;
    assertEquals(0.15, (double) pulses / n, 5 * Math.sqrt(0.15 * 0.85 / n));
    assertEquals(0.5, (double) positive / pulses, 5 * Math.sqrt(0.25 / pulses));
    assertTrue(pulses > 0);
  }
}
