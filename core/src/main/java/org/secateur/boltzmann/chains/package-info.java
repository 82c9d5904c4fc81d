/** Markov chains of a machine, one random stream each. */
@NullMarked
package org.secateur.boltzmann.chains;

import org.jspecify.annotations.NullMarked;
