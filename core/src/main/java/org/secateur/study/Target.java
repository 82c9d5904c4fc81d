package org.secateur.study;

import org.secateur.network.Require;
import org.secateur.prune.Budget;

/** What a pruning aims at: a budget, or a measured quality reached with as few edges as a search finds. */
public sealed interface Target {

  /** A budget, met whatever the quality. */
  record Fixed(Budget budget) implements Target {
  }

  /**
   * No activity pattern changed by more than this: the pencil range within [1 − within, 1 + within], for directed networks
   * |(A' − A)x| / |Ax| at most this.
   */
  record WorstDirection(double within) implements Target {
    public WorstDirection {
      Require.positive(within, "within");
    }
  }

  /**
   * The slowest modes' rates kept.
   *
   * @param within largest relative error
   * @param modes how many modes
   */
  record SlowModes(double within, int modes) implements Target {
    public SlowModes {
      Require.positive(within, "within");
      Require.atLeast(modes, 1, "modes");
    }
  }
}
