package org.secateur.spectral;

import java.util.List;
import java.util.stream.IntStream;

import org.secateur.dynamics.Drift;
import org.secateur.dynamics.Gauge;

/**
 * The directions a symmetric, diagonally dominant network does not restore at all: M z = 0. A component has one
 * exactly if it has no slack and its signs can be gauged away, see {@link Gauge}; it is then the
 * gauge g on the component. A graph Laplacian's constant is the best known. Immutable; memory O(n).
 */
public final class FreeModes {
  private final GaugeModes modes;

  private FreeModes(GaugeModes modes) {
    this.modes = modes;
  }

  /**
   * The free modes of a drift. Time O(n + m).
   *
   * @param drift symmetric; rows that are not dominant carry no free mode
   */
  public static FreeModes of(Drift drift) {
    return new FreeModes(GaugeModes.free(drift));
  }

  /** How many there are: at most one a component. */
  public int count() {
    return modes.count();
  }

  /** Orthonormal vectors (n) that span them, with disjoint supports: n numbers for each. */
  public List<double[]> basis() {
    return IntStream.range(0, count()).mapToObj(modes::vector).toList();
  }

  GaugeModes modes() {
    return modes;
  }
}
