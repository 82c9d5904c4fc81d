package org.secateur.spectral;

import java.util.OptionalDouble;

/**
 * A slow mode of the original and the mode of the pruned network that it became.
 *
 * @param k rank from 1, the slowest that has a restoring force
 * @param original real part of the eigenvalue of A, in 1/s
 * @param originalImaginary its imaginary part, in 1/s; 0 for symmetric networks
 * @param pruned real part of the eigenvalue of A' matched to it, in 1/s
 * @param prunedImaginary its imaginary part, in 1/s
 * @param relativeError |λ' − λ| / |λ|
 * @param residual the larger of the residuals of the two, in 1/s; see {@link SlowModes#residual}
 * @param vectorOverlap length of the original's unit eigenvector inside the span of the pruned network's eigenvectors
 *     of the same group, 1 if the mode survives and 0 if it is lost; empty for directed networks, and where the group
 *     goes on beyond the modes computed
 */
public record MatchedMode(int k, double original, double originalImaginary, double pruned,
    double prunedImaginary,
    double relativeError, double residual, OptionalDouble vectorOverlap) {
}
