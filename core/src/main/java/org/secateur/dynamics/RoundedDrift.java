package org.secateur.dynamics;

import org.secateur.kernel.FloatRows;
import org.secateur.network.Network;

/**
 * dt A in single precision, u = 2⁻²⁴, as if another network's drift: the off-diagonal dt w_ij rounded, by at most u of
 * themselves, and a diagonal in two parts, 48 bits together, that is moved by what the rounding changed in Σ_j dt |w_ij|,
 * so that every neuron keeps its slack.
 *
 * <p>For a symmetric dominant M = Σ_e |w_e| b_e b_eᵀ + Σ_i s_i e_i e_iᵀ the edges are thus off by factors 1 ± u and the slack
 * is the same: (1 − u) M ≼ M̃ ≼ (1 + u) M however badly M is conditioned, and the covariance is off by as little.
 */
final class RoundedDrift {
  final FloatRows rows; // dt w_ij, j ≠ i
  final float[] decay; // (n) dt M̃_ii
  final float[] rest; // (n) what rounding left of it

  private RoundedDrift(FloatRows rows, float[] decay, float[] rest) {
    this.rows = rows;
    this.decay = decay;
    this.rest = rest;
  }

  /** For a step in s. Time O(n + m). */
  static RoundedDrift of(Drift drift, double dt) {
    Network network = drift.network();
    int n = drift.size();
    int[] rowStart = new int[n + 1];
    int[] column = new int[network.synapses()];
    float[] value = new float[column.length];
    float[] decay = new float[n];
    float[] rest = new float[n];
    int at = 0;
    for (int i = 0; i < n; i++) {
      rowStart[i] = at;
      double d = dt * drift.restoring(i);
      for (int k = network.firstSynapse(i); k < network.firstSynapse(i + 1); k++) {
        if (network.pre(k) != i) {
          double w = dt * network.weight(k);
          value[at] = (float) w;
          d += Math.abs((double) value[at]) - Math.abs(w);
          column[at++] = network.pre(k);
        }
      }
      decay[i] = (float) d;
      rest[i] = (float) (d - decay[i]);
    }
    rowStart[n] = at;
    return new RoundedDrift(new FloatRows(n, rowStart, column, value), decay, rest);
  }
}
