/** Rules, budgets, plans and draws. Nothing here judges the result. */
@NullMarked
package org.secateur.prune;

import org.jspecify.annotations.NullMarked;
