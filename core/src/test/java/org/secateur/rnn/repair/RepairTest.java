package org.secateur.rnn.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Lu;
import org.secateur.linalg.LuOutcome;
import org.secateur.linalg.Matrix;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;
import org.secateur.rnn.mask.ByScore;
import org.secateur.rnn.mask.Choice;
import org.secateur.rnn.mask.Evidence;
import org.secateur.rnn.mask.Inverse;
import org.secateur.rnn.mask.Layers;
import org.secateur.rnn.mask.LocalScore;
import org.secateur.rnn.mask.Locality;
import org.secateur.rnn.mask.Mask;
import org.secateur.rnn.mask.Ridge;
import org.secateur.rnn.mask.SecondMoment;
import org.secateur.rnn.mask.Selection;
import org.secateur.rnn.mask.SparseGpt;
import org.secateur.rnn.mask.Weights;

class RepairTest {
  private static final Ridge RIDGE = new Ridge.Absolute(1e-3);
  private static final List<Repair> ALL = List.of(new LocalRepair.None(), new LocalRepair.Rescale(),
      new LocalRepair.CappedRescale(0.5), new LocalRepair.RowGain(), new Refit(), new IndependentObs(),
      new SparseGptRepair());

  static Stream<Layers.Named> layers() {
    return Layers.all();
  }

  private static Choice half(Layers.Named layer) {
    return ByScore.sampled(new LocalScore.NoiseDriven(), Selection.Factor.EXACT).choose(layer.evidence(1),
        layer.weights().synapses() / 2);
  }

  /** The condition of G + ridge is at most its largest eigenvalue, below its trace, over the ridge. */
  private static double condition(SecondMoment g, Ridge ridge) {
    double r = ridge.of(g);
    return (g.size() * g.meanSquare() + r) / r;
  }

  /** Contract of all repairs: zeros where nothing is kept, self-connections stay, same bits on any number of threads. */
  @ParameterizedTest
  @MethodSource("layers")
  void repairsStayOnTheirMask(Layers.Named layer) throws Exception {
    Weights weights = layer.weights();
    Choice choice = half(layer);
    for (Repair repair : ALL) {
      Repaired repaired = repair.repair(layer.evidence(1), choice);
      assertThat(repaired.mask().count()).isLessThanOrEqualTo(choice.mask().count());
      for (int i = 0; i < weights.rows(); i++) {
        for (int j = 0; j < weights.columns(); j++) {
          boolean own = weights.neuron(i) == j && weights.get(i, j) != 0;
          if (!own && !repaired.mask().keeps(i, j)) {
            assertThat(repaired.weights().get(i, j)).as(repair.name()).isZero();
          }
        }
      }
      try (ForkJoinPool one = new ForkJoinPool(1)) {
        assertThat(one.submit(() -> repair.repair(layer.evidence(1), choice)).get()).as(repair.name())
            .isEqualTo(repaired);
      }
    }
  }

  /** A full mask costs nothing: every repair then leaves every weight; least squares to rounding times the condition. */
  @ParameterizedTest
  @MethodSource("layers")
  void nothingIsRepairedWhereNothingIsLost(Layers.Named layer) {
    Weights weights = layer.weights();
    Choice everything = Choice.certain(Mask.all(weights));
    double tolerance = 10 * weights.columns() * Math.ulp(1.0) * condition(layer.moment(), RIDGE);
    for (Repair repair : ALL) {
      double[] after = repair.repair(layer.evidence(1), everything).weights().toArray();
      double[] before = weights.toArray();
      for (int at = 0; at < after.length; at++) {
        assertThat(after[at]).as(repair.name()).isCloseTo(before[at], within(tolerance));
      }
    }
  }

  /**
   * Least squares by another route: the rates themselves and the ridge as further samples stacked into a matrix X, the normal
   * equations of the kept columns solved by LU; and the residual (w' − w)(G + ridge) vanishes on what is kept.
   */
  @ParameterizedTest
  @MethodSource("layers")
  void refitIsLeastSquares(Layers.Named layer) {
    Weights weights = layer.weights();
    int n = weights.columns();
    Choice choice = half(layer);
    double[] after = new Refit(RIDGE).repair(layer.evidence(1), choice).weights().toArray();
    int samples = layer.rates().length / n;
    double[][] x = new double[samples + n][n];
    for (int t = 0; t < samples; t++) {
      for (int j = 0; j < n; j++) {
        x[t][j] = layer.rates()[t * n + j] / Math.sqrt(samples);
      }
    }
    for (int j = 0; j < n; j++) {
      x[samples + j][j] = Math.sqrt(1e-3);
    }
    // backward stable solves: relative error n u κ, times the norm of w, about 1 a row; a factor for the constant
    double tolerance = 100 * n * Math.ulp(1.0) * condition(layer.moment(), RIDGE);
    for (int i = 0; i < weights.rows(); i++) {
      List<Integer> support = support(weights, choice.mask(), i);
      double[] expected = leastSquares(x, weights.row(i), support);
      for (int k = 0; k < support.size(); k++) {
        assertThat(after[i * n + support.get(k)]).isCloseTo(expected[k], within(tolerance));
      }
    }
  }

