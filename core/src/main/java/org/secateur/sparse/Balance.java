package org.secateur.sparse;

/**
 * The components of a signed graph and, where a change of signs x_i → g_i x_i makes all weights of one positive, the
 * signs g. Along g such a component is held by nothing but its slack. Immutable by agreement.
 *
 * @param component (n) each row's component, from 0
 * @param count how many components there are
 * @param sign (n) g_i = ±1, or 0 where the component is frustrated
 */
@SuppressWarnings("ArrayRecordComponent")
public record Balance(int[] component, int count, byte[] sign) {
}
