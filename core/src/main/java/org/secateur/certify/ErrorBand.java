package org.secateur.certify;

/**
 * A relative error at a time, over repeated runs.
 *
 * @param time in s
 * @param mean over the runs
 * @param standardDeviation over the runs
 */
public record ErrorBand(double time, double mean, double standardDeviation) {
}
