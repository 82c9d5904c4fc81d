package org.secateur.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.secateur.dynamics.Drift;
import org.secateur.network.Network;
import org.secateur.random.Seed;

class SlowModesTest {

  /** The two routes, reduction and inversion, give the same rates to their residuals and n u ‖M‖. */
  @ParameterizedTest
  @MethodSource("org.secateur.spectral.PencilTest#everyFamily")
  void routesAgree(Families.Named family) {
    Drift drift = family.drift();
    SlowModes reduced = SlowModes.of(drift, 4, new Seed(1), Integer.MAX_VALUE);
    SlowModes inverted = SlowModes.of(drift, 4, new Seed(1), 0);
    double[] all = Families.eigenvalues(drift);
    double rounding = 20 * drift.size() * Math.ulp(Math.max(1, all[all.length - 1]));
    assertThat(inverted.converged()).isTrue();
    assertThat(inverted.size()).isEqualTo(reduced.size()).isEqualTo(Math.min(4, drift.size()));
    for (int k = 0; k < reduced.size(); k++) {
      assertThat(reduced.re(k)).isCloseTo(-all[k], within(rounding));
      assertThat(inverted.re(k)).isCloseTo(-all[k], within(rounding + inverted.residual(k)));
      assertThat(inverted.residual(k)).isLessThan(1e-8 * Math.max(1, all[all.length - 1]));
    }
  }

  @Test
  void anUnstableNetworkHasItsGrowingModesFirst() {
    Drift drift = Drift.of(Families.path(50, 0.1).withLeak(new double[50]));
    SlowModes modes = SlowModes.of(drift, 2, new Seed(1), 0);
    // adjacency of a path: 2 cos(πk/(n+1)); dsyevd is right to n u ‖A‖
    assertThat(modes.re(0)).isCloseTo(2 * Math.cos(Math.PI / 51), within(1e-12));
    assertThat(modes.re(1)).isCloseTo(2 * Math.cos(2 * Math.PI / 51), within(1e-12));
  }

  /** A ring of n directed synapses of weight 1, leak 2: eigenvalues e^{2πik/n} − 2. */
  @Test
  void eigenvaluesOfADirectedRing() {
    int n = 12;
    SlowModes modes = SlowModes.of(Drift.of(ring(n, 1, 2)), 3, new Seed(1));
    assertThat(modes.re(0)).isCloseTo(-1, within(1e-13));
    assertThat(modes.re(1)).isCloseTo(Math.cos(2 * Math.PI / n) - 2, within(1e-13));
    assertThat(modes.im(1)).isCloseTo(Math.sin(2 * Math.PI / n), within(1e-13));
    assertThat(modes.im(2)).isCloseTo(-Math.sin(2 * Math.PI / n), within(1e-13));
    assertThat(modes.hasVectors()).isFalse();
  }

  static Network ring(int n, double weight, double leak) {
    double[][] w = new double[n][n];
    double[] leaks = new double[n];
    for (int i = 0; i < n; i++) {
      w[i][(i + 1) % n] = weight;
      leaks[i] = leak;
    }
    return Network.ofDense(w, leaks);
  }

  /** Scaling by c keeps every vector and moves every rate by |c − 1|. */
  @ParameterizedTest
  @MethodSource("org.secateur.spectral.Families#held")
  void scalingMovesRatesAndKeepsVectors(Families.Named family) {
    List<MatchedMode> modes = matched(family.drift(), Drift.of(Families.times(family.network(), 1.25)), 4);
    assertThat(modes).hasSize(Math.min(4, family.network().neurons()));
    // n u ‖M‖ relative to the smallest rate
    double rounding = 20 * family.network().neurons() * Math.ulp(1.0) * Families.condition(family.drift());
    for (MatchedMode m : modes) {
      assertThat(m.relativeError()).isCloseTo(0.25, within(rounding));
      assertThat(m.vectorOverlap().orElseThrow()).isCloseTo(1, within(Math.max(1e-6, rounding)));
    }
  }

