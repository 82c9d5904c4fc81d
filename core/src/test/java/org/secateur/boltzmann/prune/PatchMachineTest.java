package org.secateur.boltzmann.prune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.secateur.boltzmann.Enumeration;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Mask;
import org.secateur.boltzmann.Patterns;
import org.secateur.boltzmann.data.NoisePatches;
import org.secateur.boltzmann.fisher.InformationMatrix;
import org.secateur.boltzmann.train.Training;
import org.secateur.boltzmann.train.TrainingSettings;
import org.secateur.random.Seed;

/** The paper's patch machine, 13-70, faithful settings, on 1/f patches: 90 000 patterns one at a time, two epochs. */
class PatchMachineTest {
  private static final int PATCHES = 90_000;

  /** The bounds are those of the acceptance test; the reference table has |w| 68/60/33, random 70/67/58, F 70/49/18. */
  @Test
  void losesUnitsAsThePaperSays() {
    Seed seed = new Seed(1);
    Patterns data = NoisePatches.of(PATCHES, NoisePatches.EXPONENT, seed);
    float[][] biases = {new float[13], new float[70]};
    double[] means = data.means();
    for (int i = 0; i < 13; i++) {
      biases[0][i] = (float) Math.log(means[i] / (1 - means[i]));
    }
    Arrays.fill(biases[1], -2);
    Machine start = Machine.random(new Mask[]{Mask.full(13, 70)}, 0.1, biases, seed);
    TrainingSettings settings = TrainingSettings.faithfulPatches();
    Machine trained = new Training(data, settings, seed).train(start);
    double[] spectrum = InformationMatrix.exact(Enumeration.of(trained)).eigenvalues();
    assertThat(spectrum[0]).isGreaterThan(10 * spectrum[1]);
    int[] magnitude = units(new LocalCriterion.Magnitude(), trained, data, settings, seed);
    int[] random = units(new GlobalCriterion.Random(), trained, data, settings, seed);
    int[] information = units(new LocalCriterion.VarianceInformation(), trained, data, settings, seed);
    int[][] reference = {{68, 60, 33}, {70, 67, 58}};
    for (int round = 0; round < 3; round++) {
      assertThat(magnitude[round]).isBetween(reference[0][round] - 5, reference[0][round] + 5);
      assertThat(random[round]).isBetween(reference[1][round] - 5, reference[1][round] + 5);
    }
    assertThat(information[2]).isLessThanOrEqualTo(25).isLessThan(magnitude[2]);
  }

  private static int[] units(Criterion criterion, Machine trained, Patterns data, TrainingSettings settings,
      Seed seed) {
    Pruning pruning = new Pruning(criterion, Selection.geometric(trained, 3, 0.5),
        new EvidenceSource.ExactSamples(PATCHES), Cut.AUTHORS, Optional.of(settings), Limit.NONE);
    List<Round> rounds = pruning.run(trained, data, seed).rounds();
    assertThat(rounds.get(2).trained().synapses()).isEqualTo(113);
    return rounds.stream().mapToInt(r -> r.trained().units(1)).toArray();
  }
}
