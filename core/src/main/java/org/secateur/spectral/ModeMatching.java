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
   * Modes whose eigenvalues lie within this of a mode's, in either network, are its group: a small change may turn them
   * into each other, so that only their common span can be said to be kept.
   */
  public static final double DEGENERACY = 0.05;
  /** How many modes more than are matched to compute at least, so that few groups are cut in two. */
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

  /**
   * Whether the group of a mode to be matched may go on beyond the modes computed, so that its overlap is unknown.
   */
  public static boolean isCutShort(SlowModes original, SlowModes pruned, int skip, int count) {
    return match(original, pruned, skip, count).stream().anyMatch(m -> m.vectorOverlap().isEmpty());
  }

  private static List<MatchedMode> byRank(SlowModes original, SlowModes pruned, int skip, int count) {
    Require.length(pruned.size(), original.size(), "pruned");
    List<MatchedMode> matched = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      matched
          .add(mode(i + 1, original, skip + i, pruned, skip + i, overlap(original, pruned, skip + i, skip)));
    }
    return List.copyOf(matched);
  }

  private static OptionalDouble overlap(SlowModes original, SlowModes pruned, int at, int skip) {
    int from = at;
    int to = at + 1;
    while (from > skip && near(original, at, from - 1, pruned)) {
      from--;
    }
    while (to < original.size() && near(original, at, to, pruned)) {
      to++;
    }
    if (to == original.size() && to < original.neurons()) {
      return OptionalDouble.empty();
    }
    double square = 0;
    for (int j = from; j < to; j++) {
      double c = Vectors.dot(original.shared(at), pruned.shared(j));
      square += c * c;
    }
    return OptionalDouble.of(Math.min(1, Math.sqrt(square)));
  }

  private static boolean near(SlowModes a, int i, int j, SlowModes b) {
    return near(a.re(i), a.re(j)) || near(b.re(i), b.re(j));
  }

  private static boolean near(double x, double y) {
    return Math.abs(x - y) <= DEGENERACY * Math.max(Math.abs(x), Math.abs(y));
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
