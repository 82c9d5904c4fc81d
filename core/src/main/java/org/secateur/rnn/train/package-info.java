/**
 * Training of rate networks by backpropagation through time, in single precision through batched matrix products. The same
 * network comes out on any number of threads.
 */
@NullMarked
package org.secateur.rnn.train;

import org.jspecify.annotations.NullMarked;
