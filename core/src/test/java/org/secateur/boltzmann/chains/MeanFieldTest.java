package org.secateur.boltzmann.chains;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Machines;
import org.secateur.boltzmann.Patterns;
import org.secateur.random.Seed;

class MeanFieldTest {

  /**
   * Oracle: the equations h = σ(inputs from below and above), iterated in doubles from ½. Let q be the largest sum of |w| / 4
   * from hidden neighbours into a hidden unit. The slope of σ is at most ¼, so a round shrinks the largest error q times: if
   * q is below 1 there is one solution, and when a round changes less than the tolerance t, at most t q / (1 − q) is left.
   * Or it ends after 500 rounds, when q⁵⁰⁰ is left. A unit has at most 8 terms, all sums below 16 here: an input errs by at
   * most 8 · 16 · 2⁻²⁴, a mean by a quarter of it and 3 · 10⁻⁷ of the fitted σ, and rounds add up 1 / (1 − q) of these.
   */
  @ParameterizedTest
  @CsvSource({"3,1,1", "3,1,2", "3,1,3", "4,0.6,1", "4,0.6,2"})
  void solvesTheEquations(int layers, double sd, long seed) {
    int[] units = layers == 3 ? new int[]{4, 3, 3} : new int[]{4, 3, 3, 2};
    Machine machine = Machines.random(units, sd, 1, new Seed(seed));
    double q = contraction(machine);
    assertThat(q).isLessThan(0.96);
    double tolerance = (1e-7 * q + 8 * 16 * 0x1p-26 + 3e-7) / (1 - q) + Math.pow(q, 500);
    Patterns patterns = Patterns.of(4, 4, new byte[]{0, 0, 0, 0, 1, 0, 1, 1, 0, 1, 0, 1, 1, 1, 1, 1});
    for (int l = 1; l < layers; l++) {
      float[] means = new MeanField(1e-7, 500).means(machine, patterns, l);
      for (int k = 0; k < patterns.count(); k++) {
        double[] expected = solution(machine, patterns.row(k))[l];
        for (int i = 0; i < units[l]; i++) {
          assertThat((double) means[k * units[l] + i]).isCloseTo(expected[i], within(tolerance));
        }
      }
    }
  }

  private static double contraction(Machine machine) {
    double most = 0;
    for (int l = 1; l < machine.layers(); l++) {
      for (int i = 0; i < machine.units(l); i++) {
        double sum = 0;
        for (int j = 0; l > 1 && j < machine.units(l - 1); j++) {
          sum += Math.abs(machine.weight(l - 1, j, i));
        }
        for (int j = 0; l + 1 < machine.layers() && j < machine.units(l + 1); j++) {
          sum += Math.abs(machine.weight(l, i, j));
        }
        most = Math.max(most, sum / 4);
      }
    }
    return most;
  }

  /** 1000 rounds: 0.96¹⁰⁰⁰ is below the rounding of doubles. */
  private static double[][] solution(Machine machine, byte[] visible) {
    double[][] h = new double[machine.layers()][];
    for (int l = 0; l < h.length; l++) {
      h[l] = new double[machine.units(l)];
      for (int i = 0; i < h[l].length; i++) {
        h[l][i] = l == 0 ? visible[i] : 0.5;
      }
    }
    for (int round = 0; round < 1000; round++) {
      for (int l = 1; l < h.length; l++) {
        for (int i = 0; i < h[l].length; i++) {
          double input = machine.biases(l)[i];
          for (int j = 0; j < h[l - 1].length; j++) {
            input += h[l - 1][j] * machine.weight(l - 1, j, i);
          }
          for (int j = 0; l + 1 < h.length && j < h[l + 1].length; j++) {
            input += h[l + 1][j] * machine.weight(l, i, j);
          }
          h[l][i] = 1 / (1 + Math.exp(-input));
        }
      }
    }
    return h;
  }
}
