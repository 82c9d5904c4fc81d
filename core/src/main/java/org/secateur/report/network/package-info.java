/** Reports on pruned networks. */
@NullMarked
package org.secateur.report.network;

import org.jspecify.annotations.NullMarked;
