package org.secateur.study;

import org.secateur.dynamics.Drift;
import org.secateur.network.Network;
import org.secateur.random.Seed;
import org.secateur.spectral.FreeModes;
import org.secateur.spectral.SlowModes;

/**
 * What decides how far the theory reaches.
 *
 * @param abscissa spectral abscissa of the drift in 1/s, free modes left out; 0 if there is no other
 * @param freeModes modes without any restoring force
 * @param theoremApplies symmetric and diagonally dominant
 */
public record NetworkFacts(double abscissa, int freeModes, boolean theoremApplies) {

  /** Looks at a network. Time O(n³). */
  public static NetworkFacts of(Network network) {
    Drift drift = Drift.of(network);
    int free = FreeModes.of(drift).count();
    SlowModes modes = SlowModes.of(drift, free + 1, Seed.DEFAULT);
    return new NetworkFacts(modes.size() > free ? modes.re(free) : 0, free,
        drift.isSymmetric() && drift.isDiagonallyDominant());
  }

  /** Stable, unstable, or stable but for free modes. */
  public String word() {
    return abscissa > 0
        ? "UNSTABLE"
        : freeModes > 0
            ? freeModes == 1 ? "stable but for one free mode" : "stable but for " + freeModes + " free modes"
            : "stable";
  }
}
