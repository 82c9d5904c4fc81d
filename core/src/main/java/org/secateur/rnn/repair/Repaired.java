package org.secateur.rnn.repair;

import org.secateur.rnn.mask.Mask;
import org.secateur.rnn.mask.Weights;

/**
 * A pruned layer.
 *
 * @param mask which synapses it has; a repair may cut further than its choice, never less
 * @param weights with a 0 wherever the mask keeps nothing
 */
public record Repaired(Mask mask, Weights weights) {
}
