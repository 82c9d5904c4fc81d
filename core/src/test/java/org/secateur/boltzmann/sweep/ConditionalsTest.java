package org.secateur.boltzmann.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Machines;
import org.secateur.random.Seed;

class ConditionalsTest {

  /**
   * The change of energy when a unit is switched on is minus its input. Inputs are sums of at most 60 products of floats
   * below 4: 60 · 61 · 4 · 2⁻²⁴ bounds their error.
   */
  @Test
  void inputsAreEnergyDifferences() {
    for (double density : new double[]{1, 0.3, 0.05}) {
      Machine machine = Machines.random(new int[]{30, 41, 30}, 1, density, new Seed(9));
      for (double sparse : new double[]{0, 2}) {
        Conditionals conditionals = Conditionals.of(machine, sparse);
        int chains = 2 * LayerBlock.STRIP + 3; // two strips and the start of another
        LayerBlock block = new LayerBlock(machine.units(), LayerBlock.keys(new Seed(1), "c", 0, chains), 0);
        conditionals.sweep(block);
        byte[][] state = new byte[3][];
        for (int l = 0; l < 3; l++) {
          byte[] all = new byte[machine.units(l) * chains];
          block.copyBits(l, all, 0);
          state[l] = java.util.Arrays.copyOfRange(all, (chains - 1) * machine.units(l),
              chains * machine.units(l));
        }
        for (int l = 0; l < 3; l++) {
          float[] held = block.layer(l).clone();
          conditionals.input(l, Neighbours.BOTH, 1, conditionals.biases(l), block);
          for (int i = 0; i < machine.units(l); i++) {
            byte[][] on = {state[0].clone(), state[1].clone(), state[2].clone()};
            byte[][] off = {state[0].clone(), state[1].clone(), state[2].clone()};
            on[l][i] = 1;
            off[l][i] = 0;
            assertThat((double) block.layer(l)[i * chains + chains - 1]).isCloseTo(
                machine.energy(off) - machine.energy(on),
                within(60 * 61 * 4 * 0x1p-24));
          }
          System.arraycopy(held, 0, block.layer(l), 0, held.length);
        }
      }
    }
  }

  /**
   * Conditionals over parameters in training are sums over the parameters as they are, also after these have changed: with
   * few units on and many, few synapses and all, more units than a strip, and chains that do not divide by eight. A sum of
   * n + 1 terms in floats, in any order, errs by at most (n + 3) · 2⁻²⁴ of the sum of magnitudes.
   */
  @ParameterizedTest
  @CsvSource({"1,0.1", "1,0.6", "0.1,0.1", "0.6,0"})
  void trainingSeesTheParametersAsTheyAre(double density, double on) {
    Machine machine = Machines.random(new int[]{60, 150}, 1, density, new Seed(4));
    float[] weights = machine.weights(0);
    float[][] biases = {machine.biases(0), machine.biases(1)};
    Conditionals training = Conditionals.ofArrays(machine.masks(), new float[][]{weights}, biases);
    requireSums(training, machine, on);
    for (int k = 0; k < weights.length; k++) {
      weights[k] *= -2;
    }
    training.refresh();
    requireSums(training, Machine.of(machine.masks(), new float[][]{weights}, biases), on);
  }

  private static void requireSums(Conditionals training, Machine machine, double on) {
    int chains = 67;
    for (int l : new int[]{1, 0}) {
      LayerBlock block = new LayerBlock(machine.units(), new long[chains], 0);
      float[] x = block.layer(1 - l);
      for (int k = 0; k < x.length; k++) {
        x[k] = new Seed(5).uniform("on", k) < on ? 1 : 0;
      }
      training.input(l, Neighbours.BOTH, 1.5f, machine.biases(l), block);
      int terms = machine.units(1 - l);
      for (int i = 0; i < machine.units(l); i++) {
        for (int c = 0; c < chains; c++) {
          double sum = machine.biases(l)[i];
          double magnitude = Math.abs(sum);
          for (int j = 0; j < terms; j++) {
            double term = 1.5 * x[j * chains + c]
                * (l == 1 ? machine.weight(0, j, i) : machine.weight(0, i, j));
            sum += term;
            magnitude += Math.abs(term);
          }
          assertThat((double) block.layer(l)[i * chains + c]).isCloseTo(sum,
              within((terms + 3) * 0x1p-24 * magnitude));
        }
      }
    }
  }
}
