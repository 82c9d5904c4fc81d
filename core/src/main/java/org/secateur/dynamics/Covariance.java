package org.secateur.dynamics;

import org.secateur.network.Edges;
import org.secateur.network.Require;

/**
 * The covariance C of the rates of noise-driven neurons, in Hz², exact or estimated. An estimate may know only pairs
 * that a synapse joins; asking it for others is an {@link IllegalArgumentException}.
 */
public interface Covariance {

  /** The number of neurons n. */
  int neurons();

  /** C_ij in Hz². */
  double get(int i, int j);

  /**
   * Var(x_i − sign · x_j) = C_ii + C_jj − 2 sign C_ij in Hz², never negative. Where neurons move together the
   * terms cancel: implementations compute it without that loss.
   *
   * @param sign 1 or −1: the sign of the weight between the two
   */
  double differenceVariance(int i, int j, int sign);

  /**
   * The standard error of {@link #differenceVariance}, in Hz²; 0 where the covariance is exact.
   */
  double standardError(int i, int j, int sign);

  /**
   * The variances over the edges of a network by number, for walking over all of them: a covariance that stores them in
   * this order need not search.
   *
   * @throws IllegalArgumentException if the network does not have {@link #neurons} neurons
   */
  default EdgeVariances over(Edges edges) {
    Require.length(edges.neurons(), neurons(), "edges' neurons");
    return new EdgeVariances() {
      @Override
      public double difference(int e) {
        return differenceVariance(edges.post(e), edges.pre(e), edges.weight(e) > 0 ? 1 : -1);
      }

      @Override
      public double standardError(int e) {
        return Covariance.this.standardError(edges.post(e), edges.pre(e), edges.weight(e) > 0 ? 1 : -1);
      }
    };
  }
}
