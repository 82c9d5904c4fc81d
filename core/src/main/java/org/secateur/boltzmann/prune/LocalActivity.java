package org.secateur.boltzmann.prune;

/**
 * What a synapse and its two ends know.
 *
 * @param weight w
 * @param lowerRate ⟨v⟩ of the unit below
 * @param upperRate ⟨h⟩ of the unit above
 * @param together ⟨v h⟩
 * @param count number of samples; infinite if exact
 */
public record LocalActivity(double weight, double lowerRate, double upperRate, double together,
    double count) {
}
