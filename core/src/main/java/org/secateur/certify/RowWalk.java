package org.secateur.certify;

import org.secateur.network.Network;

/** Looks weights up in ascending order of (post, pre): a walk over the rows instead of a search in each. Mutable. */
final class RowWalk {
  private final Network network;
  private int row = -1;
  private int at;
  private int end;

  RowWalk(Network network) {
    this.network = network;
  }

  /** The weight of a synapse, 0 if there is none; never before one already asked for. */
  double weight(int post, int pre) {
    if (post != row) {
      row = post;
      at = network.firstSynapse(post);
      end = network.firstSynapse(post + 1);
    }
    while (at < end && network.pre(at) < pre) {
      at++;
    }
    return at < end && network.pre(at) == pre ? network.weight(at) : 0;
  }
}
