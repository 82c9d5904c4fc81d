/** Criteria that are described too loosely to be called reproductions, or do not do what they promise. */
@NullMarked
package org.secateur.rnn.mask.experimental;

import org.jspecify.annotations.NullMarked;
