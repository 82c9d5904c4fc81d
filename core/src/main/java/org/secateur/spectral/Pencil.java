package org.secateur.spectral;

import org.secateur.dynamics.Drift;
import org.secateur.random.Seed;

/**
 * How much of its restoring force every activity pattern keeps: the extreme generalized eigenvalues of (M', M), the
 * smallest and the largest x'M'x / x'Mx over all x that M restores at all. A pruned network inside
 * (1 − ε) M ≼ M' ≼ (1 + ε) M has its range inside [1 − ε, 1 + ε] (Spielman and Srivastava, SIAM Journal on
 * Computing 2011).
 */
public sealed interface Pencil {

  /** Most neurons there can be: the factor of M is dense, n²/2 numbers. */
  int MAX_NEURONS = 12_000;
  /** Up to this many neurons every generalized eigenvalue is computed. */
  int MAX_DENSE = 400;

  /** How a range was found. */
  enum Method {
    /** All eigenvalues of the whitened matrix. */
    DENSE,
    /** Both ends by Lanczos on the whitened operator. */
    LANCZOS,
    /** Each end by Lanczos with sparse solves, the lower one on the pair turned round. */
    SPARSE
  }

  /**
   * The range.
   *
   * @param low smallest ratio; negative if M' lets some pattern grow
   * @param high largest ratio
   * @param freeModes directions left out because neither network restores them
   */
  record Range(Extreme low, Extreme high, int freeModes, Method method) implements Pencil {
  }

  /** The original M is not positive semidefinite: the original is unstable and ratios mean nothing. */
  record Indefinite() implements Pencil {
  }

  /**
   * A direction that the original does not restore is restored, or driven, by the other: the ratio is infinite.
   *
   * @param force the largest |M' z| over the original's free modes z, in 1/s
   */
  record FreeModeHeld(double force) implements Pencil {
  }

  /** There is no direction with a restoring force, so nothing to compare. */
  record NothingRestored() implements Pencil {
  }

  /** Too many neurons for a dense factor. */
  record TooLarge(int neurons, int limit) implements Pencil {
  }

  /**
   * The range of a pair. Small or dense pairs: time O(n³) for the factor of M and two more for the bounds; memory 2 n²
   * numbers. Large sparse ones, see {@link LargePair}, with {@link Effort#QUICK}.
   *
   * @param original symmetric
   * @param pruned symmetric, as many neurons; need not be definite
   * @param seed draws the starting vector of the iteration
   * @throws IllegalArgumentException if sizes differ or one is not symmetric
   */
  static Pencil of(Drift original, Drift pruned, Seed seed) {
    if (LargePair.isLarge(original) && pruned.isSymmetric()) {
      return LargePair.of(original, pruned, Effort.QUICK, seed, Steps.NONE).pencils(0).whole();
    }
    return PencilSolver.solve(original, pruned, seed,
        original.size() <= MAX_DENSE ? Method.DENSE : Method.LANCZOS);
  }
}
