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

  /**
   * What the leverage of edge e is not below, known without any work: 0 unless a route knows better. It spares the work where
   * a budget is too low by far.
   */
  default double lower(Drift drift, Edges edges, int e) {
    return 0;
  }
}
