/** Reports on pruned machines. */
@NullMarked
package org.secateur.report.machine;

import org.jspecify.annotations.NullMarked;
