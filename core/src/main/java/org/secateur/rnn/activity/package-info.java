/** What the units of a network do: moments of their rates, and covariances at an operating point with what they assume. */
@NullMarked
package org.secateur.rnn.activity;

import org.jspecify.annotations.NullMarked;
