/** Fisher information of a machine's parameters: exact, sampled, and by local rules. */
@NullMarked
package org.secateur.boltzmann.fisher;

import org.jspecify.annotations.NullMarked;
