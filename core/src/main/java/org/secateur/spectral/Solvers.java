package org.secateur.spectral;

import java.util.Optional;

import org.secateur.dynamics.Drift;
import org.secateur.sparse.SparseSolver;
import org.secateur.sparse.SparseSymmetric;

/** Makes solvers for M of a symmetric drift. */
@FunctionalInterface
interface Solvers {

  /**
   * A solver.
   *
   * @param drift symmetric
   * @param relativeResidual ‖b − M x‖₂ / ‖b‖₂ to aim at; a direct solver may do better
   */
  SparseSolver of(Drift drift, double relativeResidual);

  /**
   * Whether a matrix is positive definite to working precision.
   *
   * @param matrix with non-zeros only where M of the drift has them
   * @return empty if that cannot be found out at a reasonable price
   */
  default Optional<Boolean> isDefinite(Drift pattern, SparseSymmetric matrix) {
    return Optional.empty();
  }

  /** Whether M of a drift is factored, so that a system is as cheap as exact; else the closer a solution the dearer. */
  default boolean isDirect(Drift drift) {
    return false;
  }
}
