/** Loops over plain arrays. Not exported: the fronts in the other packages check and allocate. */
@NullMarked
package org.secateur.kernel;

import org.jspecify.annotations.NullMarked;
