package org.secateur.certify;

import java.util.OptionalDouble;

/**
 * How fast the slowest mode decays.
 *
 * @param original spectral abscissa of A, in 1/s, free modes left out
 * @param pruned spectral abscissa of A', in 1/s
 * @param marginKept pruned / original; empty if the original has no margin
 * @param freeModes directions not restored at all, before and after; symmetric networks only
 * @param stable whether neither has an eigenvalue with positive real part, up to rounding
 * @param residual the error either may have, in 1/s
 */
public record Stability(double original, double pruned, OptionalDouble marginKept, Change freeModes,
    boolean stable,
    double residual) {
}
