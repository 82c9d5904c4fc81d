package org.secateur.linalg;

import java.util.Objects;

/**
 * The eigenvalues of a real square matrix, in no particular order except that a complex pair stands together, the
 * positive imaginary part first. Immutable.
 */
public final class Spectrum {
  private final double[] re; // (n)
  private final double[] im; // (n), 0 where the eigenvalue is real

  /** Takes the arrays over; they must not be changed afterwards. */
  Spectrum(double[] re, double[] im) {
    this.re = re;
    this.im = im;
  }

  /** How many there are, repeated ones counted. */
  public int size() {
    return re.length;
  }

  /** The real part of eigenvalue k, from 0. */
  public double re(int k) {
    return re[Objects.checkIndex(k, re.length)];
  }

  /** The imaginary part of eigenvalue k, from 0. */
  public double im(int k) {
    return im[Objects.checkIndex(k, im.length)];
  }

  /** The real parts, as a new array. */
  public double[] re() {
    return re.clone();
  }

  /** The imaginary parts, as a new array. */
  public double[] im() {
    return im.clone();
  }

  /** The spectral abscissa max Re λ; −∞ for the 0×0 matrix. */
  public double abscissa() {
    double max = Double.NEGATIVE_INFINITY;
    for (double x : re) {
      max = Math.max(max, x);
    }
    return max;
  }

  /** The spectral radius max |λ|; 0 for the 0×0 matrix. */
  public double radius() {
    double max = 0;
    for (int k = 0; k < re.length; k++) {
      max = Math.max(max, Math.hypot(re[k], im[k]));
    }
    return max;
  }
}
