package org.secateur.dynamics;

import org.secateur.linalg.Matrix;

/**
 * A covariance known exactly, C = S + Σ_c ρ_c y_c y_cᵀ: a dense matrix and, for every component c that hardly anything
 * holds in place, one large term apart. In a difference between two neurons of c the large terms all but cancel; kept
 * apart, they cancel where they are still exact.
 */
final class DenseCovariance implements Covariance {
  private final Matrix smooth; // n×n, symmetric
  private final double[] variance; // (n), its diagonal: kept beside it, where it stays in the cache
  private final int[] component; // (n)
  private final double[] direction; // (n), y of the neuron's own component
  private final double[] strength; // (components), ρ_c

  DenseCovariance(Matrix smooth, int[] component, double[] direction, double[] strength) {
    this.smooth = smooth;
    this.variance = smooth.diagonal();
    this.component = component;
    this.direction = direction;
    this.strength = strength;
  }

  /** A covariance with nothing apart; takes the matrix over. */
  static DenseCovariance of(Matrix covariance) {
    int n = covariance.rows();
    return new DenseCovariance(covariance, new int[n], new double[n], new double[1]);
  }

  @Override
  public int neurons() {
    return smooth.rows();
  }

  @Override
  public double get(int i, int j) {
    double apart = component[i] == component[j] ? strength[component[i]] * direction[i] * direction[j] : 0;
    return (i == j ? variance[i] : smooth.get(j, i)) + apart; // rows are scored in order: j runs down a column
  }

  @Override
  public double differenceVariance(int i, int j, int sign) {
    double difference = variance[i] + variance[j] - 2 * sign * smooth.get(j, i);
    if (component[i] == component[j]) {
      double apart = direction[i] - sign * direction[j];
      difference += strength[component[i]] * apart * apart;
    } else {
      difference += strength[component[i]] * direction[i] * direction[i]
          + strength[component[j]] * direction[j] * direction[j];
    }
    return Math.max(0, difference);
  }

  @Override
  public double standardError(int i, int j, int sign) {
    return 0;
  }
}
