package org.secateur.spectral;

import java.util.Arrays;

import org.secateur.dynamics.Drift;

/**
 * x ← exp(A t) x for large sparse A, by products with A alone. Symmetric: the Chebyshev expansion on the interval of
 * Gershgorin's circles (Tal-Ezer and Kosloff, Journal of Chemical Physics 1984), whose coefficients e^{−z} I_k(z) fall off
 * beyond k ≈ √z, so that a time t takes about 9 √(t ‖A‖ / 2) products. Directed: A = c (P − I), and exp(A t) is the mean
 * of P^k over a Poisson law of mean ct (uniformization; Jensen, 1953), about ct products; no term is negative, so that
 * where A is row-dominant, ‖P‖∞ ≤ 1, nothing cancels.
 */
final class ExponentialAction {
  /** What is left out of the series, relative to |x|. */
  private static final double TAIL = 1e-17;

  private final Restoring m;
  private final boolean symmetric;
  private final double low; // of Gershgorin's interval, not below 0
  private final double high;
  private final long cost; // of a product

  ExponentialAction(Drift drift) {
    this.m = new Restoring(drift);
    this.symmetric = drift.isSymmetric();
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    double fastest = 0;
    for (int i = 0; i < drift.size(); i++) {
      least = Math.min(least, drift.slack(i));
      most = Math.max(most, 2 * drift.restoring(i) - drift.slack(i));
      fastest = Math.max(fastest, drift.restoring(i));
    }
    this.low = Math.max(0, Math.min(least, most));
    this.high = symmetric ? most : fastest;
    this.cost = (long) drift.network().synapses() + 8L * drift.size();
  }

  /** Multiply-adds for a time, about. */
  double work(double time) {
    double z = symmetric ? (high - low) * time / 2 : high * time;
    return cost * (symmetric ? 30 + 9.2 * Math.sqrt(z) : 30 + z + 9 * Math.sqrt(z));
  }

  /** x ← exp(A t) x. */
  void advance(double time, double[] x) {
    if (symmetric) {
      chebyshev(time, x);
    } else {
      poisson(time, x);
    }
  }

  private void chebyshev(double time, double[] x) {
    double radius = (high - low) / 2;
    double centre = (high + low) / 2;
    double[] coefficient = scaledBessel(radius * time);
    double decay = Math.exp(-low * time);
    int n = x.length;
    double[] sum = x.clone();
    LongVectors.scale(decay * coefficient[0], sum);
    double[] before = x.clone(); // T_0 x
    double[] current = new double[n]; // T_1 x
    double[] image = new double[n];
    for (int k = 1; k < coefficient.length; k++) {
      if (k == 1) {
        m.apply(before, image);
        combine(1 / radius, image, -centre / radius, before, 0, before, current);
      } else {
        m.apply(current, image);
        combine(2 / radius, image, -2 * centre / radius, current, -1, before, before);
        double[] swap = before;
        before = current;
        current = swap;
      }
      LongVectors.add(decay * 2 * (k % 2 == 0 ? 1 : -1) * coefficient[k], current, sum);
    }
    System.arraycopy(sum, 0, x, 0, n);
  }

  /** into ← a x + b y + c z; {@code into} may be z. */
  private static void combine(double a, double[] x, double b, double[] y, double c, double[] z,
      double[] into) {
    LongVectors.forEach(x.length, (chunk, from, to) -> {
      for (int i = from; i < to; i++) {
        into[i] = a * x[i] + b * y[i] + c * z[i];
      }
    });
  }

  private void poisson(double time, double[] x) {
    double z = high * time;
    double[] term = x.clone();
    double[] image = new double[x.length];
    double[] sum = new double[x.length];
    double logWeight = -z;
    double left = 1;
    for (int k = 0; k == 0 || (left > TAIL && !(k > z && Math.exp(logWeight) < TAIL)); k++) {
      if (k > 0) {
        m.apply(term, image); // P = I − M / c
        LongVectors.add(-1 / high, image, term);
        logWeight += Math.log(z / k);
      }
      double weight = Math.exp(logWeight);
      left -= weight;
      LongVectors.add(weight, term, sum);
    }
    System.arraycopy(sum, 0, x, 0, x.length);
  }

  /**
   * e^{−z} I_k(z) for k from 0, as far as they count: Miller's backward recurrence, normalised by
   * e^{−z} (I_0 + 2 Σ I_k) = 1.
   */
  static double[] scaledBessel(double z) {
    if (!(z > 0)) {
      return new double[]{1};
    }
    int start = 30 + (int) (9.2 * Math.sqrt(z));
    double[] value = new double[start + 1];
    double above = 0;
    double here = 1e-300;
    double sum = 0;
    for (int k = start; k >= 0; k--) {
      value[k] = here;
      sum += (k == 0 ? 1 : 2) * here;
      double below = above + 2 * k / z * here;
      above = here;
      here = below;
      if (here > 1e250) {
        for (int j = k; j <= start; j++) {
          value[j] *= 1e-250;
        }
        sum *= 1e-250;
        above *= 1e-250;
        here *= 1e-250;
      }
    }
    int count = start + 1;
    for (int k = 0; k <= start; k++) {
      value[k] /= sum;
    }
    while (count > 1 && value[count - 1] < TAIL) {
      count--;
    }
    return Arrays.copyOf(value, count);
  }
}
