package org.secateur.boltzmann.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.secateur.boltzmann.Enumeration;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Machines;
import org.secateur.boltzmann.Mask;
import org.secateur.boltzmann.Patterns;
import org.secateur.boltzmann.chains.GibbsSampler;
import org.secateur.boltzmann.chains.MeanField;
import org.secateur.boltzmann.data.BarsAndStripes;
import org.secateur.boltzmann.evaluate.AnnealedImportanceSampling.Base;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

class EvaluationTest {
  private static Machine gaussian(int[] units, double sd, int k) {
    Mask[] masks = new Mask[units.length - 1];
    float[][] biases = new float[units.length][];
    for (int l = 0; l < units.length; l++) {
      biases[l] = new float[units[l]];
      if (l > 0) {
        masks[l - 1] = Mask.full(units[l - 1], units[l]);
        java.util.Arrays.fill(biases[l], -1);
      }
    }
    return Machine.random(masks, sd, biases, new Seed(k));
  }

  private static int[] units(String shape) {
    return java.util.Arrays.stream(shape.split("-", -1)).mapToInt(Integer::parseInt).toArray();
  }

  /**
   * The reference errors on this class (12×40, hidden biases −1, with about the reference's ln Z; 100 chains), uniform and base-rate start, mean of ten
   * machines: a mean of ten absolute errors spreads by a quarter, so twice the reference is four of its spreads.
   */
  @ParameterizedTest
  @CsvSource({"12-40,0.3,10,.037,.015", "12-40,0.3,100,.010,.004", "12-40,1,10,.32,.082",
      "12-40,1,100,.068,.020", "12-40,1,1000,.013,.007"})
  void annealingErrsNoMoreThanTheReference(String shape, double sd, int temperatures, double uniform,
      double rates) {
    int[] units = units(shape);
    AnnealedImportanceSampling annealing = new AnnealedImportanceSampling(100, temperatures);
    double plain = 0;
    double based = 0;
    for (int k = 0; k < 10; k++) {
      Machine machine = gaussian(units, sd, k);
      Enumeration exact = Enumeration.of(machine);
      double[][] means = new double[units.length][];
      java.util.Arrays.setAll(means, exact::rates);
      plain += Math.abs(
          annealing.estimate(machine, Base.uniform(machine), new Seed(k)).estimate() - exact.logPartition())
          / 10;
      based += Math.abs(
          annealing.estimate(machine, Base.ofRates(means), new Seed(k)).estimate() - exact.logPartition())
          / 10;
    }
    assertThat(plain).isLessThan(2 * uniform);
    assertThat(based).isLessThan(2 * rates).isLessThan(plain);
  }

  /**
   * The deep machine of the reference, 8-7-6 with ln Z = 12.967 from a uniform start, is one machine whose biases are not told.
   * Ours have biases −½ and −1 and ln Z within 0.15 of that. Ten-run errors of single such machines are 1 to 3 times the
   * reference's, the nearest .027, .009 and .003; so the mean of ten machines may be three times the reference.
   */
  @ParameterizedTest
  @CsvSource({"10,.024", "100,.009", "1000,.002"})
  void annealingOfADeepMachineErrsAsTheReference(int temperatures, double reference) {
    AnnealedImportanceSampling annealing = new AnnealedImportanceSampling(100, temperatures);
    double error = 0;
    int machines = 0;
    for (int k = 0; machines < 10; k++) {
      Machine machine = gaussian(new int[]{8, 7, 6}, 1, k);
      float[] visible = new float[8];
      java.util.Arrays.fill(visible, -0.5f);
      machine = machine.withBiases(new float[][]{visible, machine.biases(1), machine.biases(2)});
      double exact = Enumeration.logPartition(machine);
      if (Math.abs(exact - 12.967) < 0.15) {
        machines++;
        double estimate = annealing.estimate(machine, Base.uniform(machine), new Seed(k)).estimate();
        error += Math.abs(estimate - exact) / 10;
      }
    }
    assertThat(error).isLessThan(3 * reference);
  }

