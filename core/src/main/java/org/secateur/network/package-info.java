/** Recurrent networks as values: neurons, synapses, leak, and what a matrix is declared to mean. */
@NullMarked
package org.secateur.network;

import org.jspecify.annotations.NullMarked;