  private static List<Integer> support(Weights weights, Mask mask, int row) {
    List<Integer> support = new ArrayList<>();
    for (int j = 0; j < weights.columns(); j++) {
      if (mask.keeps(row, j) || (weights.neuron(row) == j && weights.get(row, j) != 0)) {
        support.add(j);
      }
    }
    return support;
  }

  private static double[] leastSquares(double[][] x, double[] w, List<Integer> support) {
    int s = support.size();
    if (s == 0) {
      return new double[0];
    }
    Matrix normal = Matrix.zeros(s, s);
    double[] right = new double[s];
    for (double[] sample : x) {
      double target = 0;
      for (int j = 0; j < w.length; j++) {
        target += sample[j] * w[j];
      }
      for (int a = 0; a < s; a++) {
        right[a] += sample[support.get(a)] * target;
        for (int b = 0; b < s; b++) {
          normal.add(a, b, sample[support.get(a)] * sample[support.get(b)]);
        }
      }
    }
    return ((LuOutcome.Factored) DenseAlgebra.pureJava().lu(normal)).factor().solve(right);
  }

  /** Joint optimal brain surgery: w' = w − w_P (H_PP)⁻¹ H_P with H = (G + ridge)⁻¹ and P what is removed. */
  @ParameterizedTest
  @MethodSource("layers")
  void refitIsOptimalBrainSurgeryOnAllAtOnce(Layers.Named layer) {
    Weights weights = layer.weights();
    int n = weights.columns();
    Choice choice = half(layer);
    double[] after = new Refit(RIDGE).repair(layer.evidence(1), choice).weights().toArray();
    Matrix h = Inverse.of(layer.moment(), RIDGE);
    double kappa = condition(layer.moment(), RIDGE);
    double tolerance = 100 * n * Math.ulp(1.0) * kappa * kappa; // two inverses, one after the other
    for (int i = 0; i < weights.rows(); i++) {
      List<Integer> kept = support(weights, choice.mask(), i);
      List<Integer> removed = new ArrayList<>();
      for (int j = 0; j < n; j++) {
        if (!kept.contains(j)) {
          removed.add(j);
        }
      }
      double[] multiplier = multipliers(h, weights.row(i), removed);
      for (int k = 0; k < n; k++) {
        double expected = weights.get(i, k);
        for (int p = 0; p < removed.size(); p++) {
          expected -= multiplier[p] * h.get(removed.get(p), k);
        }
        assertThat(after[i * n + k]).isCloseTo(expected, within(tolerance));
      }
    }
  }

  private static double[] multipliers(Matrix h, double[] w, List<Integer> removed) {
    int p = removed.size();
    if (p == 0) {
      return new double[0];
    }
    Matrix part = Matrix.zeros(p, p);
    double[] right = new double[p];
    for (int a = 0; a < p; a++) {
      right[a] = w[removed.get(a)];
      for (int b = 0; b < p; b++) {
        part.set(a, b, h.get(removed.get(a), removed.get(b)));
      }
    }
    Lu lu = ((LuOutcome.Factored) DenseAlgebra.pureJava().lu(part)).factor();
    return lu.solve(right);
  }