  /**
   * Jensen: forward weights are below ln Z on average, reverse ones from exact samples above. With few temperatures the gap
   * is several standard errors of the mean of 1000 chains: a chain's log weight spreads by √(2 · gap).
   */
  @ParameterizedTest
  @CsvSource({"12-40,20", "8-7-6,5"})
  void forwardAndReverseEncloseTheTruth(String shape, int temperatures) {
    Machine machine = gaussian(units(shape), 1, 3);
    Enumeration exact = Enumeration.of(machine);
    AnnealedImportanceSampling annealing = new AnnealedImportanceSampling(1000, temperatures);
    LogPartition forward = annealing.estimate(machine, Base.uniform(machine), new Seed(1));
    LogPartition reverse = annealing.reverse(machine, Base.uniform(machine), exact.sample(1000, new Seed(2)),
        new Seed(3));
    assertThat(forward.meanLog()).isLessThan(exact.logPartition());
    assertThat(reverse.meanLog()).isGreaterThan(exact.logPartition());
    assertThat(forward.low()).isLessThan(forward.estimate());
    assertThat(forward.high()).isGreaterThan(forward.estimate());
    assertThat(forward.effectiveSamples()).isBetween(1.0, 1000.0);
  }

  /** 95 % intervals over 100 runs with many temperatures: fewer than 85 covering is 4.6 standard deviations out. */
  @Test
  void intervalsCover() {
    int covered = 0;
    for (int k = 0; k < 100; k++) {
      Machine machine = gaussian(new int[]{6, 5, 4}, 0.7, k);
      LogPartition z = new AnnealedImportanceSampling(200, 50).estimate(machine, Base.uniform(machine),
          new Seed(k));
      double truth = Enumeration.logPartition(machine);
      covered += z.low() <= truth && truth <= z.high() ? 1 : 0;
    }
    assertThat(covered).isGreaterThanOrEqualTo(85);
  }

  /** A machine without synapses is its own base: every weight is 1 up to the floats of the biases. */
  @Test
  void annealingIsExactWithoutSynapses() {
    Machine machine = Machine.of(new Mask[]{Mask.of(3, 2, new java.util.BitSet())},
        new float[][]{new float[6]},
        new float[][]{{1, -2, 0.5f}, {0.25f, -1}});
    LogPartition z = new AnnealedImportanceSampling(10, 7).estimate(machine, Base.uniform(machine),
        new Seed(1));
    // A chain's weight varies, since the base is uniform; but with the machine as base it does not.
    assertThat(z.estimate()).isCloseTo(Enumeration.logPartition(machine), within(1.0));
    Base own = Base.ofRates(Enumeration.of(machine).rates(0), Enumeration.of(machine).rates(1));
    LogPartition exact = new AnnealedImportanceSampling(10, 7).estimate(machine, own, new Seed(1));
    assertThat(exact.estimate()).isCloseTo(Enumeration.logPartition(machine), within(1e-5));
  }

  @Test
  void annealingDoesNotDependOnThreads() throws Exception {
    Machine machine = gaussian(new int[]{20, 30, 10}, 0.5, 1);
    AnnealedImportanceSampling annealing = new AnnealedImportanceSampling(600, 5);
    LogPartition one = annealing.estimate(machine, Base.uniform(machine), new Seed(1));
    for (int threads : new int[]{1, 2, 8}) {
      try (ForkJoinPool pool = new ForkJoinPool(threads)) {
        assertThat(pool.submit(() -> annealing.estimate(machine, Base.uniform(machine), new Seed(1))).get())
            .isEqualTo(one);
      }
    }
  }

  @Test
  void boundIsExactForTwoLayersAndBelowForMore() {
    Patterns data = BarsAndStripes.all(2);
    Machine two = Machines.random(new int[]{4, 3}, 1, 1, new Seed(1));
    double logZ = Enumeration.logPartition(two);
    Likelihood exact = Likelihood.exact(two, data, logZ);
    // Means are floats: the bound is flat at its top, but its terms are sums of some ten floats below 5.
    assertThat(Likelihood.lowerBound(two, data, logZ, MeanField.DEFAULT).mean()).isCloseTo(exact.mean(),
        within(5e-6));
    double[] table = Enumeration.visibleLogProbabilities(two);
    double mean = 0;
    for (int k = 0; k < data.count(); k++) {
      mean += table[number(data, k)] / data.count();
    }
    assertThat(exact.mean()).isCloseTo(mean, within(1e-12));
    for (int k = 0; k < 10; k++) {
      Machine deep = Machines.random(new int[]{4, 3, 3}, 1.5, 1, new Seed(k));
      double[] truth = Enumeration.visibleLogProbabilities(deep);
      double sum = 0;
      for (int p = 0; p < data.count(); p++) {
        sum += truth[number(data, p)] / data.count();
      }
      assertThat(Likelihood.lowerBound(deep, data, Enumeration.logPartition(deep), MeanField.DEFAULT).mean())
          .isLessThan(sum + 5e-6);
    }
  }

