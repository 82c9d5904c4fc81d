package org.secateur.boltzmann.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Machines;
import org.secateur.boltzmann.sweep.LayerBlock;
import org.secateur.random.Seed;

class AveragesTest {
  private static final int[] UNITS = {70, 133};

  /**
   * The difference of ⟨x y⟩, summed pair by pair, by each of the three routes: few synapses, few units on (of 67 and 91
   * chains), products. Values lie in [0, 1] and means of 91 of them in floats err by at most 92 · 2⁻²⁴, twice.
   */
  @ParameterizedTest
  @CsvSource({"0.1,0.5", "1,0.1", "0.6,0.1", "1,0.5", "1,0.01", "1,0"})
  void isTheDifferenceOfPairs(double density, double on) {
    Machine machine = Machines.random(UNITS, 1, density, new Seed(3));
    LayerBlock data = block(67, on, 1);
    List<LayerBlock> model = List.of(block(91, on, 2), block(64, on, 3));
    Averages averages = new Averages(new Parameters(machine));
    averages.difference(data, model);
    for (int i = 0; i < UNITS[0]; i++) {
      for (int j = 0; j < UNITS[1]; j++) {
        double expected = machine.mask(0).contains(i, j)
            ? sum(data, i, j) / 67 - (sum(model.get(0), i, j) + sum(model.get(1), i, j)) / 155
            : 0;
        assertThat((double) averages.weightGradient()[0][i * UNITS[1] + j]).isCloseTo(expected,
            within(2 * 92 * 0x1p-24));
      }
    }
  }

  private static LayerBlock block(int chains, double on, long seed) {
    LayerBlock block = new LayerBlock(UNITS, new long[chains], 0);
    for (int k = 0; k < block.layer(0).length; k++) {
      block.layer(0)[k] = new Seed(seed).uniform("lower", k) < on ? 1 : 0;
    }
    for (int k = 0; k < block.layer(1).length; k++) {
      block.layer(1)[k] = (float) new Seed(seed).uniform("upper", k);
    }
    return block;
  }

  private static double sum(LayerBlock block, int i, int j) {
    double sum = 0;
    for (int c = 0; c < block.chains(); c++) {
      sum += (double) block.layer(0)[i * block.chains() + c] * block.layer(1)[j * block.chains() + c];
    }
    return sum;
  }
}
