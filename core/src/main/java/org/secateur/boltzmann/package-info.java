/**
 * Boltzmann machines with layers of binary units, exactly. Data goes forward only:
 *
 * <pre>
 * Patterns ──train──&gt; Machine ──chains──&gt; Particles ──fisher──&gt; PairStatistics ──criterion──&gt; Scores
 *                        │                                                                      │ selection
 *                        └────evaluate────&gt; Likelihood, quality &lt;────evaluate──── Machine &lt;──cut─┘
 * </pre>
 *
 * <p>Every door is an immutable value, and training settings, schedules, criteria and selections are values too, so that
 * an experiment is one pipeline with other arguments and never another script. Packages, each seeing only those before
 * it: this one (machines, patterns, enumeration), {@code data} (generated patterns), {@code sweep} (working memory, not
 * exported), {@code chains}, {@code train}, {@code fisher}, {@code evaluate}, {@code prune}. The last two do not see each
 * other: the judge does not know the accused.
 *
 * <p>Scholl, Rule and Hennig, "The information theory of developmental pruning", PLOS Computational Biology 2021.
 */
@NullMarked
package org.secateur.boltzmann;

import org.jspecify.annotations.NullMarked;
