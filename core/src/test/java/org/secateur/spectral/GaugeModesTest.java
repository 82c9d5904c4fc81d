package org.secateur.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.secateur.dynamics.Drift;
import org.secateur.network.Network;

class GaugeModesTest {

  /** M g = s g to the rounding that is stated, and orthonormal. */
  @ParameterizedTest
  @MethodSource("org.secateur.spectral.PencilTest#everyFamily")
  void theyAreEigenvectors(Families.Named family) {
    Drift drift = family.drift();
    GaugeModes modes = GaugeModes.of(drift);
    double[] image = new double[drift.size()];
    double rounding = 4 * drift.size() * Math.ulp(DriftMatrix.scale(drift));
    for (int k = 0; k < modes.count(); k++) {
      double[] g = modes.vector(k);
      drift.restore(g, image);
      Vectors.add(-modes.rate(k), g, image);
      assertThat(Vectors.norm(image)).isLessThanOrEqualTo(modes.residual(k) + rounding);
      assertThat(Vectors.norm(g)).isCloseTo(1, within(1e-14));
      for (int l = 0; l < k; l++) {
        assertThat(Vectors.dot(g, modes.vector(l))).isZero();
      }
    }
  }

  /** Triangles: balanced with equal slacks, frustrated, balanced with unequal slacks; and a neuron alone. */
  @Test
  void whichComponentsHaveOne() {
    double[][] w = new double[10][10];
    for (int t = 0; t < 3; t++) {
      for (int i = 0; i < 3; i++) {
        w[3 * t + i][3 * t + (i + 1) % 3] = w[3 * t + (i + 1) % 3][3 * t + i] = 1;
      }
    }
    w[0][1] = w[1][0] = w[0][2] = w[2][0] = -1;
    w[3][4] = w[4][3] = -1;
    Network network = Families.dominant(w, 0.25);
    double[] leak = network.leaks();
    leak[7] += 1e-9;
    GaugeModes modes = GaugeModes.of(Drift.of(network.withLeak(leak)));
    assertThat(modes.count()).isEqualTo(2);
    assertThat(modes.rate(0)).isEqualTo(0.25);
    assertThat(modes.vector(0)[0] * modes.vector(0)[1]).isNegative();
    assertThat(modes.mode(9)).isEqualTo(1);
    assertThat(modes.mode(4)).isEqualTo(-1);
    assertThat(modes.mode(7)).isEqualTo(-1);
    assertThat(GaugeModes.free(Drift.of(network)).count()).isZero();
  }

  /** A hub whose sum rounds far more coarsely than its leaves' is still of one slack with them. */
  @Test
  void hubsDoNotHideAMode() {
    int n = 3000;
    int[] post = new int[2 * (n - 1)];
    int[] pre = new int[post.length];
    double[] weight = new double[post.length];
    for (int i = 1; i < n; i++) {
      post[2 * i - 2] = pre[2 * i - 1] = 0;
      pre[2 * i - 2] = post[2 * i - 1] = i;
      weight[2 * i - 2] = weight[2 * i - 1] = 1 + 1.0 / i;
    }
    Network star = Network.of(n, post, pre, weight, new double[n]);
    double[] leak = star.absoluteInput();
    for (int i = 0; i < n; i++) {
      leak[i] += 0.1;
    }
    GaugeModes modes = GaugeModes.of(Drift.of(star.withLeak(leak)));
    assertThat(modes.count()).isEqualTo(1);
    assertThat(modes.rate(0)).isCloseTo(0.1, within(1e-12));
  }

  @Test
  void coordinatesAddAndRemove() {
    Drift drift = Drift.of(Families.dominant(new double[][]{{0, 1, 0}, {1, 0, 0}, {0, 0, 0}}, 1));
    GaugeModes modes = GaugeModes.of(drift);
    double[] x = {3, 1, 5};
    assertThat(modes.coordinates(x)[0]).isCloseTo(4 / Math.sqrt(2), within(1e-15));
    modes.remove(x);
    assertThat(x[0]).isCloseTo(1, within(1e-15));
    assertThat(x[1]).isCloseTo(-1, within(1e-15));
    assertThat(x[2]).isCloseTo(0, within(1e-15));
    GaugeModes second = modes.only(new boolean[]{false, true});
    assertThat(second.count()).isEqualTo(1);
    assertThat(second.vector(0)).containsExactly(0, 0, 1);
  }

