package org.secateur.certify;

import java.util.Optional;
import java.util.OptionalDouble;

import org.secateur.dynamics.Drift;
import org.secateur.network.Network;

/** What can be said of the stability of any network in O(n + m): every eigenvalue lies in one of Gershgorin's circles. */
final class Gershgorin {
  private Gershgorin() {
  }

  /** The stability of a pair by their circles; empty if those reach beyond 0. */
  static Optional<Stability> stability(Drift original, Drift pruned) {
    double before = abscissa(original);
    double after = abscissa(pruned);
    return before <= 0 && after <= 0
        ? Optional.of(new Stability(before, after, OptionalDouble.empty(), new Change(0, 0), true, 0,
            Stability.Evidence.DOMINANCE, true))
        : Optional.empty();
  }

  /** A number that no real part of an eigenvalue of A exceeds, by circles around rows or around columns; 0 without any. */
  static double abscissa(Drift drift) {
    double rows = Double.POSITIVE_INFINITY;
    double columns = Double.POSITIVE_INFINITY;
    double[] sent = sent(drift.network());
    for (int i = 0; i < drift.size(); i++) {
      rows = Math.min(rows, drift.slack(i));
      columns = Math.min(columns, drift.restoring(i) - sent[i]);
    }
    return drift.size() == 0 ? 0 : -Math.max(rows, columns);
  }

  /** Σ_i |w_ij| over i ≠ j. */
  private static double[] sent(Network network) {
    double[] sum = new double[network.neurons()];
    for (int i = 0; i < network.neurons(); i++) {
      for (int k = network.firstSynapse(i); k < network.firstSynapse(i + 1); k++) {
        if (network.pre(k) != i) {
          sum[network.pre(k)] += Math.abs(network.weight(k));
        }
      }
    }
    return sum;
  }
}
