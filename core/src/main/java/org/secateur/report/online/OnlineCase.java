package org.secateur.report.online;

import java.util.OptionalDouble;

import org.secateur.report.Setting;
import org.secateur.rnn.online.History;
import org.secateur.rnn.online.OnlineRule;

/**
 * All that a report on a network that pruned itself is made from.
 *
 * @param history where it began, and every decision
 * @param rule that every synapse followed
 * @param rest how many leak times it needed to come to rest; empty if time was up before
 * @param equallyFast whether all neurons are equally fast
 * @param seed of the noise and of every decision
 * @param setting what only the program around knows
 */
public record OnlineCase(History history, OnlineRule rule, OptionalDouble rest, boolean equallyFast,
    long seed,
    Setting setting) {
}
