package org.secateur.certify;

import java.util.OptionalDouble;

/**
 * One component of a disconnected original, certified by itself.
 *
 * @param component number, from 0, by first neuron
 * @param firstNeuron its first neuron, from 0
 * @param neurons how many neurons it has
 * @param pieces into how many components the pruned network breaks it
 * @param smallestSlack in 1/s
 * @param free whether it has a free mode: balanced signs and no slack
 * @param low smallest pencil ratio on it; empty if it has nothing restored
 * @param high largest
 */
public record ComponentFact(int component, int firstNeuron, int neurons, int pieces, double smallestSlack,
    boolean free, OptionalDouble low, OptionalDouble high) {
}
