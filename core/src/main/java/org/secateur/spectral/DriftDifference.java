package org.secateur.spectral;

import java.util.Optional;

import org.secateur.dynamics.Drift;
import org.secateur.kernel.CompressedRows;
import org.secateur.sparse.SparseSymmetric;

/** side · (c M − M') on the pattern of M. */
final class DriftDifference {
  private DriftDifference() {
  }

  /**
   * The matrix; where M has free modes, which M' must share, one neuron of each is held besides, so that it is positive
   * definite exactly if it is positive off the free modes.
   *
   * @return empty if M' has synapses that M lacks
   */
  static Optional<SparseSymmetric> of(Drift original, Drift pruned, double c, int side) {
    CompressedRows before = original.network().rows();
    CompressedRows after = pruned.network().rows();
    double[] value = new double[before.value.length];
    double[] diagonal = new double[before.n];
    for (int i = 0; i < before.n; i++) {
      int q = after.rowStart[i];
      int end = after.rowStart[i + 1];
      for (int k = before.rowStart[i]; k < before.rowStart[i + 1]; k++) {
        int j = before.column[k];
        double w = 0;
        if (q < end && after.column[q] == i && j > i) {
          q++; // a self-connection is part of the diagonal
        }
        if (q < end && after.column[q] == j) {
          w = after.value[q++];
        }
        value[k] = side * (c * before.value[k] - w);
      }
      if (q < end && after.column[q] == i) {
        q++;
      }
      if (q < end) {
        return Optional.empty();
      }
      diagonal[i] = side * (c * original.restoring(i) - pruned.restoring(i));
    }
    hold(original, diagonal);
    return Optional.of(
        SparseSymmetric.of(new CompressedRows(before.n, before.rowStart, before.column, value), diagonal));
  }

  private static void hold(Drift original, double[] diagonal) {
    GaugeModes free = FreeModes.of(original).modes();
    boolean[] done = new boolean[free.count()];
    for (int i = 0; i < diagonal.length; i++) {
      int k = free.mode(i);
      if (k >= 0 && !done[k]) {
        diagonal[i] += DriftMatrix.scale(original);
        done[k] = true;
      }
    }
  }
}