  /**
   * The leaves of a star share one eigenvalue, whose vectors may be any basis: a change of 1e-6 turns them into others,
   * but not out of their span.
   */
  @Test
  void aDegenerateGroupIsNotLostWhenItsVectorsTurn() {
    double[][] w = new double[12][12];
    double[][] v = new double[12][12];
    for (int i = 1; i < 12; i++) {
      w[0][i] = w[i][0] = 1;
      v[0][i] = v[i][0] = 1 + 1e-6 * i;
    }
    List<MatchedMode> modes = matched(Drift.of(Families.dominant(w, 0.1)),
        Drift.of(Families.dominant(v, 0.1)), 5);
    for (MatchedMode m : modes) {
      // the span is perturbed by the change over the gap to the hub's mode, below 1e-4
      assertThat(m.vectorOverlap().orElseThrow()).isGreaterThan(1 - 1e-6);
    }
  }

  /** With five of the eleven leaf modes computed, nothing can be said about the span of all. */
  @Test
  void theOverlapOfAGroupCutShortIsUnknown() {
    double[][] w = new double[12][12];
    for (int i = 1; i < 12; i++) {
      w[0][i] = w[i][0] = 1;
    }
    SlowModes five = SlowModes.of(Drift.of(Families.dominant(w, 0.1)), 5, new Seed(1));
    assertThat(ModeMatching.isCutShort(five, five, 0, 2)).isTrue();
    assertThat(ModeMatching.match(five, five, 0, 2).get(0).vectorOverlap()).isPresent();
    assertThat(ModeMatching.match(five, five, 0, 2).get(1).vectorOverlap()).isEmpty();
  }

  /** Swapping a weak and a strong bridge exchanges two well separated slow modes: both are lost at their rank. */
  @Test
  void aLostModeHasLittleOverlap() {
    Drift original = Drift.of(Network.ofDense(new double[3][3], new double[]{1, 2, 4}));
    Drift pruned = Drift.of(Network.ofDense(new double[3][3], new double[]{2, 1, 4}));
    List<MatchedMode> modes = matched(original, pruned, 3);
    assertThat(modes.get(0).vectorOverlap().orElseThrow()).isZero();
    assertThat(modes.get(0).relativeError()).isZero();
    assertThat(modes.get(2).vectorOverlap().orElseThrow()).isEqualTo(1);
  }

  /** Directed: pairs are matched in the complex plane, whatever their order by real part. */
  @Test
  void directedModesAreMatchedToTheNearest() {
    List<MatchedMode> modes = matched(Drift.of(ring(12, 1, 2)), Drift.of(ring(12, 1.01, 2)), 12);
    for (MatchedMode m : modes) {
      // λ' − λ = 0.01 e^{iφ}, and |λ| ≥ 1
      assertThat(m.relativeError() * Math.hypot(m.original(), m.originalImaginary())).isCloseTo(0.01,
          within(1e-12));
    }
  }

  private static List<MatchedMode> matched(Drift original, Drift pruned, int count) {
    int n = original.size();
    return ModeMatching.match(SlowModes.of(original, n, new Seed(1)), SlowModes.of(pruned, n, new Seed(1)), 0,
        count);
  }

  @Test
  void freeModesAreThoseOfBalancedComponentsWithoutSlack() {
    assertThat(FreeModes.of(Drift.of(Families.path(5, 0))).count()).isEqualTo(1);
    assertThat(FreeModes.of(Drift.of(Families.path(5, 0.1))).count()).isZero();
    double[][] triangle = {{0, 1, -1}, {1, 0, -1}, {-1, -1, 0}};
    assertThat(FreeModes.of(Drift.of(Families.dominant(triangle, 0))).count()).isEqualTo(1);
    double[][] frustrated = {{0, 1, 1}, {1, 0, -1}, {1, -1, 0}};
    assertThat(FreeModes.of(Drift.of(Families.dominant(frustrated, 0))).count()).isZero();
    double[] z = FreeModes.of(Drift.of(Families.dominant(triangle, 0))).basis().getFirst();
    assertThat(z[0] * z[2]).isCloseTo(-1.0 / 3, within(1e-15));
    assertThat(FreeModes.of(Drift.of(Network.ofDense(new double[3][3], new double[]{0, 1, 0}))).count())
        .isEqualTo(2);
  }
}
