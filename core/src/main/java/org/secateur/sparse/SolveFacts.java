package org.secateur.sparse;

/**
 * What a solve came to.
 *
 * @param iterations of the iterative method; 0 for a direct one
 * @param relativeResidual ‖b − M x‖₂ / ‖b‖₂ as last known, dimensionless
 * @param converged whether that is within what was asked for
 */
public record SolveFacts(int iterations, double relativeResidual, boolean converged) {
}
