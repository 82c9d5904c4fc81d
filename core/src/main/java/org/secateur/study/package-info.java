/** Pruning and certifying composed: searched budgets, baselines, price lists, network families. */
@NullMarked
package org.secateur.study;

import org.jspecify.annotations.NullMarked;
