package org.secateur.boltzmann.prune;

import org.secateur.boltzmann.Machine;

/**
 * One round.
 *
 * @param number from 1
 * @param cut the machine right after pruning, and what it lost
 * @param trained the machine after training again; the same where there was none
 * @param loss of the trained machine, as the limit measures it; NaN without a limit
 */
public record Round(int number, PrunedMachine cut, Machine trained, double loss) {
}
