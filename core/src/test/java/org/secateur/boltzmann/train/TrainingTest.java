package org.secateur.boltzmann.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.secateur.boltzmann.Enumeration;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Machines;
import org.secateur.boltzmann.Mask;
import org.secateur.boltzmann.Patterns;
import org.secateur.boltzmann.chains.MeanField;
import org.secateur.boltzmann.chains.Particles;
import org.secateur.boltzmann.data.BarsAndStripes;
import org.secateur.random.Seed;

class TrainingTest {
  private static final UpdateRule NO_MOMENTUM = new UpdateRule.Momentum(Schedule.of(0));

  private static TrainingSettings oneStep(NegativePhase negative, int batch) {
    return new TrainingSettings(negative, NO_MOMENTUM, Schedule.of(1), batch, 1, 0, Double.POSITIVE_INFINITY,
        Gradient.PLAIN, DataOrder.FIXED, Doubling.NONE, MeanField.DEFAULT);
  }

  /**
   * One step of rate 1 from exact particles is the gradient, data less model averages, but for the particles' sampling: an
   * average of 20 000 numbers in [0, 1] has a standard error of at most ½/√20000; five of them, 29 numbers: 1 seed in 60 000.
   */
  @Test
  void persistentGradientIsThatOfTheLogLikelihood() {
    Machine machine = Machines.random(new int[]{5, 4}, 1, 0.8, new Seed(6));
    Patterns data = BarsAndStripes.noisy(3, 50, 0.1, new Seed(2));
    Patterns five = Patterns.of(90, 5, data.toBytes());
    int chains = 20_000;
    Training training = new Training(five, oneStep(new NegativePhase.Persistent(chains, 1), 90), new Seed(1));
    Particles exact = Particles.at(Enumeration.of(machine).sample(chains, new Seed(3)), new Seed(4), "p");
    TrainingState start = training.start(machine);
    Machine after = training.advance(
        new TrainingState(machine, start.moments(), Optional.of(exact), 0, 0, 0, 0), 1).machine();
    double error = 5 * 0.5 / Math.sqrt(chains);
    Enumeration model = Enumeration.of(machine);
    double[] means = five.means();
    for (int i = 0; i < 5; i++) {
      assertThat((double) after.biases(0)[i] - machine.biases(0)[i])
          .isCloseTo(means[i] - model.rates(0)[i], within(error));
    }
    double[][] data1 = positive(machine, five);
    for (int at = 0; at < 20; at++) {
      double gradient = machine.mask(0).contains(at / 4, at % 4) ? data1[0][at] - model.pairs(0)[at] : 0;
      assertThat((double) after.weights(0)[at] - machine.weights(0)[at])
          .isCloseTo(gradient, within(gradient == 0 ? 0 : error));
    }
    for (int j = 0; j < 4; j++) {
      assertThat((double) after.biases(1)[j] - machine.biases(1)[j])
          .isCloseTo(data1[1][j] - model.rates(1)[j], within(error));
    }
  }

  /** ⟨v h⟩ and ⟨h⟩ of the data, by the free energy: P(h_j = 1 | v) from the ratio of the two halves of the sum. */
  private static double[][] positive(Machine machine, Patterns data) {
    int hidden = machine.units(1);
    double[][] sums = {new double[machine.units(0) * hidden], new double[hidden]};
    for (int k = 0; k < data.count(); k++) {
      byte[] v = data.row(k);
      for (int j = 0; j < hidden; j++) {
        byte[] on = new byte[hidden];
        on[j] = 1;
        double p = 1 / (1 + Math.exp(
            machine.energy(new byte[][]{v, on}) - machine.energy(new byte[][]{v, new byte[hidden]})));
        sums[1][j] += p / data.count();
        for (int i = 0; i < v.length; i++) {
          sums[0][i * hidden + j] += v[i] * p / data.count();
        }
      }
    }
    return sums;
  }

