package org.secateur.spark;

import java.util.Optional;
import java.util.OptionalInt;

import org.secateur.certify.Level;
import org.secateur.dynamics.LeakRule;
import org.secateur.prune.Budget;
import org.secateur.prune.Diagonal;
import org.secateur.prune.Sampling;
import org.secateur.random.Seed;
import org.secateur.study.Precision;

/**
 * Everything that decides a pruning on a cluster.
 *
 * @param input an edge list on any Hadoop file system
 * @param dropLoops whether self-connections are left out rather than refused
 * @param neurons n; empty for the largest number in the list and one
 * @param leak of each neuron; empty for a graph, whose leaks are the sums of its conductances
 * @param rule by name
 * @param precision of the sketch
 * @param budget how much to keep
 * @param sampling independent draws or a connected sample
 * @param diagonal what happens to the leaks
 * @param rescaled whether kept weights become w/p
 * @param seed of noise and draws
 * @param partitions of rows; 0 for as many as suit the cluster, see {@link RowRanges#partitions}
 * @param way vectors take; empty for the one with fewer bytes
 * @param output a folder on any Hadoop file system; empty to write nothing
 * @param certificate how much of the pair is measured; empty for nothing but components
 */
public record ClusterJob(String input, boolean dropLoops, OptionalInt neurons, Optional<LeakRule> leak,
    String rule,
    Precision precision, Budget budget, Sampling sampling, Diagonal diagonal, boolean rescaled, Seed seed,
    int partitions, Optional<RowCluster.Way> way, Optional<String> output, Optional<Level> certificate) {

  /** A graph or network pruned by its noise, with everything else as it is unless said otherwise; nothing is written. */
  public static ClusterJob of(String input, Optional<LeakRule> leak, Budget budget, Seed seed) {
    return new ClusterJob(input, false, OptionalInt.empty(), leak, "noise", Precision.DEFAULT, budget,
        Sampling.INDEPENDENT, Diagonal.MATCH, true, seed, 0, Optional.empty(), Optional.empty(),
        Optional.empty());
  }

  /** The same with another rule. */
  public ClusterJob withRule(String other) {
    return new ClusterJob(input, dropLoops, neurons, leak, other, precision, budget, sampling, diagonal,
        rescaled, seed, partitions, way, output, certificate);
  }

  /** The same with another sampling. */
  public ClusterJob withSampling(Sampling other) {
    return new ClusterJob(input, dropLoops, neurons, leak, rule, precision, budget, other, diagonal, rescaled,
        seed, partitions, way, output, certificate);
  }

  /** The same with so many partitions. */
  public ClusterJob withPartitions(int count) {
    return new ClusterJob(input, dropLoops, neurons, leak, rule, precision, budget, sampling, diagonal,
        rescaled, seed, count, way, output, certificate);
  }

  /** The same with vectors going one way. */
  public ClusterJob withWay(RowCluster.Way fixed) {
    return new ClusterJob(input, dropLoops, neurons, leak, rule, precision, budget, sampling, diagonal,
        rescaled, seed, partitions, Optional.of(fixed), output, certificate);
  }

  /** The same, written to a folder. */
  public ClusterJob withOutput(String folder) {
    return new ClusterJob(input, dropLoops, neurons, leak, rule, precision, budget, sampling, diagonal,
        rescaled, seed, partitions, way, Optional.of(folder), certificate);
  }

  /** The same with so many neurons. */
  public ClusterJob withNeurons(OptionalInt count) {
    return new ClusterJob(input, dropLoops, count, leak, rule, precision, budget, sampling, diagonal,
        rescaled,
        seed, partitions, way, output, certificate);
  }

  /** The same, with a certificate. */
  public ClusterJob withCertificate(Level level) {
    return new ClusterJob(input, dropLoops, neurons, leak, rule, precision, budget, sampling, diagonal,
        rescaled, seed, partitions, way, output, Optional.of(level));
  }
}
