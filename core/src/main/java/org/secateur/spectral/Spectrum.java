package org.secateur.spectral;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.secateur.dynamics.Drift;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Matrix;

/** All eigenvalues of A, by ascending real part and then imaginary part, in 1/s. Immutable. */
public final class Spectrum {
  /** Most neurons a symmetric network can have. */
  public static final int MAX_SYMMETRIC = 10_000;
  /** Most neurons a directed network can have. */
  public static final int MAX_DIRECTED = SlowModes.MAX_DIRECTED;

  private final double[] re;
  private final double[] im;

  private Spectrum(double[] re, double[] im) {
    this.re = re;
    this.im = im;
  }

  /**
   * The spectrum of a drift. Time O(n³).
   *
   * @throws IllegalArgumentException above {@link #MAX_SYMMETRIC} or {@link #MAX_DIRECTED} neurons
   */
  public static Spectrum of(Drift drift) {
    int limit = drift.isSymmetric() ? MAX_SYMMETRIC : MAX_DIRECTED;
    if (drift.size() > limit) {
      throw new IllegalArgumentException("at most " + limit + " neurons, not " + drift.size());
    }
    Matrix a = DriftMatrix.drift(drift);
    if (drift.isSymmetric()) {
      return ofReal(DenseAlgebra.best().symmetricEigenvalues(a));
    }
    org.secateur.linalg.Spectrum all = DenseAlgebra.best().eigenvalues(a);
    List<Integer> order = IntStream.range(0, all.size()).boxed()
        .sorted(Comparator.<Integer>comparingDouble(all::re).thenComparingDouble(all::im)).toList();
    return new Spectrum(order.stream().mapToDouble(all::re).toArray(),
        order.stream().mapToDouble(all::im).toArray());
  }

  /** Takes ascending real eigenvalues over. */
  static Spectrum ofReal(double[] ascending) {
    return new Spectrum(ascending, new double[ascending.length]);
  }

  /** How many there are: n. */
  public int size() {
    return re.length;
  }

  /** The real part of eigenvalue k, from 0, the fastest to decay. */
  public double re(int k) {
    return re[k];
  }

  /** The imaginary part of eigenvalue k. */
  public double im(int k) {
    return im[k];
  }

  /** The real parts, as a new array (n). */
  public double[] re() {
    return re.clone();
  }

  /** The imaginary parts, as a new array (n). */
  public double[] im() {
    return im.clone();
  }

  /** The spectral abscissa max Re λ, in 1/s; −∞ for no neurons. */
  public double abscissa() {
    return re.length == 0 ? Double.NEGATIVE_INFINITY : re[re.length - 1];
  }
}
