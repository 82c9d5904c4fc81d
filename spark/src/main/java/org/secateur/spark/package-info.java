/**
 * Networks larger than one machine, on Apache Spark: partitions synapses, calls core, collects. Rows of the matrix lie in
 * partitions, vectors of one number a neuron on the driver; results are those of one machine, bit for bit.
 */
@NullMarked
package org.secateur.spark;

import org.jspecify.annotations.NullMarked;
