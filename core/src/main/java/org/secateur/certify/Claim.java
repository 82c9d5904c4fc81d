package org.secateur.certify;

import org.secateur.network.Require;

/** A tolerance stated beforehand. A pair that misses it is not preserved. */
public sealed interface Claim {

  /**
   * No activity pattern is off by more than this: the pencil range lies in [1 − within, 1 + within], or, for directed
   * networks, the largest |(A' − A)x| / |Ax| is at most this. The bound is tested, not the estimate.
   *
   * @param within positive
   */
  record WorstDirection(double within) implements Claim {
    public WorstDirection {
      Require.positive(within, "within");
    }
  }

  /**
   * The slowest modes keep their rates.
   *
   * @param within largest relative error allowed, positive
   * @param modes how many of the slowest modes
   */
  record SlowModes(double within, int modes) implements Claim {
    public SlowModes {
      Require.positive(within, "within");
      Require.atLeast(modes, 1, "modes");
    }
  }
}
