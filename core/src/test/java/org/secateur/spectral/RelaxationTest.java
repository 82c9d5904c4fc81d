package org.secateur.spectral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.secateur.dynamics.Drift;
import org.secateur.network.Network;

class RelaxationTest {
  private static final double[] TIMES = {0, 0.3, 1, 4};

  /** Two neurons that excite each other: modes (1, 1) and (1, −1) with rates leak − w and leak + w. */
  @Test
  void symmetricPairByHand() {
    Drift drift = Drift.of(Network.ofDense(new double[][]{{0, 2}, {2, 0}}, new double[]{3, 3}));
    Relaxation r = Relaxation.of(drift, new double[]{1, 0}, TIMES, 1e9).orElseThrow();
    for (int t = 0; t < TIMES.length; t++) {
      double slow = Math.exp(-TIMES[t]) / 2;
      double fast = Math.exp(-5 * TIMES[t]) / 2;
      assertEquals(slow + fast, r.rate(t, 0), 1e-14); // a few dozen products of numbers of at most 1
      assertEquals(slow - fast, r.rate(t, 1), 1e-14);
    }
  }

  /**
   * A rotation, not dominant: A = [[−1, −ω], [ω, −1]] gives e^{−t} (cos ωt, sin ωt). Runge-Kutta in steps of h = 0.1 / max(1,
   * 0.2 ω) = 0.1 errs by about t |λ|⁵ h⁴ / 120 relative to e^{−t}, |λ| = √(1 + ω²); the next term is |λ| h / 6 of that, so
   * that twice as much bounds it.
   */
  @Test
  void rotationByHand() {
    double omega = 3;
    Drift drift = Drift.of(Network.ofDense(new double[][]{{0, -omega}, {omega, 0}}, new double[]{1, 1}));
    Relaxation r = Relaxation.of(drift, new double[]{1, 0}, TIMES, 1e9).orElseThrow();
    double lambda = Math.hypot(1, omega);
    for (int t = 0; t < TIMES.length; t++) {
      double bound = TIMES[t] * Math.pow(lambda, 5) * 1e-4 / 60 * Math.exp(-TIMES[t]) + 1e-15;
      assertEquals(Math.exp(-TIMES[t]) * Math.cos(omega * TIMES[t]), r.rate(t, 0), bound);
      assertEquals(Math.exp(-TIMES[t]) * Math.sin(omega * TIMES[t]), r.rate(t, 1), bound);
    }
  }

  @Test
  void refusesMoreWorkThanAllowed() {
    Drift drift = Drift.of(Network.ofDense(new double[][]{{0, 2}, {2, 0}}, new double[]{3, 3}));
    assertTrue(Relaxation.of(drift, new double[]{1, 0}, TIMES, 10).isEmpty());
  }

  /**
   * All to all with weight 1 and a slack s: M = (n + s) I − 1 1ᵀ, so that the mean dies with s and every difference with n + s. The
   * work that is allowed is enough for an eigendecomposition of twenty neurons and not for a polynomial over ten thousand time
   * constants of the fast modes. Both routes are backward stable: n u times ten.
   */
  @Test
  void longTimesOfFastNetworksAreFollowedByModes() {
    int n = 20;
    double slack = 0.01;
    double[][] w = new double[n][n];
    double[] leak = new double[n];
    for (int i = 0; i < n; i++) {
      java.util.Arrays.fill(w[i], 1);
      w[i][i] = 0;
      leak[i] = n - 1 + slack;
    }
    double[] start = new double[n];
    start[3] = 1;
    double[] times = {0, 0.01, 0.1, 500};
    Drift drift = Drift.of(Network.ofDense(w, leak));
    Relaxation r = Relaxation.of(drift, start, times, 5.0 * n * n * n).orElseThrow();
    for (int t = 0; t < times.length; t++) {
      for (int i = 0; i < n; i++) {
        double expected = Math.exp(-slack * times[t]) / n
            + Math.exp(-(n + slack) * times[t]) * ((i == 3 ? 1 : 0) - 1.0 / n);
        assertEquals(expected, r.rate(t, i), 10 * n * Math.ulp(1.0));
      }
    }
  }
}
