package org.secateur.rnn.activity;

import java.util.Arrays;

import org.secateur.network.Require;

/**
 * Mean and covariance of the rates over steps and trials, and how many independent samples they are worth. Immutable;
 * memory 8 n² bytes.
 */
public final class ActivityMoments {
  private final int units;
  private final long samples;
  private final double effective;
  private final double[] mean; // (n)
  private final double[] covariance; // (n²), divided by samples

  ActivityMoments(int units, long samples, double effective, double[] mean, double[] covariance) {
    this.units = units;
    this.samples = samples;
    this.effective = effective;
    this.mean = mean;
    this.covariance = covariance;
  }

  /** n. */
  public int units() {
    return units;
  }

  /** Steps times trials looked at. */
  public long samples() {
    return samples;
  }

  /**
   * As many independent Gaussian samples would give the variances the same error: the median over the units of
   * 2 C_ii²/(standard error)², the error from the scatter between groups of trials. Steps of one trial resemble each other, so
   * that this is less than {@link #samples}; NaN where there was one group only.
   */
  public double effectiveSamples() {
    return effective;
  }

  /** The mean rate of unit i. */
  public double mean(int i) {
    return mean[Require.index(i, units, "unit")];
  }

  /** C_ij = E[r_i r_j] − E[r_i] E[r_j]. */
  public double covariance(int i, int j) {
    return covariance[Require.index(i, units, "unit") * units + Require.index(j, units, "unit")];
  }

  /** C as a new array (n²). */
  public double[] covariance() {
    return covariance.clone();
  }

  /** G = E[r rᵀ] as a new array (n²). */
  public double[] secondMoment() {
    double[] g = covariance.clone();
    for (int i = 0; i < units; i++) {
      for (int j = 0; j < units; j++) {
        g[i * units + j] += mean[i] * mean[j];
      }
    }
    return g;
  }

  /**
   * The participation ratio of the covariance, (tr C)² / tr C²: how many dimensions the activity fills; between 1 and n, or 0
   * where nothing varies.
   */
  public double participationRatio() {
    double trace = 0;
    double square = 0;
    for (int i = 0; i < units; i++) {
      trace += covariance[i * units + i];
    }
    for (double c : covariance) {
      square += c * c;
    }
    return square == 0 ? 0 : trace * trace / square;
  }

  /** The mean over the units of the variance of their rates. */
  public double meanVariance() {
    return Arrays.stream(diagonal()).average().orElse(0);
  }

  private double[] diagonal() {
    double[] d = new double[units];
    Arrays.setAll(d, i -> covariance[i * units + i]);
    return d;
  }

  @Override
  public String toString() {
    return "ActivityMoments[" + units + " units, " + samples + " samples]";
  }
}
