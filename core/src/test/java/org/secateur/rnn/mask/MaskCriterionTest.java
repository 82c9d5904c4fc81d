package org.secateur.rnn.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.secateur.rnn.Sheet;
import org.secateur.dynamics.Covariance;
import org.secateur.random.Seed;

class MaskCriterionTest {

  @Nested
  class Noise extends MaskCriterionContract {
    @Override
    MaskCriterion criterion(int neurons) {
      return ByScore.largest(new LocalScore.NoiseDriven());
    }
  }

  @Nested
  class NoiseSampled extends MaskCriterionContract {
    @Override
    MaskCriterion criterion(int neurons) {
      return ByScore.sampled(new LocalScore.NoiseDriven(), Selection.Factor.EXACT);
    }

    @Override
    boolean exact() {
      return false;
    }
  }

  @Nested
  class Magnitude extends MaskCriterionContract {
    @Override
    MaskCriterion criterion(int neurons) {
      return ByScore.largest(new LocalScore.Magnitude());
    }
  }

  @Nested
  class Random extends MaskCriterionContract {
    @Override
    MaskCriterion criterion(int neurons) {
      return ByScore.largest(new LocalScore.Random());
    }
  }

  @Nested
  class Degree extends MaskCriterionContract {
    @Override
    MaskCriterion criterion(int neurons) {
      return ByScore.largest(new LocalScore.Degree());
    }
  }

  @Nested
  class Wanda extends MaskCriterionContract {
    @Override
    MaskCriterion criterion(int neurons) {
      return ByScore.largestPerRow(new LocalScore.Wanda());
    }
  }

  @Nested
  class Near extends MaskCriterionContract {
    @Override
    MaskCriterion criterion(int neurons) {
      return ByScore.largestPerRow(new LocalScore.Nearness(Sheet.of(neurons)));
    }
  }

  @Nested
  class Obs extends MaskCriterionContract {
    @Override
    MaskCriterion criterion(int neurons) {
      return ByScore.largest(new DiagonalObs());
    }
  }

  @Nested
  class Sweep extends MaskCriterionContract {
    @Override
    MaskCriterion criterion(int neurons) {
      return new SparseGpt(SparseGpt.PUBLISHED_RIDGE, 7);
    }
  }

  @Nested
  class Gradual extends MaskCriterionContract {
    @Override
    MaskCriterion criterion(int neurons) {
      return new GradualObs();
    }
  }

