package org.secateur.boltzmann.prune;

import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.fisher.LocalInformation;
import org.secateur.boltzmann.fisher.PairStatistics;

/** A criterion that a synapse could compute itself. */
@FunctionalInterface
public interface LocalCriterion extends Criterion {

  /** The score of one synapse. */
  double score(LocalActivity synapse);

  @Override
  default Scores score(Evidence evidence) {
    Machine machine = evidence.machine();
    PairStatistics statistics = evidence.statistics();
    int pairs = machine.layers() - 1;
    double[][] rates = new double[machine.layers()][];
    double[][] together = new double[pairs][];
    float[][] weights = new float[pairs][];
    for (int l = 0; l <= pairs; l++) {
      rates[l] = statistics.rates(l);
      if (l < pairs) {
        together[l] = statistics.pairs(l);
        weights[l] = machine.weights(l);
      }
    }
    return Scores.of(machine, (l, at, number) -> score(new LocalActivity(weights[l][at],
        rates[l][at / machine.units(l + 1)], rates[l + 1][at % machine.units(l + 1)], together[l][at],
        statistics.count())));
  }

  /** Fisher information as the variance of v h. Scholl, Rule and Hennig (2021). */
  record VarianceInformation() implements LocalCriterion {
    @Override
    public double score(LocalActivity s) {
      return LocalInformation.variance(s.together(), s.count());
    }
  }

  /** Fisher information from two rates and the weight. Scholl, Rule and Hennig (2021). */
  record HeuristicInformation() implements LocalCriterion {
    @Override
    public double score(LocalActivity s) {
      return LocalInformation.heuristic(s.weight(), s.lowerRate(), s.upperRate());
    }
  }

  /**
   * w² times another score: with Fisher information twice the quadratic cost of a deletion, as in Optimal Brain Damage
   * (LeCun, Denker and Solla, 1990).
   */
  record SquaredWeightTimes(LocalCriterion other) implements LocalCriterion {
    @Override
    public double score(LocalActivity s) {
      return s.weight() * s.weight() * other.score(s);
    }
  }

  /** |w|. */
  record Magnitude() implements LocalCriterion {
    @Override
    public double score(LocalActivity s) {
      return Math.abs(s.weight());
    }

    @Override
    public boolean needsStatistics() {
      return false;
    }
  }

  /** What the deletion costs the joint distribution, exactly, in nats: {@link LocalInformation#deletionCost}. */
  record DeletionCost() implements LocalCriterion {
    @Override
    public double score(LocalActivity s) {
      return LocalInformation.deletionCost(s.weight(), s.together());
    }
  }

  /** The same with ⟨v h⟩ from the heuristic. */
  record HeuristicDeletionCost() implements LocalCriterion {
    @Override
    public double score(LocalActivity s) {
      return LocalInformation.deletionCost(s.weight(),
          LocalInformation.heuristicTogether(s.weight(), s.lowerRate(), s.upperRate()));
    }
  }
}
