package org.secateur.spectral;

import java.util.ArrayList;
import java.util.List;

import org.secateur.dynamics.Drift;
import org.secateur.dynamics.Gauge;
import org.secateur.network.Components;

/**
 * The directions a symmetric, diagonally dominant network does not restore at all: M z = 0. A component has one
 * exactly if it has no slack and its signs can be gauged away, see {@link Gauge}; it is then the
 * gauge g on the component. A graph Laplacian's constant is the best known. Immutable.
 */
public final class FreeModes {
  private final List<double[]> basis;

  private FreeModes(List<double[]> basis) {
    this.basis = List.copyOf(basis);
  }

  /**
   * The free modes of a drift. Time O(n + m).
   *
   * @param drift symmetric; rows that are not dominant carry no free mode
   */
  public static FreeModes of(Drift drift) {
    Gauge gauge = Gauge.of(drift.network());
    Components components = gauge.components();
    boolean[] held = new boolean[components.count()];
    for (int i = 0; i < drift.size(); i++) {
      held[components.of(i)] |= drift.slack(i) != 0;
    }
    double[][] z = new double[components.count()][];
    List<double[]> basis = new ArrayList<>();
    for (int i = 0; i < drift.size(); i++) {
      int c = components.of(i);
      if (!held[c] && gauge.isBalanced(c)) {
        if (z[c] == null) {
          z[c] = new double[drift.size()];
          basis.add(z[c]);
        }
        z[c][i] = gauge.sign(i) / Math.sqrt(components.size(c));
      }
    }
    return new FreeModes(basis);
  }

  /** How many there are: at most one a component. */
  public int count() {
    return basis.size();
  }

  /** Orthonormal vectors (n) that span them, with disjoint supports. */
  public List<double[]> basis() {
    return basis.stream().map(double[]::clone).toList();
  }
}