  /** Modes that another network couples are no modes of it, not even of a neuron alone; the uncoupled one is. */
  @Test
  void sharedModesAreThoseNothingCouples() {
    Network three = Network.ofDense(new double[3][3], new double[]{1, 1, 2});
    Network coupled = Network.ofDense(new double[][]{{0, 0.5, 0}, {0.5, 0, 0}, {0, 0, 0}},
        new double[]{1, 1, 3});
    SharedModes shared = SharedModes.of(GaugeModes.of(Drift.of(three)), Drift.of(coupled));
    assertThat(shared.modes().count()).isEqualTo(1);
    assertThat(shared.modes().vector(0)).containsExactly(0, 0, 1);
    assertThat(shared.ratio(0)).isEqualTo(1.5);
    assertThat(shared.extreme(1)).isZero();
    assertThat(SharedModes.of(GaugeModes.of(Drift.of(three)), Drift.of(three)).extreme(-1)).isZero();
  }

  /** By hand: one weight halved, one doubled, a slack tripled; then a sign turned, then a synapse too many. */
  @Test
  void rangeOfTheWeights() {
    Drift before = Drift.of(Families.dominant(new double[][]{{0, 2, 1}, {2, 0, 0}, {1, 0, 0}}, 1));
    Drift after = Drift.of(Families.dominant(new double[][]{{0, 1, 2}, {1, 0, 0}, {2, 0, 0}}, 3));
    assertThat(WeightRange.of(before, after)).isEqualTo(new WeightRange(0.5, 3));
    Drift turned = Drift.of(Families.dominant(new double[][]{{0, -1, 2}, {-1, 0, 0}, {2, 0, 0}}, 3));
    assertThat(WeightRange.of(before, turned)).isEqualTo(new WeightRange(0, Double.POSITIVE_INFINITY));
    Drift foreign = Drift.of(Families.dominant(new double[][]{{0, 1, 2}, {1, 0, 1}, {2, 1, 0}}, 3));
    assertThat(WeightRange.of(before, foreign)).isEqualTo(new WeightRange(0, Double.POSITIVE_INFINITY));
    Drift loose = Drift.of(before.network().withLeak(new double[3]));
    assertThat(WeightRange.of(before, loose).least()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(WeightRange.of(before, Drift.of(Network.ofDense(new double[3][3], new double[]{1, 1, 1}))))
        .isEqualTo(new WeightRange(0, 1));
  }

  /** p_1(λ) = (λ − α)/β: |p| = 1/δ at α ± β/δ. And for Chebyshev's recurrence T_k beyond 1 is cosh(k arcosh). */
  @Test
  void lanczosPolynomials() {
    assertThat(new LanczosPolynomial(new double[]{3}, new double[]{0.5}, 1).bound(3, 1, 0.01)).isCloseTo(53,
        within(1e-10));
    assertThat(new LanczosPolynomial(new double[]{3}, new double[]{0.5}, 1).bound(3, -1, 0.01)).isCloseTo(-47,
        within(1e-10));
    int k = 40;
    double[] beta = new double[k];
    java.util.Arrays.fill(beta, 0.5);
    beta[0] = Math.sqrt(0.5);
    double lambda = 1.01;
    double expected = 0.5 * Math.log(2)
        + Math.log(Math.cosh(k * Math.log(lambda + Math.sqrt(lambda * lambda - 1))));
    // √2 T_k: the weight of the first polynomial is half that of the others
    assertThat(new LanczosPolynomial(new double[k], beta, k).logarithm(lambda)).isCloseTo(expected,
        within(1e-12));
    assertThat(new LanczosPolynomial(new double[]{1, 1}, new double[]{0.5, 0}, 2).logarithm(5))
        .isEqualTo(Double.POSITIVE_INFINITY);
  }
}
