package org.secateur.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.secateur.dynamics.Drift;
import org.secateur.dynamics.Gauge;
import org.secateur.network.Network;
import org.secateur.random.Seed;
import org.secateur.sparse.Balance;
import org.secateur.sparse.SignedLaplacian;

/** Slow modes of matrices that are known by their products alone. */
class DominantModesTest {
  private static final Effort EFFORT = new Effort(1e-6, 1e-3, 1e-10, 150, 1_000_000, 1e9, 1_000_000);

  static Stream<Network> dominant() {
    return PencilTest.everyFamily()
        .flatMap(f -> Stream.of(f.network(), Families.sampled(f.network(), 0.6, 7)))
        .filter(network -> network.neurons() > 0 && network.isSymmetric()
            && Drift.of(network).isDiagonallyDominant());
  }

  static SlowModes found(Network network, int skip, int count, Effort effort) {
    Drift drift = Drift.of(network);
    Gauge gauge = Gauge.of(network);
    int n = network.neurons();
    int[] component = new int[n];
    byte[] sign = new byte[n];
    double[] slack = new double[n];
    double[] restoring = new double[n];
    int[] synapses = new int[n];
    for (int i = 0; i < n; i++) {
      component[i] = gauge.components().of(i);
      sign[i] = (byte) (gauge.isBalanced(component[i]) ? gauge.sign(i) : 0);
      slack[i] = drift.slack(i);
      restoring[i] = drift.restoring(i);
      synapses[i] = network.firstSynapse(i + 1) - network.firstSynapse(i);
    }
    return DominantModes.of(new DominantPencil.Side(SignedLaplacian.of(network.rows(), slack, restoring),
        new Balance(component, gauge.components().count(), sign), network.synapses() + n), synapses, skip,
        count,
        effort, new Seed(1), Steps.NONE);
  }

  /** dsyevd is right to n u ‖M‖; what converged, to its residual besides. */
  @ParameterizedTest
  @MethodSource("dominant")
  void ratesAreThoseOfTheDenseRoute(Network network) {
    Drift drift = Drift.of(network);
    SlowModes truth = SlowModes.of(drift, 6, new Seed(1), Integer.MAX_VALUE);
    SlowModes found = found(network, 0, 6, EFFORT);
    double rounding = 20 * drift.size() * Math.ulp(Math.max(1, DriftMatrix.scale(drift)));
    assertThat(found.size()).isEqualTo(truth.size());
    for (int k = 0; k < truth.size(); k++) {
      // Courant and Fischer: never slower than the true one
      assertThat(found.re(k)).isLessThan(truth.re(k) + rounding);
      assertThat(found.re(k)).isCloseTo(truth.re(k), within(found.residual(k) + rounding));
      double[] image = new double[drift.size()];
      drift.restore(found.vector(k), image);
      LongVectors.add(found.re(k), found.vector(k), image);
      assertThat(LongVectors.norm(image)).isCloseTo(found.residual(k), within(rounding));
    }
    assertThat(found.converged()).isTrue();
  }

  /** Free modes are told by the wiring, and passed over where no vectors of them are wanted. */
  @Test
  void passesFreeModesOver() {
    Network one = Families.path(40, 1);
    Network graph = one.withLeak(one.absoluteInput());
    SlowModes found = found(graph, 1, 4, EFFORT);
    assertThat(found.re(0)).isZero();
    assertThat(found.leading()).isEqualTo(1);
    assertThat(found.re(1)).isLessThan(0);
    assertThatThrownBy(() -> found(graph, 0, 10, EFFORT)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 8");
  }

  /**
   * Along a path of two thousand neurons thirty iterations of a rough solution carry a correction no farther than thirty
   * neurons: it is not done in time, and says so.
   */
  @Test
  void saysWhatItDidNotReach() {
    SlowModes found = found(Families.path(2_000, 1e-9), 0, 6, EFFORT);
    assertThat(found.converged()).isFalse();
  }
}
