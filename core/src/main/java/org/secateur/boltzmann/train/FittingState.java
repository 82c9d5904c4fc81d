package org.secateur.boltzmann.train;

import org.secateur.boltzmann.Machine;

/**
 * A {@link Fitting} between two updates. Immutable.
 *
 * @param stage from 0
 * @param machine all layers as the stages before this one left them
 * @param training of this stage: of one pair of layers, or of all
 */
public record FittingState(int stage, Machine machine, TrainingState training) {
}
