/** Which synapses of a recurrent layer stay: masks, what scores synapses, how scores become a choice. */
@NullMarked
package org.secateur.rnn.mask;

import org.jspecify.annotations.NullMarked;
