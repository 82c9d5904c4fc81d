package org.secateur.spectral;

import java.util.Arrays;

import org.secateur.dynamics.Drift;
import org.secateur.kernel.CompressedRows;

/**
 * The gauge modes of one network that are eigenvectors of another too: M g = s g and M' g = s' g. They can be left out of
 * an iteration on the pair, and counted exactly.
 */
final class SharedModes {
  private final GaugeModes modes;
  private final double[] image; // (count) s'
  private final double[] residual; // (count)

  private SharedModes(GaugeModes modes, double[] image, double[] residual) {
    this.modes = modes;
    this.image = image;
    this.residual = residual;
  }

  /**
   * Finds them by one product with M'. Time O(n + m).
   *
   * @param modes of the first network
   * @param other the second
   */
  static SharedModes of(GaugeModes modes, Drift other) {
    int count = modes.count();
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    double[] x = new double[other.size()];
    modes.add(ones, x);
    double[] y = new double[x.length];
    new Restoring(other).apply(x, y);
    Agreement agreement = new Agreement(count);
    for (int i = 0; i < x.length; i++) {
      if (modes.mode(i) >= 0) {
        agreement.add(modes.mode(i), y[i] / x[i], GaugeModes.rounding(other, i));
      }
    }
    boolean[] shared = uncoupled(modes, other);
    double[] rate = new double[count];
    double[] spread = new double[count];
    for (int k = 0; k < count; k++) {
      shared[k] &= agreement.isReached(k);
      rate[k] = agreement.value(k);
      spread[k] = agreement.spread(k);
    }
    return new SharedModes(modes.only(shared), compress(rate, shared), compress(spread, shared));
  }

  /** Which modes have no synapse of the other network to a neuron that is not part of them. */
  private static boolean[] uncoupled(GaugeModes modes, Drift other) {
    boolean[] alone = new boolean[modes.count()];
    Arrays.fill(alone, true);
    CompressedRows rows = other.network().rows();
    for (int i = 0; i < rows.n; i++) {
      int k = modes.mode(i);
      for (int q = rows.rowStart[i]; k >= 0 && q < rows.rowStart[i + 1]; q++) {
        alone[k] &= modes.mode(rows.column[q]) == k; // the other network is symmetric: both ends are looked at
      }
    }
    return alone;
  }

  private static double[] compress(double[] values, boolean[] wanted) {
    double[] kept = new double[values.length];
    int count = 0;
    for (int k = 0; k < values.length; k++) {
      if (wanted[k]) {
        kept[count++] = values[k];
      }
    }
    return Arrays.copyOf(kept, count);
  }

  /** The modes. */
  GaugeModes modes() {
    return modes;
  }

  /** s'/s of mode k, not a number where it is free. */
  double ratio(int k) {
    return modes.rate(k) > 0 ? image[k] / modes.rate(k) : Double.NaN;
  }

  /** What rounding leaves of ‖M' g − s' g‖ and its like, in units of s. */
  double residual(int k) {
    return (residual[k] + modes.residual(k)) / modes.rate(k);
  }

  /** The mode with the largest ratio for side 1, the smallest for −1; −1 if none is restored. */
  int extreme(int side) {
    int best = -1;
    for (int k = 0; k < image.length; k++) {
      if (modes.rate(k) > 0 && (best < 0 || side * ratio(k) > side * ratio(best))) {
        best = k;
      }
    }
    return best;
  }
}
