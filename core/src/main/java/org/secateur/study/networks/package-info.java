/** Pruning of networks as an experiment: what is generated or read, how it is pruned, what is measured. */
@NullMarked
package org.secateur.study.networks;

import org.jspecify.annotations.NullMarked;
