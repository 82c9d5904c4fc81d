package org.secateur.sparse;

/**
 * What solving a block of vectors came to.
 *
 * @param end why it ended
 * @param iterations how many
 * @param residual the largest over the lanes of ‖b − M x‖ / ‖b‖ in the norm of P⁻¹, from x itself: about the relative
 *     error of x in the norm of M
 * @param witness √(rᵀP⁻¹r) of the witness lane where there is one, the size of what is not resolved; otherwise 0
 */
public record BlockReport(End end, int iterations, double residual, double witness) {

  /** Why an iteration ended. */
  public enum End {
    /** Within what was asked for. */
    CONVERGED,
    /** It was on the way to more iterations than it was given patience for. */
    SLOW,
    /** The limit was reached first. */
    LIMIT,
    /** A direction p with pᵀMp < 0 was met, or a number that is not finite. */
    INDEFINITE
  }
}
