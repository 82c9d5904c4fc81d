package org.secateur.boltzmann.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
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
        int chains = 131; // more than a strip
        LayerBlock block = new LayerBlock(machine.units(), LayerBlock.keys(new Seed(1), "c", 0, chains), 0);
        conditionals.sweep(block);
        byte[][] state = new byte[3][];
        for (int l = 0; l < 3; l++) {
          byte[] all = new byte[machine.units(l) * chains];
          block.copyBits(l, all, 0);
          state[l] = java.util.Arrays.copyOfRange(all, 130 * machine.units(l), 131 * machine.units(l));
        }
        for (int l = 0; l < 3; l++) {
          float[] held = block.layer(l).clone();
          conditionals.input(l, Neighbours.BOTH, 1, conditionals.biases(l), block);
          for (int i = 0; i < machine.units(l); i++) {
            byte[][] on = {state[0].clone(), state[1].clone(), state[2].clone()};
            byte[][] off = {state[0].clone(), state[1].clone(), state[2].clone()};
            on[l][i] = 1;
            off[l][i] = 0;
            assertThat((double) block.layer(l)[i * chains + 130]).isCloseTo(
                machine.energy(off) - machine.energy(on),
                within(60 * 61 * 4 * 0x1p-24));
          }
          System.arraycopy(held, 0, block.layer(l), 0, held.length);
        }
      }
    }
  }
}
