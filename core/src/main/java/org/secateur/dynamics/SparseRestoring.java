package org.secateur.dynamics;

import org.secateur.network.Components;
import org.secateur.sparse.Balance;
import org.secateur.sparse.Deflation;
import org.secateur.sparse.SignedLaplacian;

/** The restoring matrix of a symmetric drift as sparse solvers want it, sharing the network's rows. */
record SparseRestoring(SignedLaplacian matrix, Balance balance, Deflation deflation) {

  /** Time O(n + m). */
  static SparseRestoring of(Drift drift) {
    if (!drift.isSymmetric()) {
      throw new IllegalArgumentException("the network must be symmetric");
    }
    int n = drift.size();
    double[] slack = new double[n];
    double[] diagonal = new double[n];
    int[] component = new int[n];
    byte[] sign = new byte[n];
    Gauge gauge = Gauge.of(drift.network());
    Components components = gauge.components();
    for (int i = 0; i < n; i++) {
      slack[i] = drift.slack(i);
      diagonal[i] = drift.restoring(i);
      component[i] = components.of(i);
      sign[i] = gauge.isBalanced(component[i]) ? (byte) gauge.sign(i) : 0;
    }
    SignedLaplacian m = SignedLaplacian.of(drift.network().rows(), slack, diagonal);
    Balance balance = new Balance(component, components.count(), sign);
    return new SparseRestoring(m, balance, Deflation.of(m, balance));
  }
}
