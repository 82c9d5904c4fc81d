package org.secateur.rnn.activity;

import org.secateur.dynamics.Covariance;
import org.secateur.network.Require;

/** A dense covariance, with the error that so many independent Gaussian samples have. Immutable. */
final class MomentCovariance implements Covariance {
  private final int neurons;
  private final double[] value; // (n²), symmetric
  private final double effective; // samples; infinite where it is exact

  MomentCovariance(int neurons, double[] value, double effective) {
    this.neurons = neurons;
    this.value = value;
    this.effective = effective;
  }

  MomentCovariance(ActivityMoments moments) {
    this(moments.units(), moments.covariance(), moments.effectiveSamples());
  }

  @Override
  public int neurons() {
    return neurons;
  }

  @Override
  public double get(int i, int j) {
    return value[Require.index(i, neurons, "i") * neurons + Require.index(j, neurons, "j")];
  }

  @Override
  public double differenceVariance(int i, int j, int sign) {
    return Math.max(0, get(i, i) + get(j, j) - 2 * sign * get(i, j));
  }

  @Override
  public double standardError(int i, int j, int sign) {
    return differenceVariance(i, j, sign) * Math.sqrt(2 / effective);
  }
}
