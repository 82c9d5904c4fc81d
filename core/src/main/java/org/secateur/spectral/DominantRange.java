package org.secateur.spectral;

import java.util.List;

import org.secateur.linalg.SymmetricEigen;
import org.secateur.random.Seed;
import org.secateur.sparse.Balance;
import org.secateur.sparse.DominantMatrix;

/**
 * The range of a pair of dominant matrices that may lie anywhere: both ends of x'M'x / x'Mx off the modes that neither
 * restores, as {@link LargePair} finds them, by Lanczos and conjugate gradients alone. The upper end is the largest ratio of
 * (M', M), the lower the inverse of the largest of (M, M').
 *
 * @param low the smallest ratio found, attained by a pattern
 * @param leastLow what no pattern is below, but for {@code doubt}
 * @param high the largest ratio found
 * @param greatestHigh what no pattern is above, but for {@code doubt}
 * @param converged whether both ends were brought as near as was asked for
 * @param doubt the probability that either bound is wrong, over the starting vectors
 */
public record DominantRange(double low, double leastLow, double high, double greatestHigh, boolean converged,
    double doubt) {
  private static final int LIMIT = 2_000;

  /**
   * One matrix of the pair.
   *
   * @param matrix its diagonal and products
   * @param balance its components and their signs
   * @param entries how many it has
   */
  @SuppressWarnings("exports")
  public record Side(DominantMatrix matrix, Balance balance, long entries) {
  }

  /** One end: the ratio of a pattern, and the bound beyond. */
  private record End(double ratio, double bound, boolean converged) {
  }

  /**
   * Finds the range.
   *
   * @param original with no negative slack
   * @param cut as many neurons, no negative slack, and whatever the original does not restore not restored
   */
  public static DominantRange of(Side original, Side cut, Effort effort, Seed seed, Steps steps) {
    GaugeModes free = GaugeModes.free(original.balance, original.matrix.slack());
    int lost = GaugeModes.free(cut.balance, cut.matrix.slack()).count();
    End high = largest(cut, original, free, effort, seed.child("pencil", 0), steps,
        "worst direction, upper end");
    if (lost > free.count()) { // a piece that the cut does not restore at all
      return new DominantRange(0, 0, high.ratio, high.bound, high.converged, RatioLanczos.DOUBT);
    }
    End low = largest(original, cut, free, effort, seed.child("pencil", 1), steps,
        "worst direction, lower end");
    return new DominantRange(1 / low.ratio, Math.max(0, 1 / low.bound), high.ratio, high.bound,
        high.converged && low.converged, 2 * RatioLanczos.DOUBT);
  }

  private static End largest(Side a, Side b, GaugeModes free, Effort effort, Seed seed, Steps steps,
      String phase) {
    HeldMatrix above = new DominantInverse(a.matrix, a.balance, a.entries, effort.solve(), LIMIT);
    HeldMatrix below = new DominantInverse(b.matrix, b.balance, b.entries, effort.solve(), LIMIT);
    RatioLanczos run = new RatioLanczos(above, below, free, List.of(), effort.stepsFor(below.size()), seed);
    boolean settled = run.run(1, false, effort, steps, phase);
    if (run.size() == 0 || run.indefinite()) {
      return new End(1, Double.POSITIVE_INFINITY, false);
    }
    SymmetricEigen ritz = run.ritz();
    double[] x = run.vector(ritz, ritz.size() - 1);
    free.remove(x);
    double[] image = new double[x.length];
    above.apply(x, image);
    double[] weighed = new double[x.length];
    below.apply(x, weighed);
    double ratio = LongVectors.dot(x, image) / LongVectors.dot(x, weighed);
    return new End(ratio, Math.max(ratio, run.bound(ritz, 1) + run.margin()), settled);
  }
}
