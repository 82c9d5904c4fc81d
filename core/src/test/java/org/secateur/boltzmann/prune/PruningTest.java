package org.secateur.boltzmann.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.secateur.boltzmann.Enumeration;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Machines;
import org.secateur.boltzmann.Mask;
import org.secateur.boltzmann.Patterns;
import org.secateur.boltzmann.Samples;
import org.secateur.boltzmann.data.BarsAndStripes;
import org.secateur.boltzmann.fisher.PairStatistics;
import org.secateur.boltzmann.train.TrainingSettings;
import org.secateur.prune.Budget;
import org.secateur.random.Seed;

class PruningTest {
  private static final Criterion MAGNITUDE = new LocalCriterion.Magnitude();

  private static Machine full(int... units) {
    return Machines.random(units, 1, 1, new Seed(1));
  }

  private static Machine cut(Machine machine, Selection selection, Criterion criterion, UnitLoss loss) {
    Evidence evidence = Evidence.of(machine, PairStatistics.exact(Enumeration.of(machine)), new Seed(5));
    int[][] removed = selection.removed(machine, criterion.score(evidence), new Seed(5));
    CutOutcome outcome = new Cut(loss, Compensation.NONE).apply(machine, removed, evidence.statistics());
    return ((PrunedMachine) outcome).machine();
  }

