package org.secateur.boltzmann.prune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Patterns;
import org.secateur.boltzmann.train.Training;
import org.secateur.boltzmann.train.TrainingSettings;
import org.secateur.network.Require;
import org.secateur.random.Seed;

/**
 * Rounds of scoring, cutting and training again. A round is a function of the machine before it, its number and the seed, so
 * that an experiment goes on from any round to the same bytes.
 *
 * @param criterion which synapses go first
 * @param rounds how many stay, one selection a round
 * @param source where the rates come from
 * @param cut when units go too, and what biases do
 * @param retraining how to train after each cut; empty for not at all
 * @param limit when to stop
 */
public record Pruning(Criterion criterion, List<Selection> rounds, EvidenceSource source, Cut cut,
    Optional<TrainingSettings> retraining, Limit limit) {
  public Pruning {
    rounds = List.copyOf(rounds);
  }

  /** Why an experiment ended. */
  public enum End {
    /** All rounds are done. */
    FINISHED,
    /** The limit was exceeded; the last round is the one that did. */
    LIMIT_EXCEEDED,
    /** A layer lost all its units; the last round is the one before. */
    COLLAPSED
  }

  /**
   * What came of it.
   *
   * @param rounds those that were done
   * @param end why there are no more
   */
  public record Result(List<Round> rounds, End end) {
    public Result {
      rounds = List.copyOf(rounds);
    }
  }

  /** All rounds. */
  public Result run(Machine machine, Patterns patterns, Seed seed) {
    return resume(machine, patterns, 1, seed, round -> {
    });
  }

  /**
   * The rounds from one on.
   *
   * @param machine as the round before left it, trained
   * @param patterns with the columns that the machine still has
   * @param first the round to begin with, from 1
   * @param afterRound told each round as it is done; may throw to stop
   */
  public Result resume(Machine machine, Patterns patterns, int first, Seed seed, Consumer<Round> afterRound) {
    Require.atLeast(first, 1, "first");
    List<Round> done = new ArrayList<>();
    Machine now = machine;
    Patterns data = patterns;
    for (int number = first; number <= rounds.size(); number++) {
      CutOutcome outcome = cut(now, data, number, seed);
      if (!(outcome instanceof PrunedMachine pruned)) {
        return new Result(done, End.COLLAPSED);
      }
      if (pruned.machine().units(0) < data.width()) {
        data = data.columns(pruned.survivors(0));
      }
      Machine trained = retrain(pruned.machine(), data, number, seed);
      Round round = new Round(number, pruned, trained, limit.loss().applyAsDouble(trained));
      done.add(round);
      afterRound.accept(round);
      if (round.loss() > limit.most()) {
        return new Result(done, End.LIMIT_EXCEEDED);
      }
      now = trained;
    }
    return new Result(done, End.FINISHED);
  }

  /** Scores and cuts, without training. */
  public CutOutcome cut(Machine machine, Patterns patterns, int number, Seed seed) {
    return cut(machine, evidence(machine, patterns, number, seed), number);
  }

  /** What the criterion looks at in a round; nothing is sampled for a criterion that looks at nothing. */
  public Evidence evidence(Machine machine, Patterns patterns, int number, Seed seed) {
    Seed ofRound = seed.child("round", number);
    boolean looks = criterion.needsStatistics() || criterion.needsSamples()
        || cut.compensation() == Compensation.MEAN_INPUT;
    return looks ? source.gather(machine, patterns, ofRound) : EvidenceSource.none(machine, ofRound);
  }

  /** Cuts by what {@link #evidence} found. */
  public CutOutcome cut(Machine machine, Evidence evidence, int number) {
    int[][] removed = rounds.get(number - 1).removed(machine, criterion.score(evidence), evidence.seed());
    return cut.apply(machine, removed, evidence.statistics());
  }

  /** The training after a round's cut, if there is any, for those who stop and resume it themselves. */
  public Optional<Training> training(Patterns patterns, int number, Seed seed) {
    return retraining.map(settings -> new Training(patterns, settings, seed.child("retraining", number)));
  }

  private Machine retrain(Machine machine, Patterns patterns, int number, Seed seed) {
    return training(patterns, number, seed).map(t -> t.train(machine)).orElse(machine);
  }

  /** The machine's architecture with fresh weights and biases as given: does the mask matter, or the weights? */
  public static Machine freshWeights(Machine pruned, double weightSd, float[][] biases, Seed seed) {
    return Machine.random(pruned.masks(), weightSd, biases, seed);
  }

  /** The criteria of the paper and ours, by name, in the order of its tables. */
  public static List<Criterion> allCriteria() {
    LocalCriterion variance = new LocalCriterion.VarianceInformation();
    LocalCriterion heuristic = new LocalCriterion.HeuristicInformation();
    return Arrays.asList(variance, heuristic, new GlobalCriterion.Eigenvector(),
        new LocalCriterion.SquaredWeightTimes(variance), new LocalCriterion.SquaredWeightTimes(heuristic),
        new LocalCriterion.DeletionCost(), new LocalCriterion.Magnitude(), new GlobalCriterion.Random(),
        new GlobalCriterion.Anti(variance), new GlobalCriterion.RandomUnits(),
        new GlobalCriterion.UnitDeletionCost(), new GlobalCriterion.VisibleFisherInformation(),
        new GlobalCriterion.SquaredWeightTimes(new GlobalCriterion.VisibleFisherInformation()));
  }
}
