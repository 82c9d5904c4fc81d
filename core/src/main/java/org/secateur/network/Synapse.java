package org.secateur.network;

/**
 * A directed connection.
 *
 * @param post the receiving neuron, from 0
 * @param pre the sending neuron, from 0
 * @param weight W[post][pre], in 1/s; positive excites, negative inhibits
 */
public record Synapse(int post, int pre, double weight) {
}
