/** The report on a pruned layer of a trained network. */
@NullMarked
package org.secateur.report.recurrent;

import org.jspecify.annotations.NullMarked;
