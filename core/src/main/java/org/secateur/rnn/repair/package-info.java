/** What happens to the weights that stay: nothing, 1/p, gains, least squares. */
@NullMarked
package org.secateur.rnn.repair;

import org.jspecify.annotations.NullMarked;
