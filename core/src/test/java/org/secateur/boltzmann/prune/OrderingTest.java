package org.secateur.boltzmann.prune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.secateur.boltzmann.Enumeration;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Mask;
import org.secateur.boltzmann.Patterns;
import org.secateur.boltzmann.data.BarsAndStripes;
import org.secateur.boltzmann.fisher.PairStatistics;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/**
 * Which criteria cost less, on machines where nothing is estimated: exact training, exact rates, exact divergences. Five seeds;
 * an order counts as shown if the 95 % interval of the paired difference (Student, 4 degrees of freedom) lies above zero. Five
 * seeds do not tell anti-information from chance, before training or after, nor w²F from it in a well-used machine trained
 * again, though the reference has them apart.
 */
class OrderingTest {
  private static final int SEEDS = 5;
  private static final double STUDENT = 2.776;
  private static final LocalCriterion COST = new LocalCriterion.DeletionCost();
  private static final LocalCriterion VARIANCE = new LocalCriterion.VarianceInformation();
  private static final LocalCriterion QUADRATIC = new LocalCriterion.SquaredWeightTimes(VARIANCE);
  private static final LocalCriterion MAGNITUDE = new LocalCriterion.Magnitude();
  private static final Criterion RANDOM = new GlobalCriterion.Random();
  private static final Criterion ANTI = new GlobalCriterion.Anti(VARIANCE);

  private static double[] bars(int side, double flips) {
    Patterns p = BarsAndStripes.all(side);
    double[] q = new double[1 << p.width()];
    for (int k = 0; k < p.count(); k++) {
      for (int v = 0; v < q.length; v++) {
        int distance = 0;
        for (int i = 0; i < p.width(); i++) {
          distance += (((v >>> i) & 1) ^ p.bit(k, i));
        }
        q[v] += Math.pow(flips, distance) * Math.pow(1 - flips, p.width() - distance) / p.count();
      }
    }
    return q;
  }

  private static Machine trained(int side, int hidden, double sd, double[] target, int steps, int seed) {
    int n = side * side;
    Machine start = Machine.random(new Mask[]{Mask.full(n, hidden)}, sd,
        new float[][]{new float[n], new float[hidden]},
        new Seed(seed));
    return ExactTraining.train(start, target, steps, 0.2, 0);
  }

  /** KL between the joint distributions before and after one cut. */
  private static double damage(Machine machine, Criterion criterion, double keep, int seed) {
    Enumeration exact = Enumeration.of(machine);
    Machine after = cut(machine, criterion, keep, seed);
    return Enumeration.kullbackLeibler(exact, after, Enumeration.logPartition(after));
  }

  private static Machine cut(Machine machine, Criterion criterion, double keep, int seed) {
    Evidence evidence = Evidence.of(machine, PairStatistics.exact(Enumeration.of(machine)), new Seed(seed));
    int[][] removed = Selection.perLayer(keep).removed(machine, criterion.score(evidence), new Seed(seed));
    return ((PrunedMachine) new Cut(UnitLoss.NONE, Compensation.NONE).apply(machine, removed,
        evidence.statistics()))
        .machine();
  }

  private static void assertLess(double[] small, double[] large, String what) {
    double[] difference = new double[SEEDS];
    Arrays.setAll(difference, k -> large[k] - small[k]);
    double mean = Arrays.stream(difference).average().orElseThrow();
    double variance = Arrays.stream(difference).map(d -> (d - mean) * (d - mean)).sum() / (SEEDS - 1);
    assertThat(mean - STUDENT * Math.sqrt(variance / SEEDS))
        .as("%s: %s against %s", what, Arrays.toString(small), Arrays.toString(large)).isPositive();
  }

  /** A well-used machine: the exact cost is least, information without the weight worse than chance. */
  @Test
  void inAWellUsedMachineTheExactCostIsLeast() {
    double[] target = bars(3, 0.02);
    Machine[] machines = new Machine[SEEDS];
    Arrays.setAll(machines, k -> trained(3, 6, 0.5, target, 3000, k));
    for (double keep : new double[]{0.9, 0.7, 0.5}) {
      double[][] cost = new double[6][SEEDS];
      List<Criterion> criteria = List.of(COST, MAGNITUDE, QUADRATIC, VARIANCE, RANDOM, ANTI);
      for (int c = 0; c < criteria.size(); c++) {
        for (int k = 0; k < SEEDS; k++) {
          cost[c][k] = damage(machines[k], criteria.get(c), keep, k);
        }
      }
      assertLess(cost[0], cost[4], "exact cost, random at " + keep);
      assertLess(cost[0], cost[5], "exact cost, anti at " + keep);
      assertLess(cost[0], cost[3], "exact cost, F at " + keep);
      assertLess(cost[2], cost[5], "w²F, anti at " + keep);
      assertLess(cost[4], cost[3], "random, F at " + keep);
      assertThat(Arrays.stream(cost[0]).sum()).as("exact cost, w²F at %s", keep)
          .isLessThanOrEqualTo(Arrays.stream(cost[2]).sum() * (1 + 1e-9));
    }
  }

