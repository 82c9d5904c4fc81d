package org.secateur.certify;

import java.util.OptionalDouble;

import org.secateur.spectral.SlowModes;

/**
 * How fast the slowest mode decays.
 *
 * @param original spectral abscissa of A, in 1/s, free modes left out
 * @param pruned spectral abscissa of A', in 1/s
 * @param marginKept pruned / original; empty if the original has no margin
 * @param freeModes directions not restored at all, before and after; symmetric networks only
 * @param stable whether neither has an eigenvalue with positive real part, up to rounding
 * @param residual the error either may have, in 1/s
 * @param shownBy what {@code stable} rests on
 * @param abscissasAreBounds whether {@code original} and {@code pruned} are no eigenvalues but numbers that none
 *     exceeds: Gershgorin's, for directed networks too large for their eigenvalues
 */
public record Stability(double original, double pruned, OptionalDouble marginKept, Change freeModes,
    boolean stable,
    double residual, Evidence shownBy, boolean abscissasAreBounds) {

  /** What stability is known by. */
  public enum Evidence {
    /** The leading eigenvalues, computed to the residual. */
    EIGENVALUES,
    /** No neuron of either receives more, or none sends more, than its leak restores: Gershgorin's circles. */
    DOMINANCE
  }

  /** From the slowest modes of both, free ones included. */
  static Stability of(SlowModes original, SlowModes pruned, Change free, boolean stable, Evidence shownBy) {
    int skip = (int) free.before();
    int prunedSkip = (int) Math.min(free.before(), free.after());
    double before = abscissa(original, skip);
    double after = abscissa(pruned, prunedSkip);
    OptionalDouble kept = before < 0 && after > Double.NEGATIVE_INFINITY
        ? OptionalDouble.of(after / before)
        : OptionalDouble.empty();
    return new Stability(before, after, kept, free, stable,
        Math.max(residual(original, skip), residual(pruned, prunedSkip)), shownBy, false);
  }

  /** Of the first mode, or of the first that was computed at all. */
  private static double residual(SlowModes modes, int skip) {
    int k = modes.leading() > 0 ? skip : 0;
    return k < modes.size() ? modes.residual(k) : 0;
  }

  private static double abscissa(SlowModes modes, int skip) {
    return skip < modes.size() ? modes.re(skip) : 0;
  }
}
