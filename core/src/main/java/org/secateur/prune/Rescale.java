package org.secateur.prune;

import org.secateur.network.Require;

/** What happens to the weights of the synapses that stay. */
public sealed interface Rescale {

  /** w / p: the mean over draws is the original weight. */
  record Yes() implements Rescale {
  }

  /** Weights stay as they are. */
  record No() implements Rescale {
  }

  /**
   * w · min(1/p, Q), Q a quantile of 1/p among the kept edges: no outliers, at the price of a bias.
   *
   * @param quantile in [0, 1]
   */
  record Capped(double quantile) implements Rescale {
    public Capped {
      Require.within(quantile, 0, 1, "quantile");
    }
  }
}
