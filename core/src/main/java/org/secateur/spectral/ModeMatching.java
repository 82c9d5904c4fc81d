package org.secateur.spectral;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

import org.secateur.network.Require;

/**
 * Which mode became which. Symmetric networks: by rank, the k-th slowest to the k-th slowest, which is how
 * Courant and Fischer bound them. Directed networks: from the slowest on, each takes the nearest eigenvalue of the
 * pruned network, in the complex plane, that no slower mode has taken; of two as near the slower.
 */
public final class ModeMatching {
  /**
   * Modes whose eigenvalues lie within this of each other, in either network, are one group: a small change may turn
   * them into each other, so that only their common span can be said to be kept.
   */
  public static final double DEGENERACY = 0.1;
  /** How many modes more than are matched to compute, so that a group is not cut in two. */
  public static final int EXTRA = 3;

  private ModeMatching() {
  }

  /**
   * Matches the slowest modes of a pair.
   *
   * @param skip how many of the slowest to leave out on both sides: the free modes they share
   * @param count how many to match; fewer if there are no more
   */
  public static List<MatchedMode> match(SlowModes original, SlowModes pruned, int skip, int count) {
    int k = Math.max(0, Math.min(count, original.size() - skip));
    return original.hasVectors() && pruned.hasVectors()
        ? byRank(original, pruned, skip, k)
        : byDistance(original, pruned, skip, k);
  }

  private static List<MatchedMode> byRank(SlowModes original, SlowModes pruned, int skip, int count) {
    Require.length(pruned.size(), original.size(), "pruned");
    List<MatchedMode> matched = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int at = skip + i;
      int from = at;
      int to = at + 1;
      while (from > skip && near(original, from - 1, from, pruned)) {
        from--;
      }
      while (to < original.size() && near(original, to - 1, to, pruned)) {
        to++;
      }
      double[] v = original.shared(at);
      double square = 0;
      for (int j = from; j < to; j++) {
        double c = Vectors.dot(v, pruned.shared(j));
        square += c * c;
      }
      matched.add(mode(i + 1, original, at, pruned, at, OptionalDouble.of(Math.min(1, Math.sqrt(square)))));
    }
    return List.copyOf(matched);
  }

  private static boolean near(SlowModes a, int slow, int fast, SlowModes b) {
    return near(a.re(slow), a.re(fast)) || near(b.re(slow), b.re(fast));
  }

  private static boolean near(double slow, double fast) {
    return Math.abs(fast - slow) <= DEGENERACY * Math.abs(fast);
  }

  private static List<MatchedMode> byDistance(SlowModes original, SlowModes pruned, int skip, int count) {
    boolean[] taken = new boolean[pruned.size()];
    List<MatchedMode> matched = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int best = -1;
      double least = Double.POSITIVE_INFINITY;
      for (int j = skip; j < pruned.size(); j++) {
        double d = distance(original, skip + i, pruned, j);
        if (!taken[j] && d < least) {
          least = d;
          best = j;
        }
      }
      taken[best] = true;
      matched.add(mode(i + 1, original, skip + i, pruned, best, OptionalDouble.empty()));
    }
    return List.copyOf(matched);
  }

  private static double distance(SlowModes a, int i, SlowModes b, int j) {
    return Math.hypot(a.re(i) - b.re(j), a.im(i) - b.im(j));
  }

  private static MatchedMode mode(int rank, SlowModes a, int i, SlowModes b, int j, OptionalDouble overlap) {
    double size = Math.hypot(a.re(i), a.im(i));
    double change = distance(a, i, b, j);
    return new MatchedMode(rank, a.re(i), a.im(i), b.re(j), b.im(j), change == 0 ? 0 : change / size,
        Math.max(a.residual(i), b.residual(j)), overlap);
  }
}
