package org.secateur.dynamics;

import java.util.Arrays;
import java.util.Optional;

import org.secateur.linalg.CholeskyOutcome;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Matrix;
import org.secateur.network.Network;

/** Solves the linear complementarity problem of {@link RectifiedSteadyState}. Used once. */
final class RectifiedSolver {
  /** Signs below this share of the largest input are rounding. */
  private static final double TOLERANCE = 1e-12;
  /** Block exchanges without progress before single ones. */
  private static final int PATIENCE = 10;
  private static final int SWEEPS = 100_000;

  private final Drift drift;
  private final Network network;
  private final int n;
  private final double[] input;
  private final double scale;

  RectifiedSolver(Drift drift, double[] input) {
    this.drift = drift;
    this.network = drift.network();
    this.n = drift.size();
    this.input = input;
    this.scale = Norms.largest(input);
  }

  RectifiedSteadyState solve() {
    for (int i = 0; i < n; i++) {
      if (!(drift.restoring(i) > 0 && network.leak(i) > 0)) {
        return new RectifiedSteadyState.NoSteadyState(RectifiedSteadyState.Reason.NO_RESTORING_FORCE, 0);
      }
    }
    if (drift.isSymmetric() && n <= RectifiedSteadyState.LARGEST_DENSE) {
      Optional<RectifiedSteadyState.Steady> exact = pivot();
      if (exact.isPresent()) {
        return exact.get();
      }
    }
    return sweep();
  }

  /** Empty if M is not positive definite, or if rounding keeps the signs from settling. */
  private Optional<RectifiedSteadyState.Steady> pivot() {
    boolean[] active = new boolean[n];
    for (int i = 0; i < n; i++) {
      active[i] = input[i] > 0;
    }
    double[] x = new double[n];
    double[] excess = new double[n];
    int fewest = n + 1;
    int patience = PATIENCE;
    for (int k = 1; k <= 10 * n + 100; k++) {
      if (!solveActive(active, x)) {
        return Optional.empty();
      }
      excess(x, excess);
      int wrong = 0;
      int last = -1;
      for (int i = 0; i < n; i++) {
        if (isWrong(active, x, excess, i)) {
          wrong++;
          last = i;
        }
      }
      if (wrong == 0) {
        clip(x);
        return Optional.of(
            new RectifiedSteadyState.Steady(x, residual(x), k, RectifiedSteadyState.Method.BLOCK_PIVOTING));
      }
      if (wrong < fewest) {
        fewest = wrong;
        patience = PATIENCE;
      } else {
        patience--;
      }
      if (patience < 0) {
        active[last] = !active[last];
      } else {
        boolean[] old = active.clone();
        for (int i = 0; i < n; i++) {
          active[i] ^= isWrong(old, x, excess, i);
        }
      }
    }
    return Optional.empty();
  }

  private boolean isWrong(boolean[] active, double[] x, double[] excess, int i) {
    double sign = active[i] ? drift.restoring(i) * x[i] : excess[i];
    return sign < -TOLERANCE * scale;
  }

  /** x ← M_SS⁻¹ b_S on the active neurons S, 0 elsewhere; whether M_SS is positive definite. */
  private boolean solveActive(boolean[] active, double[] x) {
    int[] place = new int[n];
    int size = 0;
    for (int i = 0; i < n; i++) {
      place[i] = active[i] ? size++ : -1;
    }
    Arrays.fill(x, 0);
    if (size == 0) {
      return true;
    }
    Matrix m = Matrix.zeros(size, size);
    double[] b = new double[size];
    for (int i = 0; i < n; i++) {
      if (active[i]) {
        m.set(place[i], place[i], network.leak(i));
        b[place[i]] = input[i];
      }
    }
    for (int i = 0; i < n; i++) {
      for (int k = network.firstSynapse(i); active[i] && k < network.firstSynapse(i + 1); k++) {
        if (active[network.pre(k)]) {
          m.add(place[i], place[network.pre(k)], -network.weight(k));
        }
      }
    }
    if (!(DenseAlgebra.best().cholesky(m) instanceof CholeskyOutcome.Factored(var factor))) {
      return false;
    }
    double[] solution = factor.solve(b);
    for (int i = 0; i < n; i++) {
      x[i] = active[i] ? solution[place[i]] : 0;
    }
    return true;
  }

  private RectifiedSteadyState sweep() {
    double[] x = new double[n];
    for (int k = 1; k <= SWEEPS; k++) {
      double change = 0;
      for (int i = 0; i < n; i++) {
        double drive = input[i];
        for (int s = network.firstSynapse(i); s < network.firstSynapse(i + 1); s++) {
          if (network.pre(s) != i) {
            drive += network.weight(s) * x[network.pre(s)];
          }
        }
        double next = Math.max(0, drive / drift.restoring(i));
        change = Math.max(change, drift.restoring(i) * Math.abs(next - x[i]));
        x[i] = next;
      }
      if (!(change < Double.MAX_VALUE / 2)) {
        return new RectifiedSteadyState.NoSteadyState(RectifiedSteadyState.Reason.GROWING, k);
      }
      if (change <= TOLERANCE * scale && residual(x) <= 10 * TOLERANCE) {
        return new RectifiedSteadyState.Steady(x, residual(x), k, RectifiedSteadyState.Method.GAUSS_SEIDEL);
      }
    }
    return new RectifiedSteadyState.NoSteadyState(RectifiedSteadyState.Reason.NOT_CONVERGED, SWEEPS);
  }

  /** y ← M x − b. */
  private void excess(double[] x, double[] y) {
    drift.restore(x, y);
    for (int i = 0; i < n; i++) {
      y[i] -= input[i];
    }
  }

  private static void clip(double[] x) {
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.max(0, x[i]);
    }
  }

  private double residual(double[] x) {
    double[] y = new double[n];
    excess(x, y);
    double worst = 0;
    for (int i = 0; i < n; i++) {
      worst = Math.max(worst, Math.abs(Math.min(drift.restoring(i) * x[i], y[i])));
    }
    return scale > 0 ? worst / scale : worst;
  }
}
