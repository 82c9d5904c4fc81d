/** Generated patterns, each a function of a seed and its own index. */
@NullMarked
package org.secateur.boltzmann.data;

import org.jspecify.annotations.NullMarked;
