package org.secateur.certify;

import java.util.Optional;

import org.secateur.dynamics.Drift;
import org.secateur.network.Edges;
import org.secateur.random.Seed;

/** A way for the judge to leverages of a network, which it never takes from who pruned. */
@FunctionalInterface
interface LeverageRoute {

  /**
   * The leverages.
   *
   * @param drift symmetric and dominant
   * @param edges of its network
   * @param seed of whatever is drawn on the way: the judge's own
   * @return empty if they cannot be had
   */
  Optional<Leverages> of(Drift drift, Edges edges, Seed seed);
}
