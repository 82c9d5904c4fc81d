package org.secateur.boltzmann.train;

/**
 * Which inputs are doubled, biases included, in a restricted machine that is to become a part of a deep one and misses one
 * of its neighbours meanwhile. Salakhutdinov and Hinton (2009).
 */
public enum Doubling {
  /** None: a machine of its own. */
  NONE(1, 1),
  /** Bottom-up, for the lowest pair of layers. */
  FIRST(2, 1),
  /** Top-down, for the highest. */
  LAST(1, 2),
  /** Both, for a pair between. */
  BOTH(2, 2);

  private final int upward;
  private final int downward;

  Doubling(int upward, int downward) {
    this.upward = upward;
    this.downward = downward;
  }

  /** The factor of the hidden units' inputs. */
  public int upward() {
    return upward;
  }

  /** The factor of the visible units' inputs. */
  public int downward() {
    return downward;
  }

  /** The doubling of the pair of layers l and l + 1 of a machine. */
  public static Doubling of(int l, int layers) {
    boolean above = l + 2 < layers;
    if (l > 0) {
      return above ? BOTH : LAST;
    }
    return above ? FIRST : NONE;
  }
}
