package org.secateur.dynamics;

import org.secateur.kernel.LaneMomentKernel;

/**
 * Weighted mean and scatter of a mean square per combination over batches of samples (West, Communications of the ACM 1979;
 * Chan, Golub and LeVeque, The American Statistician 1983, for two accumulators). Mutable. Memory 16 bytes a combination.
 */
final class BatchMeans {
  private final Combinations combinations;
  private final double[] mean; // (count) of q
  private final double[] scatter; // (count) Σ L (q − mean)²
  private double weight;
  private long samples;
  private int batches;

  BatchMeans(Combinations combinations) {
    this.combinations = combinations;
    this.mean = new double[combinations.count()];
    this.scatter = new double[combinations.count()];
  }

  /**
   * Adds one batch of each of some trials, all of the same length. To be called for all combinations, part by part, and
   * then {@link #ended}.
   *
   * @param first the first combination of the part
   * @param last the one after its last
   * @param sums sums of squares over the batch, those of trial t from {@code t · stride} on
   */
  void add(int first, int last, double[] sums, int stride, int trials, int length) {
    double before = weight;
    for (int t = 0; t < trials; t++) {
      double share = length / (before + length);
      LaneMomentKernel.fold(first, last - first, sums, t * stride, 1.0 / length, share, share * before, mean,
          scatter);
      before += length;
    }
  }

  void ended(int trials, int length) {
    weight += (double) trials * length;
    samples += (long) trials * length;
    batches += trials;
  }

  /** How many batches there are in it. */
  int batches() {
    return batches;
  }

  /** Adds the batches of another accumulator over the same combinations. */
  void merge(BatchMeans from) {
    if (from.weight == 0) {
      return;
    }
    double share = from.weight / (weight + from.weight);
    double spread = share * weight;
    for (int e = 0; e < mean.length; e++) {
      double d = from.mean[e] - mean[e];
      mean[e] += share * d;
      scatter[e] += from.scatter[e] + spread * d * d;
    }
    weight += from.weight;
    samples += from.samples;
    batches += from.batches;
  }

  /**
   * The covariance of what has mean zero, with the scatter of the batches as its error.
   *
   * @param unit what one unit of the samples is, in Hz
   */
  SampledCovariance result(double unit, SamplingFacts.Method method) {
    double[] variance = new double[mean.length];
    double[] error = new double[mean.length];
    double perMean = 1 / (Math.max(1, batches - 1) * Math.max(1, weight));
    double square = unit * unit;
    for (int e = 0; e < mean.length; e++) {
      variance[e] = Math.max(0, mean[e]) * square;
      error[e] = Math.sqrt(scatter[e] * perMean) * square;
    }
    return new SampledCovariance(combinations, variance, error, method, samples, batches);
  }
}
