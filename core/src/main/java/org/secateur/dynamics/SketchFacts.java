package org.secateur.dynamics;

import org.secateur.random.Seed;

/**
 * What a sketched covariance rests on.
 *
 * @param probes independent stationary snapshots solved for
 * @param preconditioner of the solver, by name
 * @param iterations of conjugate gradients, the most that any block took
 * @param residual ‖b − M x‖ / ‖b‖ in the norm of the preconditioner's inverse, the largest over all probes, from the solutions themselves
 * @param unresolved ε: how much of any mode the solver left out, relative to the mode, estimated by a witness; a
 *     variance R over an edge is off by at most about 2 ε √(R (R − g)), g its local part
 * @param meanError the mean over the edges of the expected relative error of their variances
 * @param freeModes how many modes have no restoring force at all
 * @param seed what the probes are a function of
 */
public record SketchFacts(int probes, String preconditioner, int iterations, double residual,
    double unresolved,
    double meanError, int freeModes, Seed seed) {
}