  /** The same machines at 70 % after 150 steps of exact training: it repairs much, but not the order. */
  @Test
  void trainingAgainKeepsTheOrderOfAWellUsedMachine() {
    double[] target = bars(3, 0.02);
    List<Criterion> criteria = List.of(COST, QUADRATIC, RANDOM, ANTI, VARIANCE);
    double[][] left = new double[criteria.size()][SEEDS];
    for (int k = 0; k < SEEDS; k++) {
      Machine machine = trained(3, 6, 0.5, target, 3000, k);
      for (int c = 0; c < criteria.size(); c++) {
        Machine after = ExactTraining.train(cut(machine, criteria.get(c), 0.7, k), target, 150, 0.2, 0);
        left[c][k] = ExactTraining.divergence(target, after);
      }
    }
    assertLess(left[0], left[2], "exact cost, random");
    assertLess(left[0], left[3], "exact cost, anti");
    assertLess(left[0], left[4], "exact cost, F");
    assertLess(left[1], left[2], "w²F, random");
    assertLess(left[2], left[4], "random, F");
    assertThat(Arrays.stream(left[0]).sum()).isLessThanOrEqualTo(Arrays.stream(left[1]).sum());
  }

  /** With silent units that carry weights, |w| keeps what nobody uses and pays for it. */
  @Test
  void silentUnitsMisleadTheMagnitude() {
    double[] target = bars(3, 0.02);
    List<Criterion> criteria = List.of(COST, QUADRATIC, VARIANCE, MAGNITUDE, RANDOM, ANTI);
    double[][] cost = new double[criteria.size()][SEEDS];
    for (int k = 0; k < SEEDS; k++) {
      Machine machine = withSilentUnits(trained(3, 6, 0.5, target, 3000, k), 4, k);
      for (int c = 0; c < criteria.size(); c++) {
        cost[c][k] = damage(machine, criteria.get(c), 0.7, k);
      }
    }
    for (int c = 0; c < 3; c++) {
      assertLess(cost[c], cost[3], criteria.get(c) + ", |w|");
    }
    assertLess(cost[3], cost[4], "|w|, random");
    assertLess(cost[3], cost[5], "|w|, anti");
    // The reference has a factor of 190; ten is what the claim needs.
    assertThat(Arrays.stream(cost[0]).sum() * 10).isLessThan(Arrays.stream(cost[3]).sum());
    assertThat(Arrays.stream(cost[0]).sum()).isLessThanOrEqualTo(Arrays.stream(cost[1]).sum() * (1 + 1e-9));
  }

  private static Machine withSilentUnits(Machine machine, int silent, int seed) {
    int hidden = machine.units(1) + silent;
    NoiseStream stream = new Seed(seed).stream("silent");
    float[] weights = new float[machine.units(0) * hidden];
    float[] biases = Arrays.copyOf(machine.biases(1), hidden);
    for (int at = 0; at < weights.length; at++) {
      int j = at % hidden;
      weights[at] = j < machine.units(1) ? machine.weight(0, at / hidden, j) : (float) stream.nextGaussian();
      biases[j] = j < machine.units(1) ? biases[j] : -12;
    }
    return Machine.of(new Mask[]{Mask.full(machine.units(0), hidden)}, new float[][]{weights},
        new float[][]{machine.biases(0), biases});
  }

  /** Rounds of 20 % with exact training in between: exact cost before chance, chance before F alone. */
  @Test
  void theOrderSurvivesTraining() {
    double[] target = bars(4, 0);
    double[][] left = new double[5][SEEDS];
    List<Criterion> criteria = List.of(COST, RANDOM, VARIANCE, QUADRATIC, ANTI);
    for (int k = 0; k < SEEDS; k++) {
      Machine start = trained(4, 10, 0.1, target, 800, k);
      for (int c = 0; c < criteria.size(); c++) {
        Machine machine = start;
        for (int round = 0; round < 2; round++) {
          machine = ExactTraining.train(cut(machine, criteria.get(c), 0.8, k), target, 80, 0.2, 0);
        }
        left[c][k] = ExactTraining.divergence(target, machine);
      }
    }
    assertLess(left[0], left[1], "exact cost, random after two rounds");
    assertLess(left[1], left[2], "random, F after two rounds");
    assertLess(left[0], left[3], "exact cost, w²F after two rounds");
    assertLess(left[3], left[1], "w²F, random after two rounds");
    assertLess(left[3], left[4], "w²F, anti after two rounds");
  }
}
