package org.secateur.sparse;

/**
 * What a sparse Cholesky factorisation would cost, known before it is begun.
 *
 * @param certainty how the numbers are to be read
 * @param fill entries of L, its diagonal among them
 * @param flops Σ of the squared counts of L's columns: multiplications and additions of the factorisation. Inverting at
 *     the pattern of L afterwards takes about twice as many
 * @param bytes memory for the factor and for the work on it at once
 */
public record CholeskyForecast(Certainty certainty, long fill, double flops, long bytes) {

  /** How well a cost is known. */
  public enum Certainty {
    /** So much, but for the zeros stored to make blocks larger. */
    EXACT,
    /** At least so much: the elimination was not followed to its end. */
    AT_LEAST,
    /** About so much, by how fast the degrees grew when the elimination was given up. */
    EXPECTED
  }
}
