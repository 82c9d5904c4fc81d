package org.secateur.spectral;

import java.util.List;

import org.secateur.dynamics.Drift;
import org.secateur.linalg.Matrix;
import org.secateur.network.Network;

/** Drifts as dense matrices. */
final class DriftMatrix {
  private DriftMatrix() {
  }

  /** A = W − D. */
  static Matrix drift(Drift drift) {
    Matrix a = drift.restoringMatrix();
    a.scale(-1);
    return a;
  }

  /** into ← into + α M. */
  static void add(Drift drift, double alpha, Matrix into) {
    Network network = drift.network();
    for (int i = 0; i < drift.size(); i++) {
      for (int k = network.firstSynapse(i); k < network.firstSynapse(i + 1); k++) {
        if (network.pre(k) != i) {
          into.add(i, network.pre(k), -alpha * network.weight(k));
        }
      }
      into.add(i, i, alpha * drift.restoring(i));
    }
  }

  /** into ← into + α Σ z zᵀ, touching only the supports of the z. */
  static void addProjector(List<double[]> basis, double alpha, Matrix into) {
    for (double[] z : basis) {
      for (int j = 0; j < z.length; j++) {
        if (z[j] != 0) {
          for (int i = 0; i < z.length; i++) {
            if (z[i] != 0) {
              into.add(i, j, alpha * z[i] * z[j]);
            }
          }
        }
      }
    }
  }

  /** The largest |M_ii|, at least the smallest normal number: a scale for M. */
  static double scale(Drift drift) {
    double max = Double.MIN_NORMAL;
    for (int i = 0; i < drift.size(); i++) {
      max = Math.max(max, Math.abs(drift.restoring(i)));
    }
    return max;
  }
}
