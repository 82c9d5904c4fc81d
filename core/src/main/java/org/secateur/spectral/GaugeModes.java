package org.secateur.spectral;

import java.util.Arrays;

import org.secateur.dynamics.Drift;
import org.secateur.dynamics.Gauge;
import org.secateur.network.Components;
import org.secateur.sparse.Balance;

/**
 * Eigenvectors that can be told from the wiring alone: where the signs of a component can be gauged away, see
 * {@link Gauge}, and all its neurons have the same slack s, the gauge g on it is one, M g = s g, and if the component is
 * dominant its slowest. An isolated neuron is such a component. Supports are disjoint; they are kept as one number a
 * neuron, however many modes there are. Immutable.
 */
final class GaugeModes {
  private final int[] mode; // (n), −1 where none
  private final double[] direction; // (n), g_i / √n_c, 0 where none
  private final double[] rate; // (count)
  private final double[] spread; // (count), largest |s_i − s|

  private GaugeModes(int[] mode, double[] direction, double[] rate, double[] spread) {
    this.mode = mode;
    this.direction = direction;
    this.rate = rate;
    this.spread = spread;
  }

  /**
   * The modes of a drift. Time O(n + m).
   *
   * @param drift symmetric
   */
  static GaugeModes of(Drift drift) {
    return of(drift, false);
  }

  /** Those that nothing restores: slack 0 at every neuron. */
  static GaugeModes free(Drift drift) {
    return of(drift, true);
  }

  /** Those that nothing restores, of a matrix by its components and slacks: slack 0 at every neuron of a balanced one. */
  static GaugeModes free(Balance balance, double[] slack) {
    boolean[] wanted = balanced(balance);
    for (int i = 0; i < slack.length; i++) {
      wanted[balance.component()[i]] &= slack[i] == 0;
    }
    return numbered(balance, wanted, new double[wanted.length], new double[wanted.length]);
  }

  /**
   * The modes of a matrix by its components and slacks.
   *
   * @param rounding (n) what each slack may be off by
   */
  static GaugeModes of(Balance balance, double[] slack, double[] rounding) {
    boolean[] wanted = balanced(balance);
    Agreement agreement = new Agreement(wanted.length);
    for (int i = 0; i < slack.length; i++) {
      agreement.add(balance.component()[i], slack[i], rounding[i]);
    }
    return agreed(balance, wanted, agreement);
  }

  /** The wanted components whose neurons agree on a rate. */
  private static GaugeModes agreed(Balance balance, boolean[] wanted, Agreement agreement) {
    double[] rate = new double[wanted.length];
    double[] spread = new double[wanted.length];
    for (int c = 0; c < wanted.length; c++) {
      wanted[c] &= agreement.isReached(c);
      rate[c] = agreement.value(c);
      spread[c] = agreement.spread(c);
    }
    return numbered(balance, wanted, rate, spread);
  }

  private static Balance balance(Gauge gauge, int n) {
    Components components = gauge.components();
    int[] component = new int[n];
    byte[] sign = new byte[n];
    for (int i = 0; i < n; i++) {
      component[i] = components.of(i);
      sign[i] = (byte) (gauge.isBalanced(component[i]) ? gauge.sign(i) : 0);
    }
    return new Balance(component, components.count(), sign);
  }

  private static boolean[] balanced(Balance balance) {
    boolean[] balanced = new boolean[balance.count()];
    Arrays.fill(balanced, true);
    for (int i = 0; i < balance.component().length; i++) {
      balanced[balance.component()[i]] &= balance.sign()[i] != 0;
    }
    return balanced;
  }

  /** The wanted components' modes, numbered by their first neuron. */
  private static GaugeModes numbered(Balance balance, boolean[] wanted, double[] rates, double[] spreads) {
    int n = balance.component().length;
    int[] size = new int[wanted.length];
    for (int c : balance.component()) {
      size[c]++;
    }
    int[] number = new int[wanted.length];
    double[] rate = new double[wanted.length];
    double[] spread = new double[wanted.length];
    int count = 0;
    for (int c = 0; c < wanted.length; c++) {
      number[c] = wanted[c] ? count : -1;
      if (wanted[c]) {
        spread[count] = spreads[c];
        rate[count++] = rates[c];
      }
    }
    int[] mode = new int[n];
    double[] direction = new double[n];
    for (int i = 0; i < n; i++) {
      int c = balance.component()[i];
      mode[i] = number[c];
      direction[i] = wanted[c] ? balance.sign()[i] / Math.sqrt(size[c]) : 0;
    }
    return new GaugeModes(mode, direction, Arrays.copyOf(rate, count), Arrays.copyOf(spread, count));
  }