  /** Data less model averages are the slope of the exact log-likelihood: central differences of step h err by h². */
  @Test
  void averagesAreTheSlopeOfTheLikelihood() {
    Machine machine = Machines.random(new int[]{4, 3}, 1, 1, new Seed(6));
    Patterns data = Patterns.of(6, 4, Arrays.copyOf(BarsAndStripes.all(2).toBytes(), 24));
    Enumeration model = Enumeration.of(machine);
    double[] slope = positive(machine, data)[0];
    float step = 0x1p-8f;
    for (int at = 0; at < slope.length; at++) {
      double up = logLikelihood(shifted(machine, at, step), data);
      double down = logLikelihood(shifted(machine, at, -step), data);
      float exactStep = shifted(machine, at, step).weights(0)[at]
          - shifted(machine, at, -step).weights(0)[at];
      // The third derivative of ln Z is a third cumulant of a 0/1 variable, at most 0.1; h² / 6 · 0.2 and rounding.
      assertThat((up - down) / exactStep).isCloseTo(slope[at] - model.pairs(0)[at],
          within(0.2 / 6 * step * step + 1e-10));
    }
  }

  private static Machine shifted(Machine machine, int at, float step) {
    float[] w = machine.weights(0);
    w[at] += step;
    return Machine.of(machine.masks(), new float[][]{w}, new float[][]{machine.biases(0), machine.biases(1)});
  }

  private static double logLikelihood(Machine machine, Patterns data) {
    double sum = 0;
    for (int k = 0; k < data.count(); k++) {
      sum -= machine.freeEnergy(data.row(k)) / data.count();
    }
    return sum - Enumeration.logPartition(machine);
  }

