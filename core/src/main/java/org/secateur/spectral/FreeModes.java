package org.secateur.spectral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.secateur.dynamics.Drift;
import org.secateur.network.Network;

/**
 * The directions a symmetric, diagonally dominant network does not restore at all: M z = 0. A component has one
 * exactly if it has no slack and its signs can be gauged away, g_i g_j = sgn w_ij (Zaslavsky, 1982); it is then g on
 * the component. A graph Laplacian's constant is the best known. Immutable.
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
    Network network = drift.network();
    int n = drift.size();
    int[] gauge = new int[n];
    int[] queue = new int[n];
    List<double[]> basis = new ArrayList<>();
    for (int start = 0; start < n; start++) {
      if (gauge[start] != 0) {
        continue;
      }
      boolean free = true;
      gauge[start] = 1;
      queue[0] = start;
      int end = 1;
      for (int at = 0; at < end; at++) {
        int i = queue[at];
        free &= drift.slack(i) == 0;
        for (int k = network.firstSynapse(i); k < network.firstSynapse(i + 1); k++) {
          int j = network.pre(k);
          int sign = gauge[i] * (network.weight(k) > 0 ? 1 : -1);
          if (j != i && gauge[j] == 0) {
            gauge[j] = sign;
            queue[end++] = j;
          }
          free &= j == i || gauge[j] == sign;
        }
      }
      if (free) {
        basis.add(unit(n, gauge, Arrays.copyOf(queue, end)));
      }
    }
    return new FreeModes(basis);
  }

  private static double[] unit(int n, int[] gauge, int[] component) {
    double[] z = new double[n];
    for (int i : component) {
      z[i] = gauge[i] / Math.sqrt(component.length);
    }
    return z;
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