  /** No change of what is kept does better: a property, tried in 20 random directions of two lengths. */
  @ParameterizedTest
  @MethodSource("layers")
  void nothingOnTheMaskBeatsARefit(Layers.Named layer) {
    Weights weights = layer.weights();
    Choice choice = half(layer);
    Weights best = new Refit(RIDGE).repair(layer.evidence(1), choice).weights();
    SecondMoment ridged = ridged(layer.moment());
    double least = InputError.of(weights, best, ridged);
    NoiseStream stream = new Seed(9).stream("directions");
    for (int trial = 0; trial < 20; trial++) {
      double length = trial % 2 == 0 ? 1e-3 : 1e-1;
      double[] other = best.toArray();
      for (int at = 0; at < other.length; at++) {
        if (choice.mask().keeps(at / weights.columns(), at % weights.columns())) {
          other[at] += length * stream.nextGaussian();
        }
      }
      double error = InputError.of(weights, Weights.of(weights.rows(), weights.columns(), other), ridged);
      assertThat(error).isGreaterThanOrEqualTo(least * (1 - 1e-12));
    }
    for (Repair repair : ALL) {
      Repaired repaired = repair.repair(layer.evidence(1), choice);
      assertThat(InputError.of(weights, repaired.weights(), ridged)).as(repair.name())
          .isGreaterThanOrEqualTo(least * (1 - 1e-9));
    }
  }

  private static SecondMoment ridged(SecondMoment g) {
    double[] full = g.toArray();
    for (int i = 0; i < g.size(); i++) {
      full[i * g.size() + i] += 1e-3;
    }
    return SecondMoment.of(g.size(), full, g.samples());
  }

  /**
   * Removing the first column alone is optimal brain surgery proper, as nothing left of it is frozen; so is a refit, and so
   * is the sum of independent corrections, which has one term. Where a layer lacks other synapses, those count as removed too
   * and only the sum is comparable.
   */
  @ParameterizedTest
  @MethodSource("layers")
  void oneColumnIsTheSameByThreeRoutes(Layers.Named layer) {
    Weights weights = layer.weights();
    int n = weights.columns();
    Mask mask = Mask.of(weights.rows(), n, (i, j) -> j > 0 && weights.isSynapse(i, j));
    Choice choice = Choice.certain(mask);
    Matrix h = Inverse.of(layer.moment(), RIDGE);
    double[] sweep = new SparseGptRepair(new SparseGpt(RIDGE, 3)).repair(layer.evidence(1), choice).weights()
        .toArray();
    double[] joint = new Refit(RIDGE).repair(layer.evidence(1), choice).weights().toArray();
    double[] single = new IndependentObs(RIDGE).repair(layer.evidence(1), choice).weights().toArray();
    double tolerance = 100 * n * Math.ulp(1.0) * condition(layer.moment(), RIDGE);
    boolean complete = Mask.all(weights).count() == weights.rows() * (n - 1);
    for (int i = 0; i < weights.rows(); i++) {
      double e = weights.isSynapse(i, 0) ? weights.get(i, 0) / h.get(0, 0) : 0;
      for (int j = 0; j < n; j++) {
        boolean inSupport = weights.get(i, j) != 0;
        double expected = inSupport ? weights.get(i, j) - e * h.get(0, j) : 0;
        assertThat(single[i * n + j]).isCloseTo(expected, within(tolerance));
        if (complete && weights.get(i, weights.neuron(i)) != 0) {
          assertThat(joint[i * n + j]).isCloseTo(expected, within(tolerance * 100));
          assertThat(sweep[i * n + j]).isCloseTo(expected, within(tolerance * 100));
        }
      }
    }
  }

  /** Its own mask followed again gives the weights of the sweep that chose it, whatever the block. */
  @ParameterizedTest
  @MethodSource("layers")
  void sweepOnItsOwnMaskDoesNotDependOnTheBlock(Layers.Named layer) {
    int keep = layer.weights().synapses() / 3;
    Choice own = new SparseGpt(RIDGE, 4).choose(layer.evidence(1), keep);
    Weights byFour = new SparseGptRepair(new SparseGpt(RIDGE, 4)).repair(layer.evidence(1), own).weights();
    Weights byMany = new SparseGptRepair(new SparseGpt(RIDGE, 128)).repair(layer.evidence(1), own).weights();
    assertThat(byFour).isEqualTo(byMany);
  }

  /** Two synapses by hand: w = (1, 1), G = [[1, c], [c, 1]], the second removed: the gain is 1 + c. */
  @Test
  void rowGainInClosedForm() {
    Weights weights = Weights.of(3, 3, new double[]{0, 1, 1, 1, 0, 0, 0, 0, 0});
    double c = 0.25;
    SecondMoment g = SecondMoment.of(3, new double[]{1, 0, 0, 0, 1, c, 0, c, 1}, 1);
    Choice choice = Choice.certain(Mask.of(3, 3, (i, j) -> j < 2 && weights.isSynapse(i, j)));
    Weights after = new LocalRepair.RowGain()
        .repair(Evidence.of(weights, new Seed(1)).withSecondMoment(g), choice).weights();
    assertThat(after.get(0, 1)).isEqualTo(1 + c);
    assertThat(after.get(0, 2)).isZero();
    assertThat(after.get(1, 0)).isEqualTo(1);
  }

