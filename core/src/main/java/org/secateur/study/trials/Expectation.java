package org.secateur.study.trials;

/**
 * Something that a study is expected to find.
 *
 * @param quantity of what
 * @param condition and what
 * @param source where the expectation comes from
 * @param claim whether the paper claims it; otherwise it is what an independent implementation or theory says
 */
public record Expectation(Quantity quantity, Condition condition, String source, boolean claim) {
}