  /**
   * Neurons 1 and 2 say the same, so that one can take the other's place: weights 5 and 4 are worth 9 together. Of one synapse to be
   * kept, a single round takes the third neuron's 6; two rounds, keeping two in between, find out that the copy left is worth more.
   */
  @Test
  void roundsSeeWhatOthersTakeOver() {
    Weights weights = Weights.of(4, 4, new double[]{0, 5, 4, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    double[] g = {1, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 1};
    Evidence evidence = Evidence.of(weights, new Seed(1)).withSecondMoment(SecondMoment.of(4, g, 10));
    assertThat(new GradualObs(1, DiagonalObs.PUBLISHED_RIDGE).choose(evidence, 1).mask().keeps(0, 3))
        .isTrue();
    assertThat(new GradualObs(2, DiagonalObs.PUBLISHED_RIDGE).choose(evidence, 1).mask().keeps(0, 1))
        .isTrue();
  }

  /** Three neurons by hand: covariance of 1 on the diagonal and ½ beside it, so that a difference has variance 1 or 3. */
  @Test
  void noiseDrivenScoreByHand() {
    Weights weights = Weights.of(3, 3, new double[]{9, 2, 0, -2, 0, 1, 0, 0, 0});
    SecondMoment half = SecondMoment.of(3, new double[]{1, .5, .5, .5, 1, .5, .5, .5, 1}, 1);
    double[] score = new LocalScore.NoiseDriven()
        .scores(Evidence.of(weights, new Seed(1)).withCovariance(covariance(half)));
    assertThat(score).containsExactly(0, 2, 0, 6, 0, 1, 0, 0, 0);
  }

  private static Covariance covariance(SecondMoment g) {
    return Layers.all().findFirst().orElseThrow().evidence(1).covariance().map(c -> new Covariance() {
      @Override
      public int neurons() {
        return g.size();
      }

      @Override
      public double get(int i, int j) {
        return g.get(i, j);
      }

      @Override
      public double differenceVariance(int i, int j, int sign) {
        return g.get(i, i) + g.get(j, j) - 2 * sign * g.get(i, j);
      }

      @Override
      public double standardError(int i, int j, int sign) {
        return 0;
      }
    }).orElseThrow();
  }

  /** Equal scores: the first ones stay, in the network and in each row. */
  @Test
  void tiesGoByPosition() {
    Weights weights = Weights.of(3, 3, new double[]{0, 1, 1, 1, 0, 1, 1, 1, 0});
    Evidence evidence = Evidence.of(weights, new Seed(1));
    assertThat(ByScore.largest(new LocalScore.Magnitude()).choose(evidence, 3).mask())
        .isEqualTo(Mask.of(3, 3, (i, j) -> i == 0 || (i == 1 && j == 0)));
    assertThat(ByScore.largestPerRow(new LocalScore.Magnitude()).choose(evidence, 3).mask())
        .isEqualTo(Mask.of(3, 3, (i, j) -> j == (i == 0 ? 1 : 0)));
  }

  /**
   * Σ p equals the budget if water-filled, and falls short by what is clipped if not. A draw keeps a number within five of
   * its standard errors √Σ p(1 − p) but for six seeds in ten million.
   */
  @ParameterizedTest
  @EnumSource(Selection.Factor.class)
  void drawsKeepWhatTheirProbabilitiesSay(Selection.Factor factor) {
    Layers.Named layer = Layers.layer("40 neurons", 40, 1, 40, 1, false, 400);
    int keep = layer.weights().synapses() / 2;
    Choice choice = ByScore.sampled(new LocalScore.NoiseDriven(), factor).choose(layer.evidence(3), keep);
    double[] q = new LocalScore.NoiseDriven().scores(layer.evidence(3));
    double total = 0;
    for (double x : q) {
      total += x;
    }
    double sum = 0;
    double variance = 0;
    for (int i = 0; i < 40; i++) {
      for (int j = 0; j < 40; j++) {
        double p = choice.keepProbability(i, j);
        if (factor == Selection.Factor.BEFORE_CLIPPING) {
          assertThat(p).isCloseTo(Math.min(1, keep * q[i * 40 + j] / total), within(1e-12));
        }
        sum += p;
        variance += p * (1 - p);
      }
    }
    if (factor == Selection.Factor.EXACT) {
      assertThat(sum).isCloseTo(keep, within(1e-9));
    } else {
      assertThat(sum).isLessThan(keep);
    }
    assertThat((double) choice.mask().count()).isCloseTo(sum, within(5 * Math.sqrt(variance)));
  }

  /** A synapse kept at 10 % is kept at 20 %. */
  @Test
  void budgetsNest() {
    Layers.Named layer = Layers.layer("40 neurons", 40, 1, 40, 1, false, 400);
    MaskCriterion criterion = ByScore.sampled(new LocalScore.Magnitude(), Selection.Factor.EXACT);
    Mask small = criterion.choose(layer.evidence(4), 156).mask();
    Mask large = criterion.choose(layer.evidence(4), 312).mask();
    assertThat(Mask.of(40, 40, (i, j) -> small.keeps(i, j) && large.keeps(i, j))).isEqualTo(small);
  }

  private static long neighbours(Sheet sheet, double radius, int i) {
    return IntStream.range(0, sheet.neurons()).filter(j -> j != i && sheet.near(i, j, radius)).count();
  }

  /** On a torus all neurons have as many neighbours; radius 1 joins four, √2 eight, and 0 none but themselves. */
  @TestFactory
  List<DynamicTest> sheets() {
    Sheet torus = new Sheet(5, 4, Sheet.Edges.JOINED);
    Sheet open = new Sheet(5, 4, Sheet.Edges.OPEN);
    return List.of(
        DynamicTest.dynamicTest("torus", () -> {
          for (int i = 0; i < 20; i++) {
            assertThat(neighbours(torus, 0, i)).isEqualTo(0);
            assertThat(neighbours(torus, 1, i)).isEqualTo(4);
            assertThat(neighbours(torus, 1.5, i)).isEqualTo(8);
          }
        }),
        DynamicTest.dynamicTest("open corner and middle", () -> {
          assertThat(neighbours(open, 1, 0)).isEqualTo(2);
          assertThat(neighbours(open, 1, 6)).isEqualTo(4);
        }),
        DynamicTest.dynamicTest("of a number", () -> {
          assertThat(Sheet.of(512)).isEqualTo(new Sheet(32, 16, Sheet.Edges.JOINED));
          assertThat(Sheet.of(7)).isEqualTo(new Sheet(7, 1, Sheet.Edges.JOINED));
          assertThat(Sheet.square(26)).isEqualTo(new Sheet(6, 6, Sheet.Edges.OPEN));
        }));
  }

  @Test
  void overlapCountsSharedOverAll() {
    Mask a = Mask.of(3, 3, (i, j) -> i == 0);
    Mask b = Mask.of(3, 3, (i, j) -> j == 1);
    assertThat(a.overlap(b)).isEqualTo(1.0 / 3);
    assertThat(a.overlap(a)).isEqualTo(1);
    assertThat(a.emptyRows()).isEqualTo(2);
  }

  /** Local is what can be decided at a synapse: the score by itself is, choosing the largest of a network is not. */
  @Test
  void localityIsThatOfTheLongerReach() {
    assertThat(ByScore.sampled(new LocalScore.NoiseDriven(), Selection.Factor.EXACT).locality())
        .isEqualTo(Locality.SYNAPSE);
    assertThat(ByScore.largestPerRow(new LocalScore.Wanda()).locality()).isEqualTo(Locality.NEURON);
    assertThat(ByScore.largest(new LocalScore.NoiseDriven()).locality()).isEqualTo(Locality.NETWORK);
  }
}
