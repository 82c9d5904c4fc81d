/** Studies as values: parameters and seeds, trials and what came of them, figures, comparisons and expectations. */
@NullMarked
package org.secateur.study.trials;

import org.jspecify.annotations.NullMarked;
