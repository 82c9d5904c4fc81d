package org.secateur.linalg;

/**
 * The real Schur form A = Z T Zᵀ.
 *
 * @param t quasi upper triangular: a 2×2 block on the diagonal for each complex pair
 * @param z orthogonal
 * @param spectrum the eigenvalues in the order of the diagonal of T
 */
public record RealSchur(Matrix t, Matrix z, Spectrum spectrum) {
}
