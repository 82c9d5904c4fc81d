package org.secateur.certify;

/**
 * A count before and after pruning.
 *
 * @param before in the original
 * @param after in the pruned network
 */
public record Change(long before, long after) {
}
