package org.secateur.boltzmann;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.secateur.boltzmann.Machines.Named;
import org.secateur.random.Seed;

class EnumerationTest {
  /**
   * At most 2¹⁵ states, each with a relative error of its probability below 100 u (|E| < 50 nats, an exp and a few sums):
   * sums of probabilities are right to 10⁻¹³ and logarithms too. Two routes: twice that, and a margin of ten.
   */
  private static final double TOLERANCE = 2e-12;

  @ParameterizedTest
  @MethodSource("org.secateur.boltzmann.Machines#small")
  void agreesWithTheSumOverAllStates(Named named) {
    Machine machine = named.machine();
    double[] logP = Machines.logProbabilities(machine);
    Enumeration exact = Enumeration.of(machine);
    assertThat(exact.logPartition())
        .isCloseTo(-machine.energy(Machines.state(machine, 0)) - logP[0], within(TOLERANCE));
    for (int l = 0; l < machine.layers(); l++) {
      for (int i = 0; i < machine.units(l); i++) {
        assertThat(exact.rates(l)[i]).isCloseTo(mean(machine, logP, l, i, l, i), within(TOLERANCE));
        for (int j = 0; l + 1 < machine.layers() && j < machine.units(l + 1); j++) {
          assertThat(exact.pairs(l)[i * machine.units(l + 1) + j])
              .isCloseTo(mean(machine, logP, l, i, l + 1, j), within(TOLERANCE));
        }
      }
    }
  }

  private static double mean(Machine machine, double[] logP, int l, int i, int m, int j) {
    double sum = 0;
    for (int s = 0; s < logP.length; s++) {
      byte[][] state = Machines.state(machine, s);
      sum += Math.exp(logP[s]) * state[l][i] * state[m][j];
    }
    return sum;
  }

  @ParameterizedTest
  @MethodSource("org.secateur.boltzmann.Machines#small")
  void knowsTheVisibleDistribution(Named named) {
    Machine machine = named.machine();
    double[] logP = Machines.logProbabilities(machine);
    double[] visible = new double[1 << machine.units(0)];
    for (int s = 0; s < logP.length; s++) {
      visible[s & (visible.length - 1)] += Math.exp(logP[s]);
    }
    double[] table = Enumeration.visibleLogProbabilities(machine);
    for (int v = 0; v < visible.length; v++) {
      // Here the logarithm is taken of a sum that may be small: its relative error is that of its terms.
      assertThat(table[v]).isCloseTo(Math.log(visible[v]), within(TOLERANCE));
      if (machine.layers() == 2) {
        assertThat(-machine.freeEnergy(Machines.state(machine, v)[0]) - Enumeration.logPartition(machine))
            .isCloseTo(table[v], within(TOLERANCE));
      }
    }
  }

  /** Deleting w changes the joint distribution by w p + ln(1 − p + p e^−w) exactly, p = ⟨v h⟩. */
  @ParameterizedTest
  @MethodSource("org.secateur.boltzmann.Machines#small")
  void knowsTheCostOfADeletion(Named named) {
    Machine machine = named.machine();
    double[] logP = Machines.logProbabilities(machine);
    Enumeration exact = Enumeration.of(machine);
    for (int l = 0; l + 1 < machine.layers(); l++) {
      for (int at : machine.mask(l).positions()) {
        Mask[] masks = machine.masks();
        masks[l] = masks[l].without(new int[]{at});
        Machine cut = machine.withMasks(masks);
        double w = machine.weights(l)[at];
        double p = exact.pairs(l)[at];
        double identity = w * p + Math.log(1 - p + p * Math.exp(-w));
        double direct = Machines.kullbackLeibler(logP, Machines.logProbabilities(cut));
        assertThat(direct).isCloseTo(identity, within(20 * TOLERANCE));
        assertThat(Enumeration.kullbackLeibler(exact, cut, Enumeration.logPartition(cut)))
            .isCloseTo(identity, within(20 * TOLERANCE));
      }
    }
  }

  /** Five standard errors, 2 layers of 5 + 4 rates and 20 pairs: a right sampler fails for 2 seeds in 100 000. */
  @Test
  void drawsExactSamples() {
    Machine machine = Machines.random(new int[]{5, 4}, 1, 1, new Seed(3));
    Enumeration exact = Enumeration.of(machine);
    int count = 40_000;
    Samples samples = exact.sample(count, new Seed(8));
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 4; j++) {
        double together = 0;
        for (int k = 0; k < count; k++) {
          together += samples.layer(0).bit(k, i) * samples.layer(1).bit(k, j);
        }
        double p = exact.pairs(0)[i * 4 + j];
        assertThat(together / count).isCloseTo(p, within(5 * Math.sqrt(p * (1 - p) / count)));
      }
    }
    for (int l = 0; l < 2; l++) {
      double[] means = samples.layer(l).means();
      for (int i = 0; i < means.length; i++) {
        double p = exact.rates(l)[i];
        assertThat(means[i]).isCloseTo(p, within(5 * Math.sqrt(p * (1 - p) / count)));
      }
    }
    assertThat(exact.sample(10, new Seed(8)).visible()).isEqualTo(samples.visible().slice(0, 10));
  }

  /** A machine without synapses is independent units: ln Z = Σ ln(1 + e^b), whatever the size of the larger side. */
  @Test
  void sumsALargeSideInClosedForm() {
    int many = 700;
    float[][] biases = {new float[many], {0.5f, -1, 2}};
    double expected = Math.log1p(Math.exp(0.5)) + Math.log1p(Math.exp(-1)) + Math.log1p(Math.exp(2));
    for (int i = 0; i < many; i++) {
      biases[0][i] = (i - 350) / 16f;
      expected += Math.max(biases[0][i], 0) + Math.log1p(Math.exp(-Math.abs(biases[0][i])));
    }
    Machine machine = Machine.of(new Mask[]{Mask.of(many, 3, new BitSet())},
        new float[][]{new float[many * 3]}, biases);
    // 700 terms below 22, each right to 2 u: 700 · 22 · 2 u < 4e-12
    assertThat(Enumeration.logPartition(machine)).isCloseTo(expected, within(4e-12));
  }

  @Test
  void refusesWhatIsTooLarge() {
    Machine machine = Machine.random(new Mask[]{Mask.full(26, 26)}, 0, new float[2][26], new Seed(1));
    assertThatThrownBy(() -> Enumeration.of(machine)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 25 units");
    assertThatThrownBy(() -> Enumeration.visibleLogProbabilities(machine))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** The receptive fields of the paper: 20×20 sheets, windows of side 5 clipped at the border. */
  @Test
  void countsTheSynapsesOfThePaper() {
    assertThat(Mask.windows(20, 20, 2).synapses()).isEqualTo(8836);
    assertThat(Mask.full(400, 676).synapses()).isEqualTo(270_400);
  }

  @Test
  void refusesPatternsThatAreNotBinary() {
    assertThatThrownBy(() -> Patterns.of(2, 2, new byte[]{0, 1, 1, 2}))
        .hasMessageContaining("column 1 of row 1 is 2");
  }
}
