package org.secateur.dynamics;

import org.secateur.network.Require;

/**
 * Where rectified-linear dynamics dx/dt = −D x + [W x + b]₊ come to rest: x ≥ 0, M x − b ≥ 0, xᵀ(M x − b) = 0, a linear
 * complementarity problem. For positive definite M there is exactly one such x, the least of xᵀM x/2 − bᵀx over x ≥ 0.
 */
public sealed interface RectifiedSteadyState {

  /** Neurons up to which sets of active ones are factored: half a second each on one core. */
  int LARGEST_DENSE = 4000;

  /** How a steady state was found. */
  enum Method {
    /** Sets of active neurons, each solved for by Cholesky factorisation: exact to rounding. */
    BLOCK_PIVOTING,
    /** Projected Gauss–Seidel sweeps. */
    GAUSS_SEIDEL
  }

  /** Why there is no answer. */
  enum Reason {
    /** A neuron's leak, or its leak less its self-connection, is not positive. */
    NO_RESTORING_FORCE,
    /** The sweeps grew beyond all bounds, as they do where activity has nothing to hold it. */
    GROWING,
    /** The sweeps ended before the residual was small. */
    NOT_CONVERGED
  }

  /** A steady state. Immutable. */
  final class Steady implements RectifiedSteadyState {
    private final double[] rates; // (n), Hz, at least 0
    private final double residual;
    private final int iterations;
    private final Method method;

    Steady(double[] rates, double residual, int iterations, Method method) {
      this.rates = rates;
      this.residual = residual;
      this.iterations = iterations;
      this.method = method;
    }

    /** The number of neurons n. */
    public int neurons() {
      return rates.length;
    }

    /** The rate of neuron i in Hz; exactly 0 if it is silent. */
    public double rate(int i) {
      return rates[i];
    }

    /** A copy of the rates (n) in Hz. */
    public double[] rates() {
      return rates.clone();
    }

    /** How many neurons are not silent. */
    public int active() {
      int count = 0;
      for (double x : rates) {
        count += x > 0 ? 1 : 0;
      }
      return count;
    }

    /** max_i |min(M_ii x_i, (M x − b)_i)| / max_i |b_i|, dimensionless. */
    public double residual() {
      return residual;
    }

    /** Factorisations or sweeps. */
    public int iterations() {
      return iterations;
    }

    /** How it was found. */
    public Method method() {
      return method;
    }
  }

  /**
   * None was found.
   *
   * @param iterations sweeps done
   */
  record NoSteadyState(Reason reason, int iterations) implements RectifiedSteadyState {
  }

  /**
   * The steady state under a constant input.
   *
   * <p>Symmetric M of up to {@value #LARGEST_DENSE} neurons: block principal pivoting (Júdice and Pires,
   * Computers &amp; Operations Research 1994) with Murty's single pivots as the safeguard that makes it finite. Otherwise,
   * or if M turns out not to be positive definite: projected Gauss–Seidel, which converges for symmetric positive definite
   * and for strictly diagonally dominant M, and need not for others, where a steady state may also be one of several.
   *
   * @param input (n) b, finite, in Hz/s; not modified
   */
  static RectifiedSteadyState of(Drift drift, double[] input) {
    Require.length(input.length, drift.size(), "input");
    for (double b : input) {
      Require.finite(b, "input");
    }
    return new RectifiedSolver(drift, input).solve();
  }
}
