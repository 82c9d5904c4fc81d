package org.secateur.boltzmann.prune;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Samples;
import org.secateur.boltzmann.fisher.LocalInformation;
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

  /**
   * Standard error of Fisher information as the variance of v h, over the information: the median over synapses whose ends
   * are not always or never on together; 0 of exact rates, NaN without such synapses. As if samples were independent.
   */
  public double informationError() {
    double[] relative = IntStream.range(0, machine.layers() - 1).boxed().flatMapToDouble(l -> {
      double[] together = statistics.pairs(l);
      return Arrays.stream(machine.mask(l).positions()).mapToDouble(at -> together[at])
          .filter(p -> p > 0 && p < 1)
          .map(p -> LocalInformation.varianceError(p, statistics.count())
              / LocalInformation.variance(p, statistics.count()));
    }).sorted().toArray();
    return relative.length == 0
        ? Double.NaN
        : (relative[(relative.length - 1) / 2] + relative[relative.length / 2]) / 2;
  }
}
