/**
 * Working memory: blocks of chains that advance together, and the conditionals of a machine over a block. Mutable and not
 * exported.
 */
@NullMarked
package org.secateur.boltzmann.sweep;

import org.jspecify.annotations.NullMarked;
