package org.secateur.certify;

import org.secateur.dynamics.Drift;
import org.secateur.random.Seed;
import org.secateur.spectral.DirectedError;
import org.secateur.spectral.Extreme;
import org.secateur.spectral.Pencil;

/** The worst direction of either kind of pair. */
final class WorstDirections {
  private WorstDirections() {
  }

  static Block<WorstDirection> of(Drift original, Drift pruned, Seed seed) {
    return original.isSymmetric() && pruned.isSymmetric()
        ? symmetric(original, pruned, seed)
        : directed(original, pruned, seed);
  }

  private static Block<WorstDirection> symmetric(Drift original, Drift pruned, Seed seed) {
    return of(Pencil.of(original, pruned, seed));
  }

  /** What a pencil says. */
  static Block<WorstDirection> of(Pencil pencil) {
    return switch (pencil) {
      case Pencil.Range(Extreme low, Extreme high, int free, Pencil.Method method) ->
        Block.of(new WorstDirection.Range(low.value(), high.value(), method(method),
            Math.max(low.residual(), high.residual()), low.converged() && high.converged(),
            new WorstDirection.Bracket(low.bound(), low.value()),
            new WorstDirection.Bracket(high.value(), high.bound()), new Pattern(low.vector()),
            new Pattern(high.vector()), low.evidence(), high.evidence(),
            Math.min(1, low.doubt() + high.doubt())));
      case Pencil.Indefinite() -> Block.omitted(Omission.UNSTABLE);
      case Pencil.FreeModeHeld(double force) -> Block.omitted(Omission.FREE_MODES_DIFFER);
      case Pencil.NothingRestored() -> Block.omitted(Omission.NOTHING_RESTORED);
      case Pencil.TooLarge(int n, int limit) -> Block.tooLarge(limit);
    };
  }

  private static WorstDirection.Method method(Pencil.Method method) {
    return switch (method) {
      case DENSE -> WorstDirection.Method.DENSE_PENCIL;
      case LANCZOS -> WorstDirection.Method.LANCZOS_PENCIL;
      case SPARSE -> WorstDirection.Method.SPARSE_PENCIL;
    };
  }

  private static Block<WorstDirection> directed(Drift original, Drift pruned, Seed seed) {
    return switch (DirectedError.of(original, pruned, seed)) {
      case DirectedError.Largest(Extreme e) ->
        Block.of(new WorstDirection.Deviation(e.value(), WorstDirection.Method.LANCZOS_ERROR, e.residual(),
            e.converged(), new WorstDirection.Bracket(e.value(), e.bound()), new Pattern(e.vector())));
      case DirectedError.Singular() -> Block.omitted(Omission.SINGULAR);
      case DirectedError.TooLarge(int n, int limit) -> Block.tooLarge(limit);
    };
  }
}
