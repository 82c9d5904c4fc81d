/** Randomness as a function of (seed, stage, index). */
@NullMarked
package org.secateur.random;

import org.jspecify.annotations.NullMarked;
