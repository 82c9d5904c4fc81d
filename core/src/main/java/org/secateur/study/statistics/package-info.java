/** Statistics over repetitions: percentiles, bootstrap intervals, exact paired tests, Holm's correction. */
@NullMarked
package org.secateur.study.statistics;

import org.jspecify.annotations.NullMarked;
