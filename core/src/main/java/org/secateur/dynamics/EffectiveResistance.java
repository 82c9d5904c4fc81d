package org.secateur.dynamics;

import org.secateur.network.Network;

/**
 * Effective resistance as noise: a network whose drift is minus its graph Laplacian, driven with noise variance 2, has
 * Var(x_i − x_j) = R_ij. So a graph needs no code of its own.
 */
public final class EffectiveResistance {
  /** The noise variance σ² at which variances of differences are resistances, in Hz²/s. */
  public static final double NOISE_VARIANCE = 2;

  private EffectiveResistance() {
  }

  /**
   * The drift −L of a network's graph: self-connections and leak left out, leak_i = Σ_j |w_ij|. With negative weights it
   * is the signed Laplacian.
   */
  public static Drift laplacian(Network network) {
    double[] weight = new double[network.synapses()];
    int[] k = new int[1];
    network.forEachSynapse(s -> weight[k[0]++] = s.post() == s.pre() ? 0 : s.weight());
    Network graph = network.withWeights(weight);
    return Drift.of(graph.withLeak(graph.absoluteInput()));
  }
}
