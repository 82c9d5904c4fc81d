/** Pruning of Boltzmann machines as an experiment. */
@NullMarked
package org.secateur.study.machines;

import org.jspecify.annotations.NullMarked;
