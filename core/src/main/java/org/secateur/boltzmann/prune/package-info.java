/** Which synapses a machine can do without: criteria, selections, cuts, and rounds of cutting and training again. */
@NullMarked
package org.secateur.boltzmann.prune;

import org.jspecify.annotations.NullMarked;