  /**
   * 1/p without the cut has the original weight for its mean: 2000 seeds, five standard errors √((1 − p)/p / seeds) |w| each
   * for 90 synapses. The draw's own mean, too, is what is checked: one in 20,000 false alarms. Budget is all, so that the cut
   * to the budget never bites.
   */
  @Test
  void rescalingIsRightOnAverage() {
    Layers.Named layer = Layers.layer("10 neurons", 10, 1, 10, 1, false, 100);
    int seeds = 2000;
    double[] mean = new double[100];
    double[] p = new double[100];
    for (int s = 0; s < seeds; s++) {
      Choice drawn = ByScore.sampled(new LocalScore.NoiseDriven(), Selection.Factor.EXACT)
          .choose(layer.evidence(s), 45);
      for (int at = 0; at < 100; at++) {
        p[at] = drawn.keepProbability(at / 10, at % 10);
      }
      Choice uncut = Choice.sampled(drawn.mask(), p, 90);
      double[] after = new LocalRepair.Rescale().repair(layer.evidence(s), uncut).weights().toArray();
      for (int at = 0; at < 100; at++) {
        mean[at] += after[at] / seeds;
      }
    }
    for (int at = 0; at < 100; at++) {
      double w = layer.weights().get(at / 10, at % 10);
      double error = w == 0 ? 0 : Math.abs(w) * Math.sqrt((1 - p[at]) / p[at] / seeds);
      assertThat(mean[at]).isCloseTo(w, within(5 * error + 1e-12));
    }
  }

  /** A draw above its budget is cut to it, the weakest after rescaling first. */
  @Test
  void rescalingIsCutToTheBudget() {
    Weights weights = Weights.of(2, 2, new double[]{0, 1, 3, 0});
    double[] p = {0, 0.1, 1, 0};
    Choice both = Choice.sampled(Mask.all(weights), p, 1);
    Repaired repaired = new LocalRepair.Rescale().repair(Evidence.of(weights, new Seed(1)), both);
    assertThat(repaired.weights().toArray()).containsExactly(0, 10, 0, 0);
    Repaired capped = new LocalRepair.CappedRescale(0).repair(Evidence.of(weights, new Seed(1)), both);
    assertThat(capped.weights().toArray()).containsExactly(0, 0, 3, 0);
  }

  /** 1/p of 1, 2, 4 and 8: the median interpolates to 3. */
  @Test
  void theCapIsAQuantileOfAllAmplifications() {
    Weights weights = Weights.of(3, 3, new double[]{0, 1, 1, 1, 0, 1, 0, 0, 0});
    double[] p = {0, 1, 0.5, 0.25, 0, 0.125, 0, 0, 0};
    Choice choice = Choice.sampled(Mask.all(weights), p, 4);
    Evidence evidence = Evidence.of(weights, new Seed(1));
    assertThat(new LocalRepair.CappedRescale(0.5).repair(evidence, choice).weights().toArray())
        .containsExactly(0, 1, 2, 3, 0, 3, 0, 0, 0);
    assertThat(new LocalRepair.CappedRescale(1).repair(evidence, choice).weights())
        .isEqualTo(new LocalRepair.Rescale().repair(evidence, choice).weights());
  }

  /** No local repair turns an excitatory synapse into an inhibitory one. */
  @ParameterizedTest
  @MethodSource("layers")
  void localRepairsObeyDale(Layers.Named layer) {
    double[] before = layer.weights().toArray();
    for (Repair repair : ALL) {
      if (repair instanceof LocalRepair) {
        double[] after = repair.repair(layer.evidence(1), half(layer)).weights().toArray();
        for (int at = 0; at < after.length; at++) {
          assertThat(after[at] * before[at]).isGreaterThanOrEqualTo(0);
        }
      }
    }
  }

  @Test
  void biologicallyLocalRepairsSaySo() {
    assertThat(ALL.stream().filter(r -> r.locality() == Locality.SYNAPSE).map(Repair::name))
        .containsExactly("none", "1/p", "1/p capped at quantile 0.5");
    assertThat(new LocalRepair.RowGain().locality()).isEqualTo(Locality.NEURON);
  }
}
