package org.secateur.boltzmann.evaluate;

import java.util.Arrays;
import org.secateur.boltzmann.LogSum;

/**
 * An estimate of ln Z, in nats, from importance weights.
 *
 * @param estimate ln of the mean weight, and what it multiplies
 * @param low lower end of a 95 % interval from the weights' own spread; −∞ if their mean is not two standard errors above 0
 * @param high its upper end
 * @param effectiveSamples (Σw)² / Σw²: few say that the interval is too narrow
 * @param meanLog the mean of the logarithms, whose expected value lies on the one side of ln Z that the method errs to
 */
public record LogPartition(double estimate, double low, double high, double effectiveSamples,
    double meanLog) {
  private static final double NORMAL_95 = 1.959963984540054;

  /** From weights w with Z = base · E[w]. */
  static LogPartition ofWeights(double logBase, double[] logWeights) {
    int n = logWeights.length;
    double logMean = LogSum.of(logWeights) - Math.log(n);
    double logSquares = LogSum.of(Arrays.stream(logWeights).map(w -> 2 * w).toArray());
    double effective = Math.exp(2 * (logMean + Math.log(n)) - logSquares);
    // relative variance of the mean: (n / effective − 1) / (n − 1)
    double spread = n > 1 ? Math.sqrt(Math.max(0, (n / effective - 1) / (n - 1))) : Double.POSITIVE_INFINITY;
    double low = NORMAL_95 * spread < 1 ? Math.log1p(-NORMAL_95 * spread) : Double.NEGATIVE_INFINITY;
    return new LogPartition(logBase + logMean, logBase + logMean + low,
        logBase + logMean + Math.log1p(NORMAL_95 * spread), effective,
        logBase + Arrays.stream(logWeights).average().orElseThrow());
  }

  /** From weights w with 1/Z = E[w] / base. */
  static LogPartition ofInverseWeights(double logBase, double[] logWeights) {
    LogPartition inverse = ofWeights(-logBase, logWeights);
    return new LogPartition(-inverse.estimate, -inverse.high, -inverse.low, inverse.effectiveSamples,
        -inverse.meanLog);
  }
}
