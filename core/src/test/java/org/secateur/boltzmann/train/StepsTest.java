package org.secateur.boltzmann.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Machines;
import org.secateur.boltzmann.Mask;
import org.secateur.boltzmann.Patterns;
import org.secateur.boltzmann.chains.MeanField;
import org.secateur.random.Seed;

/** Single steps whose outcome is known by hand. A bias of ±200 decides a unit: σ(−200) is 10⁻⁸⁷. */
class StepsTest {
  /** A finite greatest norm, never reached, sends single patterns by way of the products. */
  private static final double FAR = 1e6;

  private static TrainingSettings settings(double rate, int batch) {
    return new TrainingSettings(new NegativePhase.ContrastiveDivergence(1),
        new UpdateRule.Momentum(Schedule.of(0)), Schedule.of(rate), batch, 1, 0, Double.POSITIVE_INFINITY,
        Gradient.PLAIN, DataOrder.FIXED, Doubling.NONE, MeanField.DEFAULT);
  }

  private static Machine afterOneStep(Machine machine, Patterns data, TrainingSettings settings) {
    Training training = new Training(data, settings, new Seed(1));
    return training.advance(training.start(machine), 1).machine();
  }

  private static Machine twoUnits(float weight, float visibleBias, float hiddenBias) {
    return Machine.of(new Mask[]{Mask.full(1, 1)}, new float[][]{{weight}},
        new float[][]{{visibleBias}, {hiddenBias}});
  }

  /** The lowest pair misses the layer above, the highest the one below, those between both. */
  @ParameterizedTest
  @CsvSource({"0,2,1,1", "0,3,2,1", "1,3,1,2", "0,4,2,1", "1,4,2,2", "2,4,1,2"})
  void pairsDoubleWhatTheyMiss(int l, int layers, int upward, int downward) {
    Doubling doubling = Doubling.of(l, layers);
    assertThat(doubling.upward()).isEqualTo(upward);
    assertThat(doubling.downward()).isEqualTo(downward);
  }

  /**
   * One visible unit, on in the data and off in the model. With w + c = ½ ln 3 the hidden mean is σ(ln 3) = ¾ with doubled
   * inputs and √3 / (1 + √3) without; with c = −½ ln 3 and the visible unit off it is ¼ and 1 / (1 + √3). Floats: an input
   * and a parameter below 2, so a few roundings of 2⁻²³.
   */
  @ParameterizedTest
  @ValueSource(doubles = {Double.POSITIVE_INFINITY, FAR})
  void lowestPairDoublesInputsAndBiasesFromBelow(double norm) {
    float c = (float) (-0.5 * Math.log(3));
    Machine machine = twoUnits(-2 * c, -200, c);
    Patterns on = Patterns.of(1, 1, new byte[]{1});
    TrainingSettings settings = settings(1, 1).withLimits(0, norm);
    Machine doubled = afterOneStep(machine, on, settings.withDoubling(Doubling.of(0, 3)));
    assertThat(doubled.weight(0, 0, 0) + 2.0 * c).isCloseTo(0.75, within(0x1p-20));
    assertThat((double) doubled.biases(1)[0] - c).isCloseTo(0.5, within(0x1p-20));
    Machine single = afterOneStep(machine, on, settings.withDoubling(Doubling.of(0, 2)));
    double root = Math.sqrt(3);
    assertThat(single.weight(0, 0, 0) + 2.0 * c).isCloseTo(root / (1 + root), within(0x1p-20));
    assertThat((double) single.biases(1)[0] - c).isCloseTo((root - 1) / (root + 1), within(0x1p-20));
  }

  /**
   * The hidden unit is on, the visible one off in the data. In the model it is on with σ(2 (w + b)) = ¾, and without doubling
   * √3 / (1 + √3) = 0.63. A mean of n draws has a standard error below ½ / √n: five of them, 0.018, for 1 seed in 10⁶.
   */
  @Test
  void highestPairDoublesInputsAndBiasesFromAbove() {
    int n = 20_000;
    float half = (float) (0.25 * Math.log(3));
    Machine machine = twoUnits(half, half, 200);
    Patterns off = Patterns.of(n, 1, new byte[n]);
    double error = 5 * 0.5 / Math.sqrt(n);
    Machine doubled = afterOneStep(machine, off, settings(1, n).withDoubling(Doubling.of(1, 3)));
    assertThat((double) half - doubled.biases(0)[0]).isCloseTo(0.75, within(error));
    Machine single = afterOneStep(machine, off, settings(1, n));
    double root = Math.sqrt(3);
    assertThat((double) half - single.biases(0)[0]).isCloseTo(root / (1 + root), within(error));
  }

  /**
   * Visible units that are on in data and model leave no gradient, only the decay: w (1 − ½ · ¼). The factors are powers of
   * two, so that only the last sum is rounded, as the product here is.
   */
  @ParameterizedTest
  @ValueSource(doubles = {Double.POSITIVE_INFINITY, FAR})
  void decayShrinksWeightsAndNotBiases(double norm) {
    Machine random = Machines.random(new int[]{4, 3}, 1, 1, new Seed(2));
    float[] visible = new float[4];
    Arrays.fill(visible, 200);
    Machine machine = Machine.of(random.masks(), new float[][]{random.weights(0)},
        new float[][]{visible, random.biases(1)});
    Patterns on = Patterns.of(1, 4, new byte[]{1, 1, 1, 1});
    Machine after = afterOneStep(machine, on, settings(0.5, 1).withLimits(0.25, norm));
    for (int at = 0; at < 12; at++) {
      assertThat(after.weights(0)[at]).isEqualTo(0.875f * machine.weights(0)[at]);
    }
    assertThat(after.biases(0)).isEqualTo(visible);
    assertThat(after.biases(1)).isEqualTo(machine.biases(1));
  }
}
