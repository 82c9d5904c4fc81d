package org.secateur.sparse;

/**
 * The panels of L, one (w + r) × w column-major block for each supernode, its first w rows the diagonal block. Small
 * ones share an array. Nothing above the diagonal means anything.
 */
final class Panels {
  /** Panels share arrays of this length, 8 MiB, if they are not longer themselves. */
  private static final int CHUNK = 1 << 20;

  /** (supernodes): the array a panel is in. */
  final double[][] array;
  /** (supernodes): where it begins there. */
  final int[] at;

  private Panels(double[][] array, int[] at) {
    this.array = array;
    this.at = at;
  }

  /** Panels of zeros. */
  static Panels zeros(Supernodes supernodes) {
    double[][] array = new double[supernodes.count][];
    int[] at = new int[supernodes.count];
    int from = 0;
    while (from < supernodes.count) {
      long length = 0;
      int to = from;
      while (to < supernodes.count) {
        long own = (long) supernodes.width(to) * supernodes.height(to);
        if (to > from && length + own > CHUNK) {
          break;
        }
        at[to++] = (int) length;
        length += own;
      }
      double[] shared = new double[(int) length];
      for (int s = from; s < to; s++) {
        array[s] = shared;
      }
      from = to;
    }
    return new Panels(array, at);
  }

  /** The diagonal entry of column k of supernode s, k from 0. */
  double pivot(Supernodes supernodes, int s, int k) {
    return array[s][at[s] + k + k * supernodes.height(s)];
  }
}