  private static GaugeModes of(Drift drift, boolean onlyFree) {
    Gauge gauge = Gauge.of(drift.network());
    Components components = gauge.components();
    Agreement agreement = new Agreement(components.count());
    boolean[] wanted = new boolean[components.count()];
    for (int c = 0; c < wanted.length; c++) {
      wanted[c] = gauge.isBalanced(c);
    }
    for (int i = 0; i < drift.size(); i++) {
      int c = components.of(i);
      agreement.add(c, drift.slack(i), rounding(drift, i));
      wanted[c] &= !onlyFree || drift.slack(i) == 0;
    }
    return agreed(balance(gauge, drift.size()), wanted, agreement);
  }

  static double rounding(Drift drift, int i) {
    return rounding(drift.network().firstSynapse(i + 1) - drift.network().firstSynapse(i),
        drift.restoring(i));
  }

  /** What the slack of a neuron may be off by: the difference of M_ii and a sum of so many terms, twice over. */
  static double rounding(int synapses, double restoring) {
    return 4 * (synapses + 4) * Math.ulp(Math.abs(restoring));
  }

  /** Some of these modes, numbered anew. */
  GaugeModes only(boolean[] wanted) {
    int[] number = new int[wanted.length];
    double[] rates = new double[wanted.length];
    double[] spreads = new double[wanted.length];
    int count = 0;
    for (int k = 0; k < wanted.length; k++) {
      number[k] = wanted[k] ? count : -1;
      if (wanted[k]) {
        rates[count] = rate[k];
        spreads[count++] = spread[k];
      }
    }
    if (count == wanted.length) {
      return this;
    }
    int[] of = new int[mode.length];
    double[] along = new double[mode.length];
    for (int i = 0; i < of.length; i++) {
      of[i] = mode[i] < 0 ? -1 : number[mode[i]];
      along[i] = of[i] < 0 ? 0 : direction[i];
    }
    return new GaugeModes(of, along, Arrays.copyOf(rates, count), Arrays.copyOf(spreads, count));
  }

  /** How many there are. */
  int count() {
    return rate.length;
  }

  /** The eigenvalue s of M, in 1/s. */
  double rate(int k) {
    return rate[k];
  }

  /** ‖M g − s g‖ at most: what rounding leaves of a slack that is the same for all. */
  double residual(int k) {
    return spread[k];
  }

  /** The unit vector of mode k: a new array (n). */
  double[] vector(int k) {
    double[] v = new double[mode.length];
    for (int i = 0; i < v.length; i++) {
      v[i] = mode[i] == k ? direction[i] : 0;
    }
    return v;
  }

  /** Whether mode k is slower than any other but these can be, up to rounding: no eigenvalue is below the least slack. */
  boolean isAtMost(int k, double slack, Drift drift) {
    return rate[k] <= slack + 4 * spread[k] + 16 * Math.ulp(DriftMatrix.scale(drift));
  }

  /** The mode that neuron i is part of, or −1. */
  int mode(int i) {
    return mode[i];
  }

  /** The coordinates gᵀx: a new array, one a mode. */
  double[] coordinates(double[] x) {
    double[] sum = new double[rate.length];
    if (rate.length > 0) {
      for (int i = 0; i < x.length; i++) {
        if (mode[i] >= 0) {
          sum[mode[i]] += direction[i] * x[i];
        }
      }
    }
    return sum;
  }

  /** x ← x + Σ factor_k g_k. */
  void add(double[] factor, double[] x) {
    if (rate.length > 0) {
      LongVectors.forEach(x.length, (chunk, from, to) -> {
        for (int i = from; i < to; i++) {
          if (mode[i] >= 0) {
            x[i] += factor[mode[i]] * direction[i];
          }
        }
      });
    }
  }

  /** x ← x − Σ g gᵀx. */
  void remove(double[] x) {
    double[] along = coordinates(x);
    for (int k = 0; k < along.length; k++) {
      along[k] = -along[k];
    }
    add(along, x);
  }
}
