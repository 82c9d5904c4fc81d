package org.secateur.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.secateur.dynamics.Drift;
import org.secateur.dynamics.Stationarity;
import org.secateur.dynamics.StationaryCovariance;
import org.secateur.network.Network;
import org.secateur.random.Seed;

class ModalComparisonTest {

  /** c M: ε_λ = ε_v = |c − 1|, cos θ = 1, C' = C/c; a rate is right to n u κ(M). */
  @ParameterizedTest
  @MethodSource("org.secateur.spectral.Families#held")
  void scalingByAFactorMovesEverythingByIt(Families.Named family) {
    double c = 1.25;
    Drift drift = family.drift();
    ModalComparison modal = ModalComparison.of(drift, Drift.of(Families.times(family.network(), c)));
    double rounding = 20 * drift.size() * Math.ulp(1.0) * Families.condition(drift);
    SpectrumErrors errors = modal.spectrumErrors();
    assertThat(errors.modes()).isEqualTo(drift.size());
    assertThat(errors.eigenvalue().greatest().orElseThrow()).isCloseTo(c - 1, within(rounding));
    assertThat(errors.eigenvalue().least().orElseThrow()).isCloseTo(c - 1, within(rounding));
    assertThat(errors.quadraticForm().mean().orElseThrow()).isCloseTo(c - 1, within(rounding));
    assertThat(errors.cosine().least().orElseThrow()).isCloseTo(1, within(rounding));
    ModalComparison.CovarianceErrors covariance = modal.covarianceErrors(2).orElseThrow();
    assertThat(covariance.relativeErrorFrobenius()).isCloseTo(1 - 1 / c, within(rounding));
    assertThat(covariance.slowSubspaceError()).isCloseTo(1 - 1 / c, within(rounding));
  }

  /** Several pruned networks beside one original, which is decomposed once: what each has by itself, to the bit and in order. */
  @Test
  void severalAreWhatEachIs() {
    Network network = Families.path(12, 0.1);
    Drift original = Drift.of(network);
    List<Drift> pruned = List.of(Drift.of(Families.times(network, 3)),
        Drift.of(Families.sampled(network, 0.5, 7)));
    List<ModalComparison> together = ModalComparison.of(original, pruned);
    for (int k = 0; k < pruned.size(); k++) {
      ModalComparison alone = ModalComparison.of(original, pruned.get(k));
      assertThat(together.get(k).prunedSpectrum().re()).containsExactly(alone.prunedSpectrum().re());
      assertThat(together.get(k).relaxationErrors(new double[]{0.1, 1}, new Seed(2)))
          .containsExactly(alone.relaxationErrors(new double[]{0.1, 1}, new Seed(2)));
    }
  }

  /** Graphs, whose free modes are left out: the same, and a graph cut in two has no comparable covariance. */
  @Test
  void freeModesAreLeftOut() {
    Network path = Families.path(10, 0);
    ModalComparison modal = ModalComparison.of(Drift.of(path), Drift.of(Families.times(path, 2)));
    assertThat(modal.spectrumErrors().modes()).isEqualTo(9);
    assertThat(modal.spectrumErrors().eigenvalue().greatest().orElseThrow()).isCloseTo(1, within(1e-12));
    assertThat(modal.covarianceErrors(3).orElseThrow().relativeErrorFrobenius()).isCloseTo(0.5,
        within(1e-12));
    Network cut = Families.sampled(Families.path(2, 0), 1e-12, 1);
    assertThat(ModalComparison.of(Drift.of(Families.path(2, 0)), Drift.of(cut)).covarianceErrors(1))
        .isEmpty();
  }

  /** Second route: covariances by Cholesky or Lyapunov and compared entry by entry. Both are right to n u κ. */
  @ParameterizedTest
  @MethodSource("org.secateur.spectral.Families#held")
  void covarianceErrorsAgreeWithTheEntries(Families.Named family) {
    Drift original = family.drift();
    Drift pruned = Drift.of(Families.sampled(family.network(), 0.6, 2));
    ModalComparison.CovarianceErrors modal = ModalComparison.of(original, pruned).covarianceErrors(1)
        .orElseThrow();
    CovarianceComparison entries = CovarianceComparison.of(covariance(original), covariance(pruned), 1);
    double rounding = 20 * original.size() * Math.ulp(1.0)
        * (Families.condition(original) + Families.condition(pruned));
    assertThat(modal.relativeErrorFrobenius()).isCloseTo(entries.relativeErrorFrobenius(),
        within(rounding * (1 + entries.relativeErrorFrobenius())));
  }

  private static org.secateur.dynamics.Covariance covariance(Drift drift) {
    return ((Stationarity.Stationary) StationaryCovariance.of(drift, 1)).covariance();
  }

