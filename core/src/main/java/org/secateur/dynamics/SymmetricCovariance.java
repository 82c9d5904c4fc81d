package org.secateur.dynamics;

import java.util.Arrays;

import org.secateur.linalg.Cholesky;
import org.secateur.linalg.CholeskyOutcome;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Matrix;
import org.secateur.network.Components;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/**
 * C = (σ²/2) M⁻¹ for symmetric M, right to the last digits also where M is all but singular.
 *
 * <p>A balanced component with little slack has one direction u = g/√n_c that hardly anything restores, and M⁻¹ one huge
 * term along it. So G = M + Σ α_c u_c u_cᵀ is inverted instead, α_c the component's mean restoring force, and with
 * y = G⁻¹u the term is put back by Sherman and Morrison: M⁻¹ = G⁻¹ + α y yᵀ / (uᵀ M y), where uᵀ M y = Σ_i u_i s_i y_i is
 * a sum over the slacks s_i without cancellation. Without any slack the mode is free, and M⁺ = G⁻¹ − u uᵀ / α.
 */
final class SymmetricCovariance {
  /** Components whose slack is more than this share of their restoring force are inverted as they are. */
  private static final double WELL_HELD = 0.1;

  private final Drift drift;
  private final Components components;
  private final double[] u; // (n), 0 outside loosely held components
  private final double[] alpha; // (components), 0 where well held
  private final double[] slack; // (components), total slack
  private int freeModes;

  private SymmetricCovariance(Drift drift) {
    this.drift = drift;
    Gauge gauge = Gauge.of(drift.network());
    this.components = gauge.components();
    int count = components.count();
    this.u = new double[drift.size()];
    this.alpha = new double[count];
    this.slack = new double[count];
    double[] restoring = new double[count];
    boolean[] dominant = new boolean[count];
    Arrays.fill(dominant, true);
    for (int i = 0; i < u.length; i++) {
      int c = components.of(i);
      slack[c] += drift.slack(i);
      restoring[c] += drift.restoring(i);
      dominant[c] &= drift.slack(i) >= 0;
    }
    for (int c = 0; c < count; c++) {
      if (gauge.isBalanced(c) && dominant[c] && slack[c] <= WELL_HELD * restoring[c]) {
        // An isolated neuron without leak has nothing to take a scale from.
        alpha[c] = restoring[c] > 0 ? restoring[c] / components.size(c) : 1;
      }
    }
    for (int i = 0; i < u.length; i++) {
      int c = components.of(i);
      u[i] = alpha[c] > 0 ? gauge.sign(i) / Math.sqrt(components.size(c)) : 0;
    }
  }

  static Stationarity of(Drift drift, double noiseVariance) {
    return new SymmetricCovariance(drift).solve(noiseVariance);
  }

  private Stationarity solve(double noiseVariance) {
    Matrix g = drift.restoringMatrix();
    addRankOnes(g);
    return switch (DenseAlgebra.best().cholesky(g)) {
      case CholeskyOutcome.NotPositiveDefinite minor -> unstable();
      case CholeskyOutcome.Factored(Cholesky factor) -> {
        Matrix inverse = factor.inverse();
        double residual = residual(inverse);
        DenseCovariance covariance = covariance(inverse, noiseVariance / 2);
        yield new Stationarity.Stationary(covariance, residual, freeModes);
      }
    };
  }

  private Stationarity unstable() {
    Matrix m = drift.restoringMatrix();
    return new Stationarity.Unstable(Math.max(0, -DenseAlgebra.best().symmetricEigen(m, 0, 1).value(0)));
  }

  /** G ← G + Σ α u uᵀ. Nothing for the well held, O(n_c²) for the others. */
  private void addRankOnes(Matrix g) {
    double[] column = new double[u.length];
    int[][] members = members();
    for (int c = 0; c < alpha.length; c++) {
      for (int j : alpha[c] > 0 ? members[c] : new int[0]) {
        g.copyColumn(j, column);
        double factor = alpha[c] * u[j];
        for (int i : members[c]) {
          column[i] += factor * u[i];
        }
        g.setColumn(j, column);
      }
    }
  }

  private int[][] members() {
    int[][] members = new int[alpha.length][];
    int[] next = new int[alpha.length];
    for (int c = 0; c < members.length; c++) {
      members[c] = new int[components.size(c)];
    }
    for (int i = 0; i < u.length; i++) {
      int c = components.of(i);
      members[c][next[c]++] = i;
    }
    return members;
  }

  private DenseCovariance covariance(Matrix inverse, double scale) {
    double[] y = inverse.times(u); // every component's own y: G⁻¹ does not mix components
    double[] strength = new double[alpha.length];
    double[] held = new double[alpha.length]; // uᵀ M y = Σ u_i s_i y_i
    for (int i = 0; i < u.length; i++) {
      held[components.of(i)] += u[i] * drift.slack(i) * y[i];
    }
    int[] component = new int[u.length];
    for (int i = 0; i < u.length; i++) {
      component[i] = components.of(i);
    }
    for (int c = 0; c < alpha.length; c++) {
      if (alpha[c] > 0 && slack[c] > 0) {
        strength[c] = scale * alpha[c] / held[c];
      } else if (alpha[c] > 0) {
        strength[c] = -scale * alpha[c]; // y = u / α here, so that this is −u uᵀ / α
        freeModes++;
      }
    }
    inverse.scale(scale);
    return new DenseCovariance(inverse, component, y, strength);
  }

  /** ‖G G⁻¹ − I‖_F / √n by random signs, as in {@link StationaryCovariance#residual}. */
  private double residual(Matrix inverse) {
    int n = u.length;
    if (n == 0) {
      return 0;
    }
    NoiseStream stream = Seed.DEFAULT.stream("residual");
    double[] z = new double[n];
    double[] mx = new double[n];
    double sum = 0;
    for (int probe = 0; probe < StationaryCovariance.RESIDUAL_PROBES; probe++) {
      for (int i = 0; i < n; i++) {
        z[i] = stream.nextDouble() < 0.5 ? -1 : 1;
      }
      double[] x = inverse.times(z);
      drift.restore(x, mx);
      double[] along = new double[alpha.length];
      for (int i = 0; i < n; i++) {
        along[components.of(i)] += u[i] * x[i];
      }
      for (int i = 0; i < n; i++) {
        int c = components.of(i);
        double r = mx[i] + alpha[c] * along[c] * u[i] - z[i];
        sum += r * r;
      }
    }
    return Math.sqrt(sum / StationaryCovariance.RESIDUAL_PROBES / n);
  }
}