  /** 910 → 455 → 227 → 113, as the paper's patch machine. */
  @Test
  void countsAreThoseOfThePaper() {
    Machine machine = full(13, 70);
    List<Long> counts = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      machine = cut(machine, Selection.perLayer(0.5), MAGNITUDE, UnitLoss.NONE);
      counts.add(machine.synapses());
    }
    assertThat(counts).containsExactly(455L, 227L, 113L);
    // 97 363.6: the paper's table has it rounded, we never keep more than asked.
    assertThat(Selection.kept(Math.pow(0.9, 10), 279_236)).isEqualTo(97_363);
    assertThat(Selection.kept(0.29, 100)).isEqualTo(29);
    assertThat(Selection.geometric(full(13, 70), 3, 0.5).get(2).budgets())
        .containsExactly(new Budget.EdgeCount(113));
  }

  @Test
  void ofEqualScoresExactlySoManyGo() {
    Machine machine = full(10, 10);
    Scores equal = Scores.of(machine, new double[1][100]);
    assertThat(Selection.perLayer(0.3).removed(machine, equal, new Seed(1))[0]).hasSize(70);
    assertThat(Selection.perLayer(0.3).removed(machine, equal, new Seed(1))[0])
        .isEqualTo(Selection.perLayer(0.3).removed(machine, equal, new Seed(1))[0])
        .isNotEqualTo(Selection.perLayer(0.3).removed(machine, equal, new Seed(2))[0]);
    double[][] values = new double[1][100];
    for (int k = 0; k < 40; k++) {
      values[0][k] = 1 + k;
    }
    Scores zeros = Scores.of(machine, values);
    Selection tenth = Selection.perLayer(0.9);
    assertThat(tenth.removed(machine, zeros, new Seed(1))[0]).hasSize(10);
    assertThat(tenth.withZeros(Selection.Zeros.ALL_GO).removed(machine, zeros, new Seed(1))[0]).hasSize(60);
    assertThat(
        Selection.perLayer(0.2).withZeros(Selection.Zeros.ALL_GO).removed(machine, zeros, new Seed(1))[0])
        .hasSize(80);
  }

  @Test
  void layersAreCountedApartOrTogether() {
    Machine machine = full(10, 10, 20);
    double[][] values = new double[2][];
    values[0] = new double[100];
    values[1] = new double[200];
    java.util.Arrays.fill(values[1], 1);
    Scores scores = Scores.of(machine, values);
    int[][] apart = Selection.perLayer(0.9, 0.75).removed(machine, scores, new Seed(1));
    assertThat(apart[0]).hasSize(10);
    assertThat(apart[1]).hasSize(50);
    int[][] together = Selection.global(0.5).removed(machine, scores, new Seed(1));
    assertThat(together[0]).hasSize(100);
    assertThat(together[1]).hasSize(50);
    assertThatThrownBy(() -> new Selection(List.of(new Budget.Epsilon(0.5)), Selection.Scope.GLOBAL,
        Selection.Zeros.COUNTED)).hasMessageContaining("a fraction or a number");
  }

  /** What a single deletion costs, by enumeration of both machines, is the deletion cost's score. */
  @ParameterizedTest
  @MethodSource("org.secateur.boltzmann.Machines#small")
  void deletionCostIsTheDivergence(Machines.Named named) {
    Machine machine = named.machine();
    Enumeration exact = Enumeration.of(machine);
    Scores scores = new LocalCriterion.DeletionCost()
        .score(Evidence.of(machine, PairStatistics.exact(exact), new Seed(1)));
    for (int l = 0; l + 1 < machine.layers(); l++) {
      int[] positions = machine.mask(l).positions();
      for (int k = 0; k < positions.length; k++) {
        Mask[] masks = machine.masks();
        masks[l] = masks[l].without(new int[]{positions[k]});
        Machine without = machine.withMasks(masks);
        assertThat(Enumeration.kullbackLeibler(exact, without, Enumeration.logPartition(without)))
            .isCloseTo(scores.values(l)[k], within(1e-10));
      }
    }
  }

  /** The cost of a unit from exact samples against enumeration: a mean of 40 000 numbers, five standard errors of each. */
  @Test
  void unitCostIsTheDivergence() {
    Machine machine = Machines.random(new int[]{4, 3, 2}, 1, 1, new Seed(3));
    Enumeration exact = Enumeration.of(machine);
    int count = 40_000;
    double[][] costs = UnitScores.deletionCosts(machine, exact.sample(count, new Seed(1)));
    for (int l = 1; l < 3; l++) {
      for (int i = 0; i < machine.units(l); i++) {
        Mask[] masks = machine.masks();
        int unit = i;
        int upper = machine.units(l);
        masks[l - 1] = masks[l - 1]
            .without(java.util.stream.IntStream.range(0, machine.units(l - 1)).map(r -> r * upper + unit)
                .toArray());
        if (l == 1) {
          int columns = machine.units(2);
          masks[1] = masks[1]
              .without(java.util.stream.IntStream.range(0, columns).map(c -> unit * columns + c).toArray());
        }
        Machine without = machine.withMasks(masks);
        double truth = Enumeration.kullbackLeibler(exact, without, Enumeration.logPartition(without));
        // Inputs are below 6 in size: h a has a standard deviation below 3, the ratio's logarithm no more.
        assertThat(costs[l][i]).isCloseTo(truth, within(5 * 6 / Math.sqrt(count)));
        assertThat(costs[l][i]).isCloseTo(truth, within(0.1 * truth + 0.02));
      }
    }
  }

  @Test
  void unitsGoByTheirSides() {
    // 2 - 3 - 2: hidden unit 0 hears nobody, 1 is heard by nobody, 2 is whole.
    java.util.BitSet low = new java.util.BitSet();
    java.util.BitSet high = new java.util.BitSet();
    for (int at : new int[]{1, 2, 4, 5}) {
      low.set(at);
    }
    for (int at : new int[]{0, 1, 4}) {
      high.set(at);
    }
    Machine machine = Machine.of(new Mask[]{Mask.of(2, 3, low), Mask.of(3, 2, high)},
        new float[][]{{1, 1, 1, 1, 1, 1}, {1, 1, 1, 1, 1, 1}}, new float[][]{{0, 0}, {1, 2, 3}, {0, 5}});
    assertThat(dead(machine, UnitLoss.Side.AFFERENT, UnitLoss.Passes.ONE)).containsExactly(0);
    assertThat(dead(machine, UnitLoss.Side.EFFERENT, UnitLoss.Passes.ONE)).containsExactly(1);
    assertThat(dead(machine, UnitLoss.Side.EITHER, UnitLoss.Passes.ONE)).containsExactly(0, 1);
    assertThat(dead(machine, UnitLoss.Side.BOTH, UnitLoss.Passes.ONE)).isEmpty();
    PrunedMachine once = apply(machine, UnitLoss.AUTHORS);
    assertThat(once.machine().units()).containsExactly(2, 1, 2);
    assertThat(once.machine().biases(1)).containsExactly(3);
    // Unit 1 of the top heard hidden unit 0 alone, which died: it is found only if one looks again.
    PrunedMachine settled = apply(machine, UnitLoss.SETTLED);
    assertThat(settled.machine().units()).containsExactly(2, 1, 1);
    assertThat(settled.removed()).isEqualTo(4);
  }

  private static PrunedMachine apply(Machine machine, UnitLoss loss) {
    PairStatistics statistics = PairStatistics.exact(Enumeration.of(machine));
    return (PrunedMachine) new Cut(loss, Compensation.NONE).apply(machine, new int[2][0], statistics);
  }

  private static int[] dead(Machine machine, UnitLoss.Side side, UnitLoss.Passes passes) {
    return apply(machine, new UnitLoss(side, passes, UnitLoss.Visible.LISTED)).dead(1, 3);
  }

  @Test
  void saysWhenALayerIsEmptyAndWhichVisibleUnitsAreDead() {
    Machine machine = full(3, 4);
    PairStatistics statistics = PairStatistics.exact(Enumeration.of(machine));
    int[] all = machine.mask(0).positions();
    assertThat(Cut.AUTHORS.apply(machine, new int[][]{all}, statistics))
        .isEqualTo(new CutOutcome.Collapsed(1));
    int[][] firstRow = {{0, 1, 2, 3}};
    PrunedMachine listed = (PrunedMachine) Cut.AUTHORS.apply(machine, firstRow, statistics);
    assertThat(listed.deadVisible()).containsExactly(0);
    assertThat(listed.machine().units(0)).isEqualTo(3);
    UnitLoss removing = new UnitLoss(UnitLoss.Side.EITHER, UnitLoss.Passes.ONE, UnitLoss.Visible.REMOVED);
    PrunedMachine removed = (PrunedMachine) new Cut(removing, Compensation.NONE).apply(machine, firstRow,
        statistics);
    assertThat(removed.survivors(0)).containsExactly(1, 2);
    assertThat(removed.machine().weights(0)).hasSize(8);
  }

  /** The mean inputs stay what they were: that is what the compensation is. Biases are floats below 8. */
  @Test
  void compensationKeepsMeanInputs() {
    Machine machine = full(5, 4);
    PairStatistics statistics = PairStatistics.exact(Enumeration.of(machine));
    int[][] removed = {{0, 3, 7, 11, 12}};
    Machine after = ((PrunedMachine) new Cut(UnitLoss.NONE, Compensation.MEAN_INPUT).apply(machine, removed,
        statistics))
        .machine();
    for (int j = 0; j < 4; j++) {
      double before = machine.biases(1)[j];
      double now = after.biases(1)[j];
      for (int i = 0; i < 5; i++) {
        before += machine.weight(0, i, j) * statistics.rates(0)[i];
        now += after.weight(0, i, j) * statistics.rates(0)[i];
      }
      assertThat(now).isCloseTo(before, within(6 * 8 * 0x1p-24));
    }
  }

  @Test
  void overlapTellsNoiseFromOrder() {
    Machine machine = full(8, 6);
    Evidence many = Evidence.of(machine,
        PairStatistics.of(Enumeration.of(machine).sample(40_000, new Seed(1))), new Seed(1));
    Evidence few = Evidence.of(machine, PairStatistics.of(Enumeration.of(machine).sample(4, new Seed(1))),
        new Seed(1));
    LocalCriterion variance = new LocalCriterion.VarianceInformation();
    Selection half = Selection.perLayer(0.5);
    RankingOverlap sure = RankingOverlap.of(many, variance, half);
    assertThat(sure.isMostlyNoise()).isFalse();
    assertThat(sure.chance()).isEqualTo(0.5);
    assertThat(sure.common()).isGreaterThan(0.85);
    assertThat(RankingOverlap.of(few, variance, half).common()).isLessThan(sure.common());
    assertThat(RankingOverlap.of(few, variance, half).isMostlyNoise()).isTrue();
    // Of what is left when half of all synapses go the halves agree on as many as of what goes.
    assertThat(RankingOverlap.of(many, new GlobalCriterion.Anti(variance), half)).isEqualTo(sure);
    Samples joint = Enumeration.of(machine).sample(40_000, new Seed(1));
    Evidence whole = new Evidence(machine, PairStatistics.of(joint), Optional.of(joint), new Seed(1));
    assertThat(RankingOverlap.of(whole, new GlobalCriterion.VisibleFisherInformation(), half).isMostlyNoise())
        .isFalse();
    Samples eight = Enumeration.of(machine).sample(8, new Seed(1));
    Evidence small = new Evidence(machine, PairStatistics.of(eight), Optional.of(eight), new Seed(1));
    assertThat(RankingOverlap.of(small, new GlobalCriterion.VisibleFisherInformation(), half).isMostlyNoise())
        .isTrue();
    assertThat(RankingOverlap.of(whole, new GlobalCriterion.Random(), half))
        .isEqualTo(new RankingOverlap(1, 1));
  }

  /** Errors of independent samples fall with the root of their number; the rates themselves differ by a few per cent. */
  @Test
  void informationHasItsSamplingError() {
    Machine machine = full(8, 6);
    Enumeration exact = Enumeration.of(machine);
    assertThat(Evidence.of(machine, PairStatistics.exact(exact), new Seed(1)).informationError()).isZero();
    double many = Evidence.of(machine, PairStatistics.of(exact.sample(40_000, new Seed(1))), new Seed(1))
        .informationError();
    double few = Evidence.of(machine, PairStatistics.of(exact.sample(400, new Seed(2))), new Seed(1))
        .informationError();
    assertThat(few / many).isBetween(8.0, 12.0);
    // One synapse, both ends on in two samples of four: p = 1/2, no slope, √2 p (1 − p)/n over n/(n − 1) p (1 − p).
    Machine one = Machine.random(new Mask[]{Mask.full(1, 1)}, 1, new float[][]{{0}, {0}}, new Seed(1));
    Patterns on = Patterns.of(4, 1, new byte[]{1, 1, 0, 0});
    double error = Evidence.of(one, PairStatistics.of(new Samples(List.of(on, on))), new Seed(1))
        .informationError();
    assertThat(error).isCloseTo(Math.sqrt(2) / 4 * 3 / 4, within(1e-15));
  }

  @ParameterizedTest
  @MethodSource("org.secateur.boltzmann.prune.Pruning#allCriteria")
  void everyCriterionGoesThroughTheSameRounds(Criterion criterion) throws Exception {
    Machine machine = Machines.random(new int[]{9, 8}, 0.5, 1, new Seed(2));
    Patterns data = BarsAndStripes.all(3);
    TrainingSettings settings = TrainingSettings.modern(3, 0.05).withBatch(5);
    Pruning pruning = new Pruning(criterion, Selection.geometric(machine, 3, 0.6),
        new EvidenceSource.ModelChains(300, 10, 2), new Cut(UnitLoss.AUTHORS, Compensation.MEAN_INPUT),
        Optional.of(settings), Limit.NONE);
    Pruning.Result whole = pruning.run(machine, data, new Seed(4));
    assertThat(whole.end()).isEqualTo(Pruning.End.FINISHED);
    for (Round round : whole.rounds()) {
      assertThat(round.trained().synapses())
          .isEqualTo((long) Math.floor(72 * Math.pow(0.6, round.number()) + 1e-9));
    }
    Pruning.Result later = pruning.resume(whole.rounds().get(0).trained(), data, 2, new Seed(4), round -> {
    });
    assertThat(later.rounds().get(1).trained()).isEqualTo(whole.rounds().get(2).trained());
    for (int threads : new int[]{2, 8}) {
      try (ForkJoinPool pool = new ForkJoinPool(threads)) {
        assertThat(pool.submit(() -> pruning.run(machine, data, new Seed(4))).get().rounds().get(2).trained())
            .isEqualTo(whole.rounds().get(2).trained());
      }
    }
  }

  @Test
  void stopsAtItsLimit() {
    Machine machine = Machines.random(new int[]{9, 8}, 0.5, 1, new Seed(2));
    Pruning pruning = new Pruning(MAGNITUDE, Selection.geometric(machine, 3, 0.5), new EvidenceSource.Exact(),
        Cut.AUTHORS,
        Optional.empty(), new Limit(m -> -(double) m.synapses(), -20));
    Pruning.Result result = pruning.run(machine, BarsAndStripes.all(3), new Seed(1));
    assertThat(result.end()).isEqualTo(Pruning.End.LIMIT_EXCEEDED);
    assertThat(result.rounds()).hasSize(2);
  }
}
