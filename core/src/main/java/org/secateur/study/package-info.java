/** Pruning and certifying composed: searched budgets, baselines, price lists, network families; what a linear reader makes of a machine. */
@NullMarked
package org.secateur.study;

import org.jspecify.annotations.NullMarked;
