package org.secateur.rnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TrialsTest {
  private static final float[] X = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}; // 2 steps, 3 trials, 2 inputs

  @Test
  void aSliceHoldsItsTrialsInputsAndTargets() {
    Trials labelled = new Trials(3, 2, 2, X, new Targets.Labels(new int[]{0, 1, -1, 3, 4, 5})).slice(1, 3);
    assertArrayEquals(new float[]{2, 3, 4, 5, 8, 9, 10, 11}, labelled.values());
    assertArrayEquals(new int[]{1, -1, 4, 5}, ((Targets.Labels) labelled.targets()).toArray());
    Targets.Values wanted = (Targets.Values) new Trials(3, 2, 2, X,
        new Targets.Values(X, new float[]{1, 0, 1, 1, 1, 0}))
        .slice(0, 1).targets();
    assertArrayEquals(new float[]{0, 1, 6, 7}, wanted.toArray());
    assertArrayEquals(new float[]{1, 1}, wanted.weights());
  }

  @Test
  void saysWhereAnInputIsNotANumber() {
    float[] x = X.clone();
    x[9] = Float.NaN;
    String message = String.valueOf(assertThrows(IllegalArgumentException.class,
        () -> new Trials(3, 2, 2, x, new Targets.None())).getMessage());
    assertTrue(message.contains("channel 1 of trial 1 at step 1"), message);
  }

  @Test
  void ownsItsArrays() {
    float[] x = X.clone();
    Trials trials = new Trials(3, 2, 2, x, new Targets.None());
    x[0] = 99;
    trials.values()[1] = 99;
    assertArrayEquals(X, trials.values());
    assertEquals(3, trials.count());
  }

  @Test
  void aNetworkOwnsItsArraysAndRefusesWhatIsNotFinite() {
    float[] w = {1, 2, 3, 4};
    RateNetwork network = RateNetwork.builder(2, 0, 0).recurrent(w).build();
    w[0] = 9;
    RateNetwork other = network.withRecurrent(new float[]{0, 0, 0, 1});
    assertEquals(1, network.weight(0, 0));
    assertEquals(2, network.weight(0, 1));
    assertEquals(1, other.synapses());
    assertThrows(IllegalArgumentException.class,
        () -> network.withRecurrent(new float[]{0, 0, Float.NaN, 1}));
    assertThrows(IllegalArgumentException.class, () -> network.withRecurrent(new float[3]));
  }
}
