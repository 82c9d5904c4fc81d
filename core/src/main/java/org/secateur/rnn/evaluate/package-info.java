/** How well a network does its task, before and after; knows nothing of how it was pruned. */
@NullMarked
package org.secateur.rnn.evaluate;

import org.jspecify.annotations.NullMarked;
