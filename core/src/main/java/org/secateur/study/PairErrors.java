package org.secateur.study;

import org.secateur.dynamics.Drift;
import org.secateur.random.Seed;
import org.secateur.spectral.DirectedError;
import org.secateur.spectral.FreeModes;
import org.secateur.spectral.MatchedMode;
import org.secateur.spectral.ModeMatching;
import org.secateur.spectral.Pencil;
import org.secateur.spectral.SlowModes;

/** The errors that a target can be about, against one original; infinite where they cannot be measured. */
final class PairErrors {
  private final Drift original;
  private final int modes;
  private final int free;
  private final SlowModes slow;

  /**
   * Prepares comparisons with an original.
   *
   * @param modes how many slow modes to compare
   */
  PairErrors(Drift original, int modes) {
    this.original = original;
    this.modes = modes;
    this.free = FreeModes.of(original).count();
    this.slow = SlowModes.of(original, free, count(), Seed.DEFAULT);
  }

  private int count() {
    return modes + free + ModeMatching.EXTRA;
  }

  /** The spectral abscissa of the original, in 1/s; of the restored modes, if there are any. */
  double abscissa() {
    return slow.size() > free ? slow.re(free) : 0;
  }

  /**
   * Slow modes and stability of a pruned network.
   *
   * @param error largest relative error of the slow modes that have a restoring force
   * @param abscissa the pruned network's spectral abscissa, in 1/s; as many free modes as the original has left out
   */
  record Slow(double error, double abscissa) {
  }

  /** Compares the slow modes. */
  Slow slow(Drift pruned) {
    SlowModes after = SlowModes.of(pruned, free, count(), Seed.DEFAULT);
    double error = ModeMatching.match(slow, after, free, modes).stream()
        .mapToDouble(MatchedMode::relativeError).max()
        .orElse(0);
    return new Slow(error, after.size() > free ? after.re(free) : 0);
  }

  /** How far the pencil range leaves 1, or for directed networks the largest |(A' − A)x| / |Ax|; bounds, not estimates. */
  double worstDirection(Drift pruned) {
    return worstDirection(original, pruned);
  }

  static double worstDirection(Drift original, Drift pruned) {
    if (original.isSymmetric() && pruned.isSymmetric()) {
      return switch (Pencil.of(original, pruned, Seed.DEFAULT)) {
        case Pencil.Range range -> Math.max(1 - range.low().bound(), range.high().bound() - 1);
        case Pencil.NothingRestored nothing -> 0;
        case Pencil.Indefinite i -> Double.POSITIVE_INFINITY;
        case Pencil.FreeModeHeld held -> Double.POSITIVE_INFINITY;
        case Pencil.TooLarge large -> Double.POSITIVE_INFINITY;
      };
    }
    return switch (DirectedError.of(original, pruned, Seed.DEFAULT)) {
      case DirectedError.Largest largest -> largest.error().bound();
      case DirectedError.Singular singular -> Double.POSITIVE_INFINITY;
      case DirectedError.TooLarge large -> Double.POSITIVE_INFINITY;
    };
  }
}