  /** A deep machine: positive averages by mean field, negative ones by exact particles. Bound as above. */
  @Test
  void deepGradientIsMeanFieldLessModel() {
    Machine machine = Machines.random(new int[]{4, 3, 3}, 0.7, 1, new Seed(5));
    Patterns data = BarsAndStripes.all(2);
    int chains = 20_000;
    Training training = new Training(data, oneStep(new NegativePhase.Persistent(chains, 1), 6), new Seed(1));
    Particles exact = Particles.at(Enumeration.of(machine).sample(chains, new Seed(3)), new Seed(4), "p");
    TrainingState state = new TrainingState(machine, training.start(machine).moments(), Optional.of(exact), 0,
        0, 0, 0);
    Machine after = training.advance(state, 1).machine();
    Enumeration model = Enumeration.of(machine);
    float[] h1 = MeanField.DEFAULT.means(machine, data, 1);
    float[] h2 = MeanField.DEFAULT.means(machine, data, 2);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double together = 0;
        for (int k = 0; k < 6; k++) {
          together += h1[k * 3 + i] * h2[k * 3 + j] / 6;
        }
        assertThat((double) after.weight(1, i, j) - machine.weight(1, i, j))
            .isCloseTo(together - model.pairs(1)[i * 3 + j], within(5 * 0.5 / Math.sqrt(chains)));
      }
    }
  }

  static Stream<TrainingSettings> settings() {
    TrainingSettings modern = TrainingSettings.modern(3, 0.05).withBatch(40);
    return Stream.of(TrainingSettings.faithfulPatches(), modern,
        modern.withNegative(new NegativePhase.Persistent(300, 2)),
        modern.withNegative(new NegativePhase.ContrastiveDivergence(2)),
        modern.withRule(new UpdateRule.Adam(0.9, 0.999, 1e-8)).withRates(Schedule.of(0.01)),
        TrainingSettings.faithfulPatches().withNegative(new NegativePhase.ContrastiveDivergence(3)));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void goesOnToTheSameBytes(TrainingSettings settings) throws Exception {
    Machine start = Machines.random(new int[]{9, 33}, 0.1, 0.9, new Seed(3));
    Training training = new Training(BarsAndStripes.noisy(3, 110, 0.05, new Seed(1)), settings, new Seed(7));
    Machine whole = training.train(start);
    TrainingState state = training.start(start);
    while (!training.isFinished(state)) {
      state = training.advance(copy(state), 1);
    }
    assertThat(state.machine()).isEqualTo(whole);
    for (int threads : new int[]{1, 2, 8}) {
      try (ForkJoinPool pool = new ForkJoinPool(threads)) {
        assertThat(pool.submit(() -> training.train(start)).get()).isEqualTo(whole);
      }
    }
  }

  /** Three layers, and chains enough for several blocks. */
  @Test
  void deepTrainingDoesNotDependOnThreads() throws Exception {
    Machine start = Machines.random(new int[]{9, 7, 5}, 0.1, 0.9, new Seed(3));
    TrainingSettings settings = TrainingSettings.modern(2, 0.05).withBatch(40)
        .withNegative(new NegativePhase.Persistent(700, 2));
    Training training = new Training(BarsAndStripes.noisy(3, 110, 0.05, new Seed(1)), settings, new Seed(7));
    Machine whole = training.train(start);
    assertThat(whole).isNotEqualTo(start);
    for (int threads : new int[]{1, 2, 8}) {
      try (ForkJoinPool pool = new ForkJoinPool(threads)) {
        assertThat(pool.submit(() -> training.train(start)).get()).isEqualTo(whole);
      }
    }
  }

  private static TrainingState copy(TrainingState s) {
    return new TrainingState(s.machine(), s.moments(), s.particles(), s.epoch(), s.batch(), s.updates(),
        s.drawn());
  }

  /** One pattern at a time by rows and by products: the same draws, so the same up to some hundred roundings of 0.1. */
  @Test
  void bothRoutesOfOnePatternAgree() {
    Machine start = Machines.random(new int[]{9, 12}, 0.3, 0.7, new Seed(3));
    Patterns data = BarsAndStripes.noisy(3, 60, 0.05, new Seed(1));
    TrainingSettings rows = TrainingSettings.faithfulPatches()
        .withNegative(new NegativePhase.ContrastiveDivergence(2));
    TrainingSettings products = rows.withLimits(0, 1e6);
    float[] a = new Training(data, rows, new Seed(7)).train(start).weights(0);
    float[] b = new Training(data, products, new Seed(7)).train(start).weights(0);
    for (int at = 0; at < a.length; at++) {
      assertThat(a[at]).isCloseTo(b[at], within(1e-4f));
    }
  }

  /** 2000 epochs of the modern way learn bars and stripes: the likelihood rises by more than half of what there is. */
  @Test
  void learns() {
    Patterns data = BarsAndStripes.all(3);
    Machine start = Machine.random(new Mask[]{Mask.full(9, 8)}, 0.1,
        new float[][]{new float[9], new float[8]}, new Seed(1));
    Machine trained = new Training(data,
        TrainingSettings.modern(2000, 0.01).withBatch(14).withLimits(0, Double.POSITIVE_INFINITY),
        new Seed(1)).train(start);
    double best = -Math.log(14);
    double before = logLikelihood(start, data);
    assertThat(logLikelihood(trained, data)).isGreaterThan(0.5 * (before + best)).isLessThanOrEqualTo(best);
  }

  @Test
  void greedyThenJointTrainingLearns() {
    Patterns data = BarsAndStripes.all(3);
    float[][] biases = {new float[9], new float[8], new float[6]};
    Machine start = Machine.random(new Mask[]{Mask.full(9, 8), Mask.full(8, 6)}, 0.1, biases, new Seed(1));
    TrainingSettings pair = TrainingSettings.modern(100, 0.02).withBatch(14)
        .withNegative(new NegativePhase.ContrastiveDivergence(1));
    Machine greedy = GreedyPretraining.train(start, data, l -> pair, new Seed(2));
    // Few chains do not follow large weights: with 1000 and five sweeps the likelihood still rises after 1200 epochs.
    TrainingSettings together = TrainingSettings.modern(1200, 0.01).withBatch(14)
        .withNegative(new NegativePhase.Persistent(1000, 5));
    Machine joint = new Training(data, together, new Seed(3)).train(greedy);
    double before = likelihood(start, data);
    assertThat(likelihood(joint, data)).isGreaterThan(0.5 * (before - Math.log(14)));
  }

  private static double likelihood(Machine machine, Patterns data) {
    double[] table = Enumeration.visibleLogProbabilities(machine);
    double sum = 0;
    for (int k = 0; k < data.count(); k++) {
      int state = 0;
      for (int i = 0; i < data.width(); i++) {
        state |= data.bit(k, i) << i;
      }
      sum += table[state] / data.count();
    }
    return sum;
  }

  @Test
  void keepsTheGreatestNorm() {
    Patterns data = BarsAndStripes.all(3);
    Machine start = Machines.random(new int[]{9, 5}, 2, 1, new Seed(1));
    Machine trained = new Training(data, TrainingSettings.modern(5, 0.5).withLimits(0, 1.5), new Seed(1))
        .train(start);
    for (int j = 0; j < 5; j++) {
      double square = 0;
      for (int i = 0; i < 9; i++) {
        square += trained.weight(0, i, j) * trained.weight(0, i, j);
      }
      assertThat(Math.sqrt(square)).isLessThanOrEqualTo(1.5 * (1 + 12 * 0x1p-23));
    }
  }

  @Test
  void faithfulSchedulesAreOffByOne() {
    TrainingSettings patches = TrainingSettings.faithfulPatches();
    assertThat(patches.rates().at(0)).isEqualTo(0.01);
    assertThat(patches.rates().at(1)).isEqualTo(0.01);
    TrainingSettings joint = TrainingSettings.faithfulJoint(20);
    assertThat(joint.rates().at(0)).isCloseTo(0.070, within(5e-4));
    assertThat(joint.rates().at(9)).isCloseTo(0.0026, within(5e-5));
    assertThat(joint.rule().momentumAt(3)).isEqualTo(0.5);
    assertThat(joint.rule().momentumAt(4)).isEqualTo(0.9);
    assertThat(TrainingSettings.faithfulFirstPair().rates().at(0)).isCloseTo(0.0078, within(5e-5));
    assertThat(TrainingSettings.faithfulLastPair().rates().at(18)).isEqualTo(0.1);
    assertThat(TrainingSettings.faithfulLastPair().rates().at(19)).isCloseTo(0.070, within(5e-4));
  }

  @Test
  void saysWhenTrainingDiverges() {
    Machine start = Machines.random(new int[]{9, 5}, 2, 1, new Seed(1));
    Training training = new Training(BarsAndStripes.all(3),
        TrainingSettings.modern(20, 1e38).withGradient(Gradient.PLAIN), new Seed(1));
    assertThatThrownBy(() -> training.train(start)).isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("lower learning rate");
    assertThatThrownBy(
        () -> new Training(BarsAndStripes.all(3), TrainingSettings.faithfulPatches(), new Seed(1))
            .start(Machines.random(new int[]{9, 5, 2}, 1, 1, new Seed(1))))
        .hasMessageContaining("persistent chains");
  }

  /** What is called 0 and what 1 does not matter to the centred gradient: flipping all visible units flips the weights. */
  @Test
  void centredGradientIsTheDifferenceOfCovariances() {
    Machine machine = Machines.random(new int[]{5, 4}, 1, 1, new Seed(6));
    Patterns data = Patterns.of(90, 5, BarsAndStripes.noisy(3, 50, 0.1, new Seed(2)).toBytes());
    Enumeration model = Enumeration.of(machine);
    int chains = 20_000;
    Particles exact = Particles.at(model.sample(chains, new Seed(3)), new Seed(4), "p");
    Training training = new Training(data,
        oneStep(new NegativePhase.Persistent(chains, 1), 90).withGradient(Gradient.CENTRED), new Seed(1));
    Machine after = training.advance(
        new TrainingState(machine, training.start(machine).moments(), Optional.of(exact), 0, 0, 0, 0), 1)
        .machine();
    double[][] positive = positive(machine, data);
    double[] means = data.means();
    for (int at = 0; at < 20; at++) {
      double expected = positive[0][at] - means[at / 4] * positive[1][at % 4]
          - (model.pairs(0)[at] - model.rates(0)[at / 4] * model.rates(1)[at % 4]);
      // A covariance of numbers in [0, 1] has a standard error of at most 1/(4√n) · 2; five of the larger bound.
      assertThat((double) after.weights(0)[at] - machine.weights(0)[at])
          .isCloseTo(expected, within(5 * 0.5 / Math.sqrt(chains)));
    }
  }

  /**
   * Adam as published, in double precision: m and u are decayed means of g and g², each divided by what its weights sum up
   * to, and the step is ε m / (√u + δ). Floats of a few operations, and δ is not divided by √(1 − 0.999ᵗ): it is 10⁻⁶ of the
   * smallest root here.
   */
  @Test
  void adamTakesThePublishedSteps() {
    Machine machine = Machines.random(new int[]{2, 1}, 1, 1, new Seed(1));
    Parameters parameters = new Parameters(machine);
    TrainingSettings settings = TrainingSettings.modern(1, 0.01).withLimits(0, Double.POSITIVE_INFINITY)
        .withRule(new UpdateRule.Adam(0.9, 0.999, 1e-8));
    Training training = new Training(Patterns.of(1, 2, new byte[2]), settings, new Seed(1));
    Steps steps = new Steps(settings, parameters, training.start(machine).moments());
    Averages gradient = new Averages(parameters);
    double[][] slopes = {{0.5, -0.25}, {0.125, -0.75}, {-0.5, 0.25}};
    double[] first = new double[2];
    double[] second = new double[2];
    double[] expected = {machine.weights(0)[0], machine.weights(0)[1]};
    for (int t = 1; t <= 3; t++) {
      for (int k = 0; k < 2; k++) {
        double g = slopes[t - 1][k];
        gradient.weightGradient()[0][k] = (float) g;
        first[k] = 0.9 * first[k] + 0.1 * g;
        second[k] = 0.999 * second[k] + 0.001 * g * g;
        expected[k] += 0.01 * (first[k] / (1 - Math.pow(0.9, t)))
            / (Math.sqrt(second[k] / (1 - Math.pow(0.999, t))) + 1e-8);
      }
      steps.apply(gradient, 0.01, 0, t);
      for (int k = 0; k < 2; k++) {
        // Weights below 2: half an ulp an update; steps of 0.01 with 1 − 0.999 as floats, right to 2⁻²⁴/0.001 = 6 · 10⁻⁵.
        assertThat((double) parameters.weights()[0][k]).isCloseTo(expected[k],
            within(t * (0x1p-24 + 0.01 * 6e-5)));
      }
    }
  }

  /** The first step of Adam is the rate in each direction that has a slope, wherever the count of updates begins. */
  @Test
  void adamCountsItsUpdatesFromOne() {
    Machine machine = Machines.random(new int[]{9, 4}, 0.5, 1, new Seed(2));
    TrainingSettings settings = TrainingSettings.modern(1, 0.01).withBatch(14)
        .withLimits(0, Double.POSITIVE_INFINITY).withRule(new UpdateRule.Adam(0.9, 0.999, 1e-8));
    Training training = new Training(BarsAndStripes.all(3), settings, new Seed(1));
    Machine after = training.advance(training.start(machine), 1).machine();
    int moved = 0;
    for (int at = 0; at < 36; at++) {
      double step = Math.abs((double) after.weights(0)[at] - machine.weights(0)[at]);
      assertThat(step).isLessThan(0.01 + 1e-6);
      moved += step > 0.01 - 1e-5 ? 1 : 0;
    }
    // A slope below 10⁻⁵ would be less than the whole step; of averages of 14 patterns hardly any is.
    assertThat(moved).isGreaterThanOrEqualTo(30);
  }
}
