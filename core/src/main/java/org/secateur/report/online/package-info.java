/** The report on a network that pruned itself: the network over time, and what local decisions came to. */
@NullMarked
package org.secateur.report.online;

import org.jspecify.annotations.NullMarked;
