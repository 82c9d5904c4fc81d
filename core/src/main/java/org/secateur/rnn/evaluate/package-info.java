/** How well a network does its task, and what its dynamics are like; knows nothing of how it was pruned. */
@NullMarked
package org.secateur.rnn.evaluate;

import org.jspecify.annotations.NullMarked;
