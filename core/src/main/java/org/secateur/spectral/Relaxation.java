package org.secateur.spectral;

import java.util.Optional;

import org.secateur.dynamics.Drift;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.SymmetricEigen;
import org.secateur.network.Require;

/**
 * How a network comes to rest: x(t) = e^{At} x₀ at given times, without noise. Symmetric and dominant networks are followed
 * exactly but for rounding ({@link ExponentialAction}); others by the classical Runge-Kutta scheme of order four in steps of
 * a tenth of the fastest leak's time constant or less, good to some five digits.
 */
public final class Relaxation {
  /** All eigenvectors of more neurons take longer than anybody waits for a picture. */
  private static final int MOST_MODAL = 1_000;
  /** Multiply-adds of n³ that an eigendecomposition is worth, most of them in products of blocks. */
  private static final double MODAL_WORK = 4;
  private final double[][] state; // (times)(n)

  private Relaxation(double[][] state) {
    this.state = state;
  }

  /**
   * Follows a network.
   *
   * @param start (n) x₀; not modified
   * @param times ascending, in s, from 0 on; not modified
   * @param mostWork multiply-adds that may be spent
   * @return empty if it would take more work than that
   */
  public static Optional<Relaxation> of(Drift drift, double[] start, double[] times, double mostWork) {
    Require.length(start.length, drift.size(), "start");
    boolean exact = drift.isSymmetric() || drift.isDiagonallyDominant();
    Flow flow = exact ? new Exact(new ExponentialAction(drift)) : new RungeKutta(drift);
    double work = work(flow, times);
    double cube = MODAL_WORK * Math.pow(drift.size(), 3);
    if (drift.isSymmetric() && drift.size() <= MOST_MODAL && cube < work) {
      flow = new Modal(DenseAlgebra.best().symmetricEigen(drift.restoringMatrix()));
      work = cube;
    }
    if (!(work <= mostWork)) {
      return Optional.empty();
    }
    double[] x = start.clone();
    double[][] state = new double[times.length][];
    double before = 0;
    for (int t = 0; t < times.length; t++) {
      flow.advance(times[t] - before, x);
      before = times[t];
      state[t] = x.clone();
    }
    return Optional.of(new Relaxation(state));
  }

  private static double work(Flow flow, double... times) {
    double work = 0;
    double before = 0;
    for (double t : times) {
      work += flow.work(t - before);
      before = t;
    }
    return work;
  }

  /** The rate of neuron i at the t-th time, in the unit of x₀. */
  public double rate(int t, int i) {
    return state[t][i];
  }

  /** A way to go on in time. */
  private interface Flow {
    double work(double time);

    void advance(double time, double[] x);
  }

  private record Exact(ExponentialAction action) implements Flow {
    @Override
    public double work(double time) {
      return action.work(time);
    }

    @Override
    public void advance(double time, double[] x) {
      action.advance(time, x);
    }
  }

  /** x ← V exp(−Λ t) Vᵀ x: for small networks with fast modes, where a long time has many steps. */
  private record Modal(SymmetricEigen eigen) implements Flow {
    @Override
    public double work(double time) {
      return 4.0 * eigen.size() * eigen.size();
    }

    @Override
    public void advance(double time, double[] x) {
      int n = x.length;
      double[] v = new double[n];
      double[] sum = new double[n];
      for (int k = 0; k < n; k++) {
        eigen.vectors().copyColumn(k, v);
        double part = 0;
        for (int i = 0; i < n; i++) {
          part += v[i] * x[i];
        }
        part *= Math.exp(-eigen.value(k) * time);
        for (int i = 0; i < n; i++) {
          sum[i] += part * v[i];
        }
      }
      System.arraycopy(sum, 0, x, 0, n);
    }
  }

  /** x' = −M x in equal steps of at most {@code step}. */
  private static final class RungeKutta implements Flow {
    private static final double SHARE = 0.1;

    private final Restoring m;
    private final double step;
    private final double cost;

    RungeKutta(Drift drift) {
      this.m = new Restoring(drift);
      double fastest = 0;
      double[] input = drift.network().absoluteInput();
      for (int i = 0; i < drift.size(); i++) {
        fastest = Math.max(fastest, Math.abs(drift.network().leak(i)));
        fastest = Math.max(fastest, 0.2 * input[i]);
      }
      this.step = fastest > 0 ? SHARE / fastest : Double.POSITIVE_INFINITY;
      this.cost = 4.0 * (drift.network().synapses() + 8.0 * drift.size());
    }

    private double steps(double time) {
      return Math.max(1, Math.ceil(time / step));
    }

    @Override
    public double work(double time) {
      return cost * steps(time);
    }

    @Override
    public void advance(double time, double[] x) {
      int steps = (int) steps(time);
      double h = time / steps;
      int n = x.length;
      double[] k = new double[n];
      double[] at = new double[n];
      double[] sum = new double[n];
      for (int s = 0; s < steps; s++) {
        m.apply(x, k); // k is −slope
        for (int i = 0; i < n; i++) {
          sum[i] = k[i];
          at[i] = x[i] - h / 2 * k[i];
        }
        m.apply(at, k);
        for (int i = 0; i < n; i++) {
          sum[i] += 2 * k[i];
          at[i] = x[i] - h / 2 * k[i];
        }
        m.apply(at, k);
        for (int i = 0; i < n; i++) {
          sum[i] += 2 * k[i];
          at[i] = x[i] - h * k[i];
        }
        m.apply(at, k);
        for (int i = 0; i < n; i++) {
          x[i] -= h / 6 * (sum[i] + k[i]);
        }
      }
    }
  }
}
