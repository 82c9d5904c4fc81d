package org.secateur.rnn.activity;

import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Matrix;
import org.secateur.linalg.Transpose;

/**
 * Sums of rates and of their products about their mean, block by block, merged as Chan, Golub and LeVeque (American
 * Statistician 1983) do, so that large means cost no digits. Mutable.
 */
final class MomentAccumulator {
  private static final int BLOCK_DOUBLES = 1 << 20;

  private final int units;
  private final double[] block; // (capacity · units) samples not merged yet
  private int filled;
  private long samples;
  private final double[] mean; // (units)
  private final double[] scatter; // (units²) Σ (r − mean)(r − mean)ᵀ

  MomentAccumulator(int units) {
    this.units = units;
    this.block = new double[Math.max(1, BLOCK_DOUBLES / units) * units];
    this.mean = new double[units];
    this.scatter = new double[Math.multiplyExact(units, units)];
  }

  /** Adds samples (count · units). */
  void add(float[] rates) {
    for (int q = 0; q < rates.length; q++) {
      block[filled++] = rates[q];
      if (filled == block.length) {
        merge();
      }
    }
  }

  /** Adds what another one saw. */
  void add(MomentAccumulator other) {
    merge();
    other.merge();
    combine(other.samples, other.mean, other.scatter);
  }

  /** The mean over what was seen of (r_i − centre_i)², for each unit. */
  double[] variances() {
    merge();
    double[] v = new double[units];
    for (int i = 0; i < units; i++) {
      v[i] = scatter[i * units + i] / samples;
    }
    return v;
  }

  /** The moments, with a number of effective samples from somewhere else. */
  ActivityMoments result(double effective) {
    merge();
    double[] covariance = scatter.clone();
    for (int q = 0; q < covariance.length; q++) {
      covariance[q] /= samples;
    }
    return new ActivityMoments(units, samples, effective, mean.clone(), covariance);
  }

  private void merge() {
    int count = filled / units;
    if (count == 0) {
      return;
    }
    double[] centre = new double[units];
    for (int q = 0; q < filled; q++) {
      centre[q % units] += block[q];
    }
    for (int i = 0; i < units; i++) {
      centre[i] /= count;
    }
    double[] centred = java.util.Arrays.copyOf(block, filled);
    for (int q = 0; q < filled; q++) {
      centred[q] -= centre[q % units];
    }
    Matrix x = Matrix.fromColumnMajor(units, count, centred);
    Matrix gram = DenseAlgebra.best().gram(Transpose.NO, x);
    gram.mirrorLower();
    combine(count, centre, gram.toColumnMajor());
    filled = 0;
  }

  private void combine(long count, double[] centre, double[] products) {
    if (count == 0) {
      return;
    }
    long total = samples + count;
    double share = (double) count / total;
    double weight = samples * share;
    double[] difference = new double[units];
    for (int i = 0; i < units; i++) {
      difference[i] = centre[i] - mean[i];
      mean[i] += share * difference[i];
    }
    for (int i = 0; i < units; i++) {
      for (int j = 0; j < units; j++) {
        scatter[i * units + j] += products[i * units + j] + weight * difference[i] * difference[j];
      }
    }
    samples = total;
  }
}
