/** Tests of dense linear algebra. */
@NullMarked
package org.secateur.linalg;

import org.jspecify.annotations.NullMarked;
