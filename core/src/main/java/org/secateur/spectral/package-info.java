/** Extreme and generalized eigenvalues of pairs of networks. */
@NullMarked
package org.secateur.spectral;

import org.jspecify.annotations.NullMarked;
