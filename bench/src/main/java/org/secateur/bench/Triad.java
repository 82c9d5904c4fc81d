package org.secateur.bench;

import java.util.stream.IntStream;

/** What this machine streams: a ← b + s c over arrays far larger than any cache (McCalpin, STREAM), 24 bytes an element. */
final class Triad {
  private static final int LENGTH = 1 << 24;
  private static final int REPEATS = 10;

  private final double[][] a;
  private final double[][] b;
  private final double[][] c;

  /** Arrays for as many processors, 400 MB each. */
  Triad(int processors) {
    a = new double[processors][LENGTH];
    b = new double[processors][LENGTH];
    c = new double[processors][LENGTH];
  }

  /** GB/s on so many processors at once, arrays of its own each; the best of some repeats. */
  double gigabytesPerSecond(int processors) {
    double best = Double.POSITIVE_INFINITY;
    for (int r = 0; r < REPEATS; r++) {
      double s = r;
      long start = System.nanoTime();
      IntStream.range(0, processors).parallel().forEach(p -> run(a[p], b[p], c[p], s));
      best = Math.min(best, (System.nanoTime() - start) * 1e-9);
    }
    return 24.0 * processors * LENGTH / best * 1e-9;
  }

  private static void run(double[] a, double[] b, double[] c, double s) {
    for (int k = 0; k < a.length; k++) {
      a[k] = b[k] + s * c[k];
    }
  }
}
