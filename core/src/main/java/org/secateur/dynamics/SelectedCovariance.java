package org.secateur.dynamics;

import java.util.Arrays;

import org.secateur.kernel.CompressedRows;
import org.secateur.network.Components;
import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.network.Require;
import org.secateur.sparse.Dominance;
import org.secateur.sparse.FactorOutcome;
import org.secateur.sparse.SelectedInverse;
import org.secateur.sparse.SparseCholesky;
import org.secateur.sparse.SparseSymmetric;
import org.secateur.sparse.SymbolicCholesky;
import org.secateur.sparse.SymbolicLimits;
import org.secateur.sparse.SymbolicOutcome;

/**
 * The exact stationary covariance of a symmetric drift, C = (σ²/2) M⁻¹, where a synapse joins two neurons and on the
 * diagonal, without the other n² entries: sparse Cholesky and the recursion of Takahashi, Fagan and Chin (1973). Asking
 * for a pair that no synapse joins is an {@link IllegalArgumentException}. Immutable.
 *
 * <p>In components with no negative slack whose signs can be gauged away every {@link #differenceVariance} is right to
 * nearly all its digits however little slack there is; others are inverted as they are. Time and memory depend on the
 * network: {@link #analyse} tells beforehand. Small for grids, meshes and what lies in space; out of reach for large
 * networks with hubs or random long connections.
 */
public final class SelectedCovariance implements Covariance {
  private final Network network;
  private final CompressedRows rows; // the network's
  private final double scale; // σ²/2
  private final double[] diagonal; // (n), (M⁻¹)_ii, relative to one neuron where a mode is free
  private final double[] differences; // (m), of M⁻¹, between the ends of a synapse
  private final double[] centre; // (n), what turns M⁻¹ relative to one neuron into M⁺, 0 where no mode is free

  private SelectedCovariance(Network network, double scale, SelectedInverse inverse, double[] centre) {
    this.network = network;
    this.rows = network.rows();
    this.scale = scale;
    this.diagonal = inverse.diagonal();
    this.differences = inverse.differences();
    this.centre = centre;
  }

  /**
   * Finds out what the covariance costs, without computing it. Time about O(m) where it is feasible.
   *
   * @throws IllegalArgumentException if the drift is not symmetric
   */
  @SuppressWarnings("exports")
  public static SymbolicOutcome analyse(Drift drift, SymbolicLimits limits) {
    return SymbolicCholesky.of(matrix(drift), limits);
  }

  /**
   * Solves for the covariance.
   *
   * @param noiseVariance σ², in Hz²/s, positive
   * @param pattern of this drift, from {@link #analyse}
   * @return stationary, with the larger of two residuals: that of solving with random right-hand sides off the directions
   *     that slack alone holds, and how far Σ_e |w_e| (C_ii + C_jj − 2 sgn(w_e) C_ij) + Σ_i s_i C_ii is from what it must
   *     be, σ²/2 for every mode. Or unstable, with a bound from below for the spectral abscissa, as a rule right to six
   *     digits
   */
  public static Stationarity of(Drift drift, double noiseVariance,
      @SuppressWarnings("exports") SymbolicCholesky pattern) {
    Require.positive(noiseVariance, "noiseVariance");
    SparseSymmetric matrix = matrix(drift);
    Gauge gauge = Gauge.of(drift.network());
    boolean[] dominant = dominant(drift, gauge);
    return switch (SparseCholesky.factor(matrix, dominance(drift, gauge, dominant), pattern)) {
      case FactorOutcome.NotPositiveDefinite minor ->
        new Stationarity.Unstable(ShiftedInverse.spectralAbscissa(drift, matrix, pattern));
      case FactorOutcome.Factored(SparseCholesky factor) -> {
        SelectedInverse inverse = factor.selectedInverse();
        double residual = Math.max(new SolveResidual(drift, gauge, dominant, factor).estimate(),
            sumRule(drift, inverse, factor.singularComponents()));
        double[] centre = centre(gauge, dominant, factor);
        yield new Stationarity.Stationary(
            new SelectedCovariance(drift.network(), noiseVariance / 2, inverse, centre), residual,
            factor.singularComponents());
      }
    };
  }

  private static SparseSymmetric matrix(Drift drift) {
    if (!drift.isSymmetric()) {
      throw new IllegalArgumentException("the drift must be symmetric");
    }
    double[] restoring = new double[drift.size()];
    Arrays.setAll(restoring, drift::restoring);
    return SparseSymmetric.of(drift.network().rows(), restoring);
  }

