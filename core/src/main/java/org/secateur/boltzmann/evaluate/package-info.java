/** What a machine is worth: likelihoods, bounds on them, and the quality of its samples. Knows nothing of pruning. */
@NullMarked
package org.secateur.boltzmann.evaluate;

import org.jspecify.annotations.NullMarked;
