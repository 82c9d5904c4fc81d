package org.secateur.dynamics;

import org.secateur.network.Require;

/** Where a simulation's trials start. */
public sealed interface Start {

  /** All rates zero. Differences across bottlenecks are then underestimated until well past 1/(2 λ₂). */
  record Rest() implements Start {
  }

  /**
   * As if the network had been running for ever, as far as that is cheap.
   *
   * <p>Linear, symmetric and diagonally dominant: an exact draw from N(0, σ²/2 M⁻¹), as x = σ/√2 M⁻¹ f with f = Σ_e √|w_e|
   * ξ_e b_e + Σ_i √s_i ξ_i e_i, so that Cov f = M; one sparse conjugate-gradient solve a trial; along free modes zero.
   * Linear otherwise: independent draws from N(0, σ²/(2 M_ii)), which know nothing of slow modes: keep the burn-in.
   * Rectified: the state that noise-free dynamics from rest reach within the burn-in.
   */
  record Stationary() implements Start {
  }

  /**
   * Every rate of every trial uniform, independently.
   *
   * @param low least rate in Hz
   * @param high largest rate in Hz, at least {@code low}
   */
  record Uniform(double low, double high) implements Start {
    public Uniform {
      Require.finite(low, "low");
      Require.finite(high, "high");
      Require.within(high, low, Double.MAX_VALUE, "high");
    }
  }

  /** The same given rates in every trial. Immutable. */
  final class Given implements Start {
    private final double[] rates; // (n), Hz

    private Given(double[] rates) {
      this.rates = rates;
    }

    double rate(int i) {
      return rates[i];
    }

    int size() {
      return rates.length;
    }
  }

  /**
   * Trials that all start from the same rates.
   *
   * @param rates (n) finite, in Hz; copied
   */
  static Given given(double... rates) {
    for (double r : rates) {
      Require.finite(r, "rate");
    }
    return new Given(rates.clone());
  }
}
