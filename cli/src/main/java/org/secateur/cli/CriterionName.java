package org.secateur.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import org.secateur.boltzmann.prune.Criterion;
import org.secateur.boltzmann.prune.GlobalCriterion;
import org.secateur.boltzmann.prune.LocalCriterion;

/** The criteria by the names they have on the command line. */
enum CriterionName {
  /** What a deletion costs the joint distribution. */
  EXACT_COST,
  /** The same with rates of pairs from the heuristic. */
  EXACT_COST_LOCAL,
  /** Fisher information, the variance of v h. */
  FI_DIAGONAL,
  /** The same from two rates and the weight. */
  FI_LOCAL,
  /** Entries of the leading eigenvector of the Fisher matrix. */
  FI_EIGEN,
  /** Fisher information about the visible units alone. */
  FI_VISIBLE,
  /** Times the squared weight. */
  W2_FI_VISIBLE,
  /** Times the squared weight. */
  W2_FI_DIAGONAL,
  /** Times the squared weight. */
  W2_FI_LOCAL,
  /** |w|. */
  WEIGHT,
  /** Synapses in random order. */
  RANDOM,
  /** Most information first. */
  ANTI_FI,
  /** Whole units, by what it costs to disconnect them. */
  UNIT_COST,
  /** Whole units in random order. */
  RANDOM_UNITS;

  Criterion criterion() {
    LocalCriterion diagonal = new LocalCriterion.VarianceInformation();
    LocalCriterion local = new LocalCriterion.HeuristicInformation();
    return switch (this) {
      case EXACT_COST -> new LocalCriterion.DeletionCost();
      case EXACT_COST_LOCAL -> new LocalCriterion.HeuristicDeletionCost();
      case FI_DIAGONAL -> diagonal;
      case FI_LOCAL -> local;
      case FI_EIGEN -> new GlobalCriterion.Eigenvector();
      case FI_VISIBLE -> new GlobalCriterion.VisibleFisherInformation();
      case W2_FI_VISIBLE ->
        new GlobalCriterion.SquaredWeightTimes(new GlobalCriterion.VisibleFisherInformation());
      case W2_FI_DIAGONAL -> new LocalCriterion.SquaredWeightTimes(diagonal);
      case W2_FI_LOCAL -> new LocalCriterion.SquaredWeightTimes(local);
      case WEIGHT -> new LocalCriterion.Magnitude();
      case RANDOM -> new GlobalCriterion.Random();
      case ANTI_FI -> new GlobalCriterion.Anti(diagonal);
      case UNIT_COST -> new GlobalCriterion.UnitDeletionCost();
      case RANDOM_UNITS -> new GlobalCriterion.RandomUnits();
    };
  }

  /** Whether it averages hidden units out, which has a closed form for two layers alone. */
  boolean needsTwoLayers() {
    return this == FI_VISIBLE || this == W2_FI_VISIBLE;
  }

  /** As it is typed: fi-local. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<CriterionName> ofOption(String word) {
    return Arrays.stream(values()).filter(c -> c.word().equals(word)).findFirst();
  }

  /** All names. */
  static String words() {
    return Arrays.stream(values()).map(CriterionName::word).collect(Collectors.joining(", "));
  }
}
