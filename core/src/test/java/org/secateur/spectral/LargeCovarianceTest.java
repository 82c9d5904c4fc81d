package org.secateur.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.secateur.dynamics.Drift;
import org.secateur.network.Network;
import org.secateur.random.Seed;

class LargeCovarianceTest {

  static Stream<Families.Named> originals() {
    return LargeFamilies.originals().stream();
  }

  private static LargeCovariance found(Drift original, Drift pruned, int kept) {
    int free = FreeModes.of(original).count();
    LargePair pair = LargePair.of(original, pruned, new FactoringSolvers(1e9), Effort.FULL, new Seed(6),
        Steps.NONE);
    SlowModes modes = pair.originalModes(free, free + kept + 3);
    return pair.covariance(modes, free, kept).orElseThrow();
  }

  /**
   * Beside the errors from complete eigendecompositions. The slow part has no chance in it; of the whole an estimate from 16
   * probes is off by less than six of its standard errors, estimated too (Student's t with 15 degrees of freedom goes
   * beyond that with a probability of 2e-5, 14 times).
   */
  @ParameterizedTest
  @MethodSource("originals")
  void errorsAreThoseOfTheDenseRoute(Families.Named family) {
    Drift original = family.drift();
    // weights times 0.9 or 1.2: no free mode is lost or won
    Network network = family.network();
    double[] factor = new double[network.synapses()];
    for (int i = 0; i < network.neurons(); i++) {
      for (int k = network.firstSynapse(i); k < network.firstSynapse(i + 1); k++) {
        factor[k] = (i + network.pre(k)) % 2 == 0 ? 0.9 : 1.2;
      }
    }
    Drift pruned = Drift.of(Families.scaled(network, factor));
    ModalComparison.CovarianceErrors truth = ModalComparison.of(original, pruned).covarianceErrors(4)
        .orElseThrow();
    LargeCovariance found = found(original, pruned, 4);
    assertThat(found.subspace()).isEqualTo(truth.subspace());
    // the slow modes are known to 1e-5, their span where it has a gap behind it
    assertThat(found.relativeErrorFrobenius()).isCloseTo(truth.relativeErrorFrobenius(),
        within(6 * found.standardError() + 1e-8));
    assertThat(found.standardError()).isLessThan(0.05);
  }

  /** Keeping 4 slow modes with a gap behind them: blocks have one slow mode each, and the bulk is far. */
  @Test
  void slowSubspaceError() {
    Network blocks = LargeFamilies.originals().get(7).network();
    Drift original = Drift.of(blocks);
    Drift pruned = Drift.of(Families.sampled(blocks, 0.6, 3));
    double truth = ModalComparison.of(original, pruned).covarianceErrors(5).orElseThrow().slowSubspaceError();
    assertThat(found(original, pruned, 5).slowSubspaceError()).isCloseTo(truth, within(1e-5));
  }

  @Test
  void aNetworkAgainstItselfHasNoError() {
    Drift drift = Drift.of(LargeFamilies.originals().get(6).network());
    LargeCovariance found = found(drift, drift, 3);
    assertThat(found.relativeErrorFrobenius()).isZero();
    assertThat(found.slowSubspaceError()).isZero();
    assertThat(found.standardError()).isZero();
  }

  @Test
  void differentFreeModesHaveNoComparison() {
    Network grid = LargeFamilies.originals().get(3).network();
    Drift original = Drift.of(grid);
    Drift pruned = Drift.of(Families.sampled(grid, 0.3, 3));
    LargePair pair = LargePair.of(original, pruned, new FactoringSolvers(1e9), Effort.QUICK, new Seed(6),
        Steps.NONE);
    assertThat(pair.covariance(pair.originalModes(1, 5), 1, 3)).isEmpty();
    assertThat(List.of(original, pruned)).allMatch(Drift::isDiagonallyDominant);
  }
}