  private static int number(Patterns data, int k) {
    int state = 0;
    for (int i = 0; i < data.width(); i++) {
      state |= data.bit(k, i) << i;
    }
    return state;
  }

  /** From the table of all visible states: ln P(v) − ln(P(v) + P(flipped)). */
  @Test
  void pseudoLikelihoodIsTheSumOfConditionals() {
    Machine machine = Machines.random(new int[]{4, 3}, 1, 1, new Seed(1));
    Patterns data = BarsAndStripes.all(2);
    double[] table = Enumeration.visibleLogProbabilities(machine);
    double sum = 0;
    for (int k = 0; k < data.count(); k++) {
      int v = number(data, k);
      for (int i = 0; i < 4; i++) {
        sum -= Math.log1p(Math.exp(table[v ^ (1 << i)] - table[v])) / data.count();
      }
    }
    assertThat(Likelihood.pseudo(machine, data).mean()).isCloseTo(sum, within(1e-12));
  }

  /** An autoregression with coefficient a has autocorrelation time (1 + a)/(1 − a); estimated from 200 chains of 400. */
  @Test
  void diagnosticsKnowAnAutoregression() {
    double a = 0.6;
    double[][] series = new double[200][400];
    for (int c = 0; c < series.length; c++) {
      NoiseStream stream = new Seed(c).stream("series");
      double x = stream.nextGaussian() / Math.sqrt(1 - a * a);
      for (int t = 0; t < 400; t++) {
        series[c][t] = x;
        x = a * x + stream.nextGaussian();
      }
    }
    ChainDiagnostics d = ChainDiagnostics.of(series);
    // Sokal: relative variance 2 (2 M + 1) / n with window M = 5 τ and n = 80 000 steps: 3.2 %; five of them, and the
    // window leaves out a^20.
    assertThat(d.autocorrelationTime()).isCloseTo((1 + a) / (1 - a), within(0.17 * 4));
    assertThat(d.potentialScaleReduction()).isBetween(0.99, 1.01);
    for (int c = 0; c < 100; c++) {
      for (int t = 0; t < 400; t++) {
        series[c][t] += 3;
      }
    }
    assertThat(ChainDiagnostics.of(series).potentialScaleReduction()).isGreaterThan(1.1);
    Machine machine = Machines.random(new int[]{6, 5}, 0.3, 1, new Seed(1));
    GibbsSampler sampler = GibbsSampler.of(machine);
    assertThat(
        ChainDiagnostics.ofEnergies(sampler, sampler.random(50, new Seed(1)), 40).potentialScaleReduction())
        .isBetween(0.98, 1.1);
  }

  @Test
  void qualityCountsClasses() {
    Patterns data = Patterns.of(4, 2, new byte[]{0, 0, 0, 1, 1, 0, 1, 1});
    SampleQuality q = SampleQuality.of(data,
        p -> p[0] == 1 ? new double[]{0.1, 0.9, 0} : new double[]{0.6, 0.4, 0});
    assertThat(q.shares()).containsExactly(0.5, 0.5, 0.0);
    assertThat(q.quality()).isCloseTo(0.75, within(1e-15));
    assertThat(q.entropy()).isCloseTo(Math.log(2), within(1e-15));
    assertThat(q.balance()).isZero();
  }

  @Test
  void reconstructionOfASureMachineIsPerfect() {
    Machine machine = Machine.of(new Mask[]{Mask.full(1, 1)}, new float[][]{{60}},
        new float[][]{{-30}, {-30}});
    assertThat(Reconstruction.of(machine, Patterns.of(2, 1, new byte[]{0, 1})).meanSquared())
        .isLessThan(1e-12);
  }
}
