package org.secateur.certify;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is left of the wiring.
 *
 * @param edges how many there were and are: pairs of a symmetric network, synapses of a directed one, self-connections
 *     left out; pairs if both networks are symmetric
 * @param components weakly connected components
 * @param isolated neurons without any connection
 * @param minInDegree fewest synapses onto a neuron
 * @param minOutDegree fewest synapses from a neuron
 * @param largestAmplification largest |w'/w| of a kept synapse; empty if none is kept
 * @param strengthCorrelation Pearson's correlation of Σ_j |w_ij| before and after, over neurons; empty if either is
 *     the same for all
 * @param weightsUnchanged whether every kept synapse has its weight to the last bit
 * @param foreignSynapses synapses that the original lacks
 * @param bridgesKept edges between groups, before and after, if groups were given
 */
public record StructureFacts(Change edges, Change components, Change isolated, Change minInDegree,
    Change minOutDegree, OptionalDouble largestAmplification, OptionalDouble strengthCorrelation,
    boolean weightsUnchanged, long foreignSynapses, Optional<Change> bridgesKept) {
}
