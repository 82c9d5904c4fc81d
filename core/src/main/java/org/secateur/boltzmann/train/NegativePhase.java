package org.secateur.boltzmann.train;

import org.secateur.network.Require;

/** Where the model's own averages come from. */
public sealed interface NegativePhase {

  /**
   * CD-k: chains that start from the batch. The first hidden states are drawn from the positive phase, visible states are
   * drawn, the last hidden layer is left as means. Two layers only. Hinton (2002).
   *
   * @param steps k, at least 1
   */
  record ContrastiveDivergence(int steps) implements NegativePhase {
    public ContrastiveDivergence {
      Require.atLeast(steps, 1, "steps");
    }
  }

  /**
   * Chains that go on from update to update. Tieleman (2008); for deep machines Salakhutdinov and Hinton (2009).
   *
   * @param chains how many, at least 1
   * @param sweeps Gibbs sweeps an update, at least 1
   */
  record Persistent(int chains, int sweeps) implements NegativePhase {
    public Persistent {
      Require.atLeast(chains, 1, "chains");
      Require.atLeast(sweeps, 1, "sweeps");
    }
  }
}
