package org.secateur.rnn.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ForkJoinPool;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.secateur.random.Seed;

/** What every criterion promises. */
abstract class MaskCriterionContract {
  static final double[] FRACTIONS = {0, 0.1, 0.5, 0.8, 1};

  abstract MaskCriterion criterion(int neurons);

  /** Whether it keeps exactly as many as asked for, and not on average. */
  boolean exact() {
    return true;
  }

  static java.util.stream.Stream<Layers.Named> layers() {
    return Layers.all();
  }

  @ParameterizedTest
  @MethodSource("layers")
  void keepsSynapsesOnlyAndAsManyAsAskedFor(Layers.Named layer) {
    Weights weights = layer.weights();
    for (double fraction : FRACTIONS) {
      int keep = (int) Math.round(fraction * weights.synapses());
      Choice choice = criterion(weights.columns()).choose(layer.evidence(1), keep);
      assertThat(choice.budget()).isEqualTo(keep);
      if (exact()) {
        assertThat(choice.mask().count()).isEqualTo(keep);
      }
      for (int i = 0; i < weights.rows(); i++) {
        for (int j = 0; j < weights.columns(); j++) {
          if (choice.mask().keeps(i, j)) {
            assertThat(weights.isSynapse(i, j)).isTrue();
            assertThat(choice.keepProbability(i, j)).isGreaterThan(0);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void isAFunctionOfItsInputOnAnyNumberOfThreads(Layers.Named layer) throws Exception {
    int keep = layer.weights().synapses() / 2;
    MaskCriterion criterion = criterion(layer.weights().columns());
    Mask alone;
    try (ForkJoinPool one = new ForkJoinPool(1)) {
      alone = one.submit(() -> criterion.choose(layer.evidence(2), keep).mask()).get();
    }
    try (ForkJoinPool four = new ForkJoinPool(4)) {
      assertThat(four.submit(() -> criterion.choose(layer.evidence(2), keep).mask()).get()).isEqualTo(alone);
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void refusesWhatItCannotDo(Layers.Named layer) {
    MaskCriterion criterion = criterion(layer.weights().columns());
    int synapses = layer.weights().synapses();
    assertThatThrownBy(() -> criterion.choose(layer.evidence(1), synapses + 1))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("keep");
    if (!criterion.needs().isEmpty()) {
      assertThatThrownBy(() -> criterion.choose(Evidence.of(layer.weights(), new Seed(1)), synapses))
          .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("needs the");
    }
  }
}