  /** Components whose signs can be gauged away and that have no negative slack. */
  private static boolean[] dominant(Drift drift, Gauge gauge) {
    Components components = gauge.components();
    boolean[] dominant = new boolean[components.count()];
    for (int c = 0; c < dominant.length; c++) {
      dominant[c] = gauge.isBalanced(c);
    }
    for (int i = 0; i < drift.size(); i++) {
      dominant[components.of(i)] &= drift.slack(i) >= 0;
    }
    return dominant;
  }

  private static Dominance dominance(Drift drift, Gauge gauge, boolean[] dominant) {
    byte[] sign = new byte[drift.size()];
    double[] slack = new double[drift.size()];
    for (int i = 0; i < sign.length; i++) {
      if (dominant[gauge.components().of(i)]) {
        sign[i] = (byte) gauge.sign(i);
        slack[i] = drift.slack(i);
      }
    }
    return Dominance.of(sign, slack);
  }

  /** |tr(M M⁻¹) − rank M| / n from what was computed. */
  private static double sumRule(Drift drift, SelectedInverse inverse, int freeModes) {
    CompressedRows rows = drift.network().rows();
    double total = 0;
    for (int i = 0; i < rows.n; i++) {
      double sum = drift.slack(i) * inverse.diagonal()[i];
      for (int k = rows.rowStart[i]; k < rows.rowStart[i + 1]; k++) {
        sum += Math.abs(rows.value[k]) * inverse.differences()[k] / 2; // every edge is in two rows
      }
      total += sum - 1;
    }
    return rows.n == 0 ? 0 : Math.abs(total + freeModes) / rows.n;
  }

  /**
   * With C relative to the grounded neuron and P = I − g gᵀ/n_c, M⁺ = P C P: gauged, M⁺_ij = C_ij − a_i − a_j + gᵀa / n_c
   * with a = C g / n_c, so that a_i − gᵀa / (2 n_c) is to be taken off for i, and for j.
   */
  private static double[] centre(Gauge gauge, boolean[] dominant, SparseCholesky factor) {
    int n = factor.size();
    Components components = gauge.components();
    boolean[] free = new boolean[components.count()];
    for (int i = 0; i < n; i++) {
      free[components.of(i)] |= dominant[components.of(i)] && factor.isGrounded(i);
    }
    double[] centre = new double[n];
    if (factor.singularComponents() == 0) {
      return centre;
    }
    double[] ones = new double[n];
    for (int i = 0; i < n; i++) {
      ones[i] = free[components.of(i)] ? gauge.sign(i) : 0;
    }
    factor.solveGrounded(ones, centre);
    double[] mean = new double[components.count()];
    for (int i = 0; i < n; i++) {
      int c = components.of(i);
      centre[i] *= ones[i] / components.size(c);
      mean[c] += centre[i] / components.size(c);
    }
    for (int i = 0; i < n; i++) {
      centre[i] -= mean[components.of(i)] / 2;
    }
    return centre;
  }

  @Override
  public int neurons() {
    return rows.n;
  }

  @Override
  public double get(int i, int j) {
    if (i == j) {
      return scale * (diagonal[i] - 2 * centre[i]);
    }
    int k = position(i, j);
    double covariance = (diagonal[i] + diagonal[j] - differences[k]) / 2 - centre[i] - centre[j];
    return scale * Math.signum(rows.value[k]) * covariance;
  }

  /** {@inheritDoc} Time O(log of the in-degree); for all edges see {@link #over}. */
  @Override
  public double differenceVariance(int i, int j, int sign) {
    if (i == j) {
      return sign > 0 ? 0 : 4 * get(i, i);
    }
    int k = position(i, j);
    return sign == Math.signum(rows.value[k])
        ? scale * differences[k]
        : Math.max(0, 2 * (get(i, i) + get(j, j)) - scale * differences[k]);
  }

  @Override
  public double standardError(int i, int j, int sign) {
    return 0;
  }

  @Override
  public EdgeVariances over(Edges edges) {
    if (!edges.areOf(network)) {
      return Covariance.super.over(edges);
    }
    return new EdgeVariances() {
      @Override
      public double difference(int e) {
        return scale * differences[edges.synapse(e)];
      }

      @Override
      public double standardError(int e) {
        return 0;
      }
    };
  }

  private int position(int i, int j) {
    int k = Arrays.binarySearch(rows.column, rows.rowStart[i], rows.rowStart[i + 1], j);
    if (k < 0) {
      throw new IllegalArgumentException("no synapse joins neurons " + i + " and " + j);
    }
    return k;
  }
}
