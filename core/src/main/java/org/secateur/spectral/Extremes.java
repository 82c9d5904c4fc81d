package org.secateur.spectral;

/**
 * The two ends of a spectrum.
 *
 * @param lowest the smallest eigenvalues, ascending; fewer than asked for if the space has no more
 * @param highest the largest eigenvalues, ascending
 * @param converged whether every residual met the tolerance. If not, a true smallest eigenvalue is at most
 *     {@code lowest} and a true largest one at least {@code highest}: Ritz values lie inside the spectrum
 * @param steps applications of the operator
 */
public record Extremes(Eigenpairs lowest, Eigenpairs highest, boolean converged, int steps) {
}
