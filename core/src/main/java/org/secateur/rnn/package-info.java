/**
 * Trained recurrent networks of rate units, and what is done to them. Data goes forward only:
 *
 * <pre>
 * Trials ──train(Seed)──&gt; RateNetwork ──activity──&gt; covariance, second moment ──mask──&gt; which synapses stay ─┐
 *                             │                                      └────────repair──&gt; what they become ───┤
 *                             └──evaluate──&gt; performance before and after &lt;──evaluate── withRecurrent(W') &lt;─┘
 * </pre>
 *
 * <p>Which synapses go (the mask) and what happens to the survivors (the repair) are separate values: the first knows
 * nothing of the second. Packages, each seeing only those before it: this one (networks, trials, simulation), {@code task}, {@code train},
 * {@code activity}, {@code mask}, {@code repair}, {@code online}, {@code evaluate}.
 *
 * <p>Matrices are row after row in flat arrays of floats, row = postsynaptic; W[i · units + j] is the synapse j → i.
 */
@NullMarked
package org.secateur.rnn;

import org.jspecify.annotations.NullMarked;
