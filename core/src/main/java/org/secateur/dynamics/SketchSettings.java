package org.secateur.dynamics;

/**
 * How a sketch is made.
 *
 * @param probes at least so many; 0 to go by the error
 * @param scoreError mean relative error
 * @param unresolved ε
 * @param preconditioning of the solver
 * @param progress who is told how far it is
 */
public record SketchSettings(int probes, double scoreError, double unresolved,
    Preconditioning preconditioning, SketchProgress progress) {
}
