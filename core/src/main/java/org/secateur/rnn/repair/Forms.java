package org.secateur.rnn.repair;

import org.secateur.rnn.mask.SecondMoment;

/** Bilinear forms of a second moment. */
final class Forms {
  private Forms() {
  }

  /** x G yᵀ. */
  static double form(double[] x, SecondMoment g, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      if (x[i] != 0) {
        double inner = 0;
        for (int j = 0; j < y.length; j++) {
          inner += g.get(i, j) * y[j];
        }
        sum += x[i] * inner;
      }
    }
    return sum;
  }
}