  /** Second route: matrix exponentials and their squares, which lose a few ulps of the norm a doubling, ten times. */
  @Test
  void relaxationAgreesWithTheExponential() {
    Network network = Families.held().filter(f -> f.name().equals("random signed, n 40, slack 0.1, seed 1"))
        .findFirst()
        .orElseThrow().network();
    Drift original = Drift.of(network);
    Drift pruned = Drift.of(Families.sampled(network, 0.5, 3));
    Propagation grid = Propagation.of(original, pruned, 0.01, 10, new Seed(4));
    double[] times = grid.time().stream().mapToDouble(t -> t).toArray();
    double[] errors = ModalComparison.of(original, pruned).relaxationErrors(times, new Seed(4));
    for (int t = 0; t < times.length; t++) {
      assertThat(grid.relaxationError().get(t)).isCloseTo(errors[t], within(1e-10 * (1 + errors[t])));
    }
  }

  /** |e^{A't} − e^{At}|₂ ≤ (π/2e) ε/√(1 − ε) at all times, whenever ε < 1. */
  @ParameterizedTest
  @MethodSource("org.secateur.spectral.Families#held")
  void propagatorsStayWithinTheBoundOfTheSandwich(Families.Named family) {
    Drift original = family.drift();
    for (double keep : new double[]{0.7, 0.9}) {
      Drift pruned = Drift.of(Families.sampled(family.network(), keep, 5));
      Pencil.Range range = (Pencil.Range) Pencil.of(original, pruned, new Seed(1));
      double epsilon = Math.max(1 - range.low().value(), range.high().value() - 1);
      if (epsilon >= 1) {
        continue;
      }
      double bound = Math.PI / (2 * Math.E) * Math.max(0, epsilon) / Math.sqrt(1 - epsilon);
      Propagation grid = Propagation.of(original, pruned, 0.01, 14, new Seed(1));
      for (int t = 0; t < grid.time().size(); t++) {
        // norms are iterated to 1e-6 of their square, exponentials right to n u per squaring
        assertThat(grid.distance().get(t)).isLessThanOrEqualTo(bound * (1 + 1e-6) + 1e-9);
      }
    }
  }

  /** Symmetric: ‖e^{At}‖ = e^{−λ t}. Path of 10 with slack 0.1: slowest rate 0.1. */
  @Test
  void normOfASymmetricPropagatorIsItsSlowestMode() {
    Drift drift = Drift.of(Families.path(10, 0.1));
    Propagation grid = Propagation.of(drift, drift, 0.5, 5, new Seed(1));
    for (int t = 0; t < 5; t++) {
      assertThat(grid.norm().get(t)).isCloseTo(Math.exp(-0.1 * grid.time().get(t)), within(1e-6));
      assertThat(grid.distance().get(t)).isZero();
    }
  }

  /** A = [[−1, k], [0, −1]]: e^{At} = e^{−t} [[1, kt], [0, 1]], numerical abscissa k/2 − 1. */
  @Test
  void transientGrowthOfAFeedForwardPair() {
    double k = 8;
    Drift drift = Drift.of(Network.ofDense(new double[][]{{0, k}, {0, 0}}, new double[]{1, 1}));
    assertThat(Transients.numericalAbscissa(drift)).isCloseTo(k / 2 - 1, within(1e-14));
    Propagation grid = Propagation.of(drift, drift, 0.25, 4, new Seed(1));
    for (int t = 0; t < 4; t++) {
      double s = k * grid.time().get(t);
      // largest singular value of [[1, s], [0, 1]]
      double norm = (s + Math.sqrt(s * s + 4)) / 2 * Math.exp(-grid.time().get(t));
      assertThat(grid.norm().get(t)).isCloseTo(norm, within(1e-6 * norm));
    }
  }

  /** Path Laplacian of n: 2 − 2 cos(πk/n), and by the same numbers ascending for A = −L. */
  @Test
  void spectrumOfAPath() {
    Spectrum spectrum = Spectrum.of(Drift.of(Families.path(12, 0)));
    for (int k = 0; k < 12; k++) {
      assertThat(spectrum.re(11 - k)).isCloseTo(-(2 - 2 * Math.cos(Math.PI * k / 12)), within(1e-14 * 12));
      assertThat(spectrum.im(k)).isZero();
    }
    assertThat(Spectrum.of(Drift.of(SlowModesTest.ring(8, 1, 2))).abscissa()).isCloseTo(-1, within(1e-13));
    assertThat(ModalComparison.of(Drift.of(Families.path(12, 0)), Drift.of(Families.path(12, 0)))
        .originalSpectrum().re())
        .containsExactly(spectrum.re(), within(1e-13));
  }

  @Test
  void summariesOfSmallSamples() {
    SpectrumErrors.Summary four = SpectrumErrors.Summary.of(new double[]{4, 1, 2, 3});
    assertThat(four.median().orElseThrow()).isEqualTo(2.5);
    assertThat(four.mean().orElseThrow()).isEqualTo(2.5);
    assertThat(four.least().orElseThrow()).isEqualTo(1);
    assertThat(four.greatest().orElseThrow()).isEqualTo(4);
    assertThat(SpectrumErrors.Summary.of(new double[0]).median()).isEmpty();
  }
}
