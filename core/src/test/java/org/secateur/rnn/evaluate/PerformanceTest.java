package org.secateur.rnn.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.secateur.rnn.RateNetwork;
import org.secateur.rnn.Targets;
import org.secateur.rnn.TransferFunction;
import org.secateur.rnn.Trials;

class PerformanceTest {
  /** Two outputs that repeat two inputs, so that the inputs are the outputs. */
  private static final RateNetwork REPEAT = RateNetwork.builder(2, 2, 2).transfer(TransferFunction.LINEAR)
      .input(new float[]{1, 0, 0, 1}).readout(new float[]{1, 0, 0, 1}).build();

  // two steps of two trials: outputs (3 1) (0 2) then (1 2) (5 4)
  private static final float[] X = {3, 1, 0, 2, 1, 2, 5, 4};

  private static Performance.Measured of(Targets targets) {
    return assertInstanceOf(Performance.Measured.class,
        Performance.of(REPEAT, new Trials(2, 2, 2, X, targets)));
  }

  /** Trial 0: 0 asked at both steps, right and wrong, sums 4 > 3: decided right. Trial 1: 0 asked at step 1, right. */
  @Test
  void labelsCountStepByStepAndDecisionsByTrial() {
    Performance.Measured m = of(new Targets.Labels(new int[]{0, -1, 0, 0}));
    assertEquals(2.0 / 3, m.accuracy());
    assertEquals(3, m.asked());
    assertEquals(2, m.trials());
    assertEquals(1, m.decisions());
    assertTrue(Double.isNaN(m.squaredError()));
    // off: trial 0 has 1 of 2 where 4/3 were expected, trial 1 has 1 where 2/3 were: ∓1/3
    assertEquals(Math.sqrt(2.0 / 9 * 2) / 3, m.standardError(), 1e-15);
  }

  @Test
  void trialsWithSeveralLabelsDecideNothing() {
    assertTrue(Double.isNaN(of(new Targets.Labels(new int[]{0, -1, 1, -1})).decisions()));
  }

  /** Targets (3 −1) at step 0 of trial 0: errors 0 and 2, one sign of two right; the rest has weight 0. */
  @Test
  void valuesCountSquaresAndSigns() {
    Performance.Measured m = of(
        new Targets.Values(new float[]{3, -1, 9, 9, 9, 9, 9, 9}, new float[]{1, 0, 0, 0}));
    assertEquals(2, m.squaredError());
    assertEquals(0.5, m.accuracy());
  }

  /**
   * By hand: of two answers a trial the network has (1, 2) right and the one with its outputs exchanged (1, 0). ρ = 1/3, and
   * Σ (a − ρ b)² = (2/3)² + (2/3)², so that the error is √(2 · 8/9) / 3 = 4/9. A network has all of itself left, without error.
   */
  @Test
  void retentionIsPairedOverTrials() {
    Trials trials = new Trials(2, 2, 2, X, new Targets.Labels(new int[]{0, 1, 0, 0}));
    Performance before = Performance.of(REPEAT, trials);
    Performance after = Performance.of(REPEAT.toBuilder().readout(new float[]{0, 1, 1, 0}).build(), trials);
    Performance.Retention r = Performance.retention(before, after).orElseThrow();
    assertEquals(1.0 / 3, r.share(), 1e-15);
    assertEquals(1.0 / 3 + 1.959963984540054 * 4 / 9, r.high(), 1e-14);
    assertEquals(1.0 / 3 - 1.959963984540054 * 4 / 9, r.low(), 1e-14);
    assertEquals(new Performance.Retention(1, 1, 1), Performance.retention(before, before).orElseThrow());
    Performance other = Performance.of(REPEAT,
        new Trials(2, 2, 2, X, new Targets.Labels(new int[]{-1, 1, 0, 0})));
    assertThrows(IllegalArgumentException.class, () -> Performance.retention(before, other));
  }

  @Test
  void nothingAskedIsRefusedAndDivergenceIsAFinding() {
    assertThrows(IllegalArgumentException.class, () -> of(new Targets.None()));
    RateNetwork wild = REPEAT.withRecurrent(new float[]{1e20f, 0, 0, 0});
    assertInstanceOf(Performance.Diverged.class,
        Performance.of(wild, new Trials(2, 2, 2, X, new Targets.Labels(new int[4]))));
  }
}
