package org.secateur.dynamics;

import org.secateur.kernel.BlockKernel;
import org.secateur.kernel.MomentKernel;

/**
 * Accumulates the variances of {@link Combinations} batch by batch. Mutable. Memory O(n + m).
 *
 * <p>A batch is a stretch of one trial. Of its L moments only q = Σ d²/L and, where the mean is unknown, a = Σ d/L are
 * kept; over the batches, weighted by L, their means and scatter (West 1979; Chan, Golub and LeVeque 1983 for two
 * accumulators). The variance is q̄ − ā² + Var(ā): the last term undoes the loss by taking the mean from the same data.
 */
final class CombinationMoments {
  /** Moments held before they are summed: enough that the sums are not what the memory is busy with. */
  private static final int CAPACITY = 16;

  private final Combinations combinations;
  private final boolean meanKnown;
  private final int capacity;
  private final double[] buffer; // (n, capacity, 8)
  private final double[] squares; // (count, 8), of the batch under way
  private final double[] sums; // (count, 8), or empty
  private int stored;
  private long moments;
  private int batches;
  private double weight;
  private final double[] q; // (count) mean of q over the batches
  private final double[] qq; // (count) Σ L (q − mean)²
  private final double[] a; // (count) or empty, likewise of a
  private final double[] aa;
  private final double[] qa;

  CombinationMoments(Combinations combinations, boolean meanKnown) {
    int count = combinations.count();
    int n = combinations.neurons;
    this.combinations = combinations;
    this.meanKnown = meanKnown;
    this.capacity = Math.clamp(n == 0 ? 0 : count / n, 2, CAPACITY);
    this.buffer = new double[Math.multiplyExact(Math.multiplyExact(n, capacity), BlockKernel.LANES)];
    this.squares = new double[Math.multiplyExact(count, BlockKernel.LANES)];
    this.sums = new double[meanKnown ? 0 : squares.length];
    this.q = new double[count];
    this.qq = new double[count];
    this.a = new double[meanKnown ? 0 : count];
    this.aa = new double[a.length];
    this.qa = new double[a.length];
  }

  /** Adds one moment of eight trials (8 n), less a shift per neuron (n). */
  void add(double[] block, double[] shift) {
    MomentKernel.store(combinations.neurons, capacity, stored++, block, shift, buffer);
    if (stored == capacity) {
      flush();
    }
  }

  private void flush() {
    int n = combinations.neurons;
    MomentKernel.addSquares(n, combinations.rowStart, combinations.other, combinations.sign, capacity, stored,
        buffer,
        squares);
    if (!meanKnown) {
      MomentKernel.addSums(n, combinations.rowStart, combinations.other, combinations.sign, capacity, stored,
          buffer,
          sums);
    }
    stored = 0;
  }

  /**
   * Ends the batch under way in the first lanes.
   *
   * @param length the moments each of these lanes had; at least 1
   */
  void endBatch(int[] length) {
    flush();
    for (int t = 0; t < length.length; t++) {
      double before = weight;
      double share = length[t] / (before + length[t]);
      weight += length[t];
      moments += length[t];
      batches++;
      for (int e = 0; e < q.length; e++) {
        double dq = squares[8 * e + t] / length[t] - q[e];
        q[e] += share * dq;
        qq[e] += share * before * dq * dq;
        if (!meanKnown) {
          double da = sums[8 * e + t] / length[t] - a[e];
          a[e] += share * da;
          aa[e] += share * before * da * da;
          qa[e] += share * before * dq * da;
        }
      }
    }
    java.util.Arrays.fill(squares, 0);
    java.util.Arrays.fill(sums, 0);
  }

  /** Adds the finished batches of another accumulator over the same combinations and shift. */
  void merge(CombinationMoments from) {
    if (from.weight == 0) {
      return;
    }
    double share = from.weight / (weight + from.weight);
    double scatter = share * weight;
    for (int e = 0; e < q.length; e++) {
      double dq = from.q[e] - q[e];
      q[e] += share * dq;
      qq[e] += from.qq[e] + scatter * dq * dq;
      if (!meanKnown) {
        double da = from.a[e] - a[e];
        a[e] += share * da;
        aa[e] += from.aa[e] + scatter * da * da;
        qa[e] += from.qa[e] + scatter * dq * da;
      }
    }
    weight += from.weight;
    moments += from.moments;
    batches += from.batches;
  }

  /** The covariance, with the scatter of the batches as its error. */
  SampledCovariance result(SamplingFacts.Method method) {
    double[] variance = new double[q.length];
    double[] error = new double[q.length];
    double perMean = 1 / (Math.max(1, batches - 1) * Math.max(1, weight));
    for (int e = 0; e < q.length; e++) {
      double v = q[e];
      double ofQ = qq[e];
      if (!meanKnown) {
        v += aa[e] * perMean - a[e] * a[e];
        ofQ += 4 * a[e] * (a[e] * aa[e] - qa[e]);
      }
      variance[e] = Math.max(0, v);
      error[e] = Math.sqrt(Math.max(0, ofQ) * perMean);
    }
    return new SampledCovariance(combinations, variance, error, method, moments, batches);
  }
}
