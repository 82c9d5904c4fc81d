package org.secateur.sparse;

import java.util.Arrays;

/**
 * Which rows of a matrix M are those of a weighted graph's Laplacian and a non-negative diagonal, but for signs:
 * M_ij = −g_i g_j |w_ij| with g = ±1, and M_ii = s_i + Σ_j |w_ij| with a <em>slack</em> s_i ≥ 0. Whole components are, or
 * are not. What is known to have that form can be factored and inverted without any subtraction of numbers that all but
 * cancel, however close to singular it is. Immutable by agreement.
 */
public final class Dominance {
  private final byte[] sign; // (n), g_i, or 0 in components that are not of the form
  private final double[] slack; // (n)

  private Dominance(byte[] sign, double[] slack) {
    this.sign = sign;
    this.slack = slack;
  }

  /**
   * Components of the form, as the caller knows them.
   *
   * @param sign (n), 1 or −1, or 0 throughout components that are not of the form; taken over
   * @param slack (n), s_i ≥ 0 where sign is not 0; taken over. M's diagonal is not looked at there
   */
  public static Dominance of(byte[] sign, double[] slack) {
    if (sign.length != slack.length) {
      throw new IllegalArgumentException("sign and slack must have one length, have " + sign.length + " and "
          + slack.length);
    }
    for (int i = 0; i < sign.length; i++) {
      if (sign[i] != 0 && !(slack[i] >= 0 && slack[i] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "slack must be finite and not negative, was " + slack[i] + " at " + i);
      }
    }
    return new Dominance(sign, slack);
  }

  /** Nothing is known of any of n rows. */
  public static Dominance unknown(int n) {
    return new Dominance(new byte[n], new double[n]);
  }

  /** The Laplacian of a graph with positive weights, on n vertices. */
  public static Dominance laplacian(int n) {
    byte[] sign = new byte[n];
    Arrays.fill(sign, (byte) 1);
    return new Dominance(sign, new double[n]);
  }

  /** How many rows there are. */
  public int size() {
    return sign.length;
  }

  /** g_i, or 0. */
  int sign(int i) {
    return sign[i];
  }

  /** s_i. */
  double slack(int i) {
    return slack[i];
  }
}
