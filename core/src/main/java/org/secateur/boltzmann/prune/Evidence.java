package org.secateur.boltzmann.prune;

import java.util.Optional;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Samples;
import org.secateur.boltzmann.fisher.PairStatistics;
import org.secateur.random.Seed;

/**
 * What a criterion may look at.
 *
 * @param machine what is to be pruned
 * @param statistics rates of units and pairs
 * @param samples joint states of the machine, for criteria that need more than pairs
 * @param seed for criteria that draw
 */
public record Evidence(Machine machine, PairStatistics statistics, Optional<Samples> samples, Seed seed) {

  /** Pairs alone. */
  public static Evidence of(Machine machine, PairStatistics statistics, Seed seed) {
    return new Evidence(machine, statistics, Optional.empty(), seed);
  }

  /** The joint samples. */
  Samples requireSamples(String criterion) {
    return samples
        .orElseThrow(() -> new IllegalArgumentException(criterion + " needs joint samples of the machine"));
  }
}
