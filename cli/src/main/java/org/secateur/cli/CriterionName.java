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
  EXACT_COST(new LocalCriterion.DeletionCost()),
  EXACT_COST_LOCAL(new LocalCriterion.HeuristicDeletionCost()),
  FI_DIAGONAL(new LocalCriterion.VarianceInformation()),
  FI_LOCAL(new LocalCriterion.HeuristicInformation()),
  FI_EIGEN(new GlobalCriterion.Eigenvector()),
  W2_FI_DIAGONAL(new LocalCriterion.SquaredWeightTimes(new LocalCriterion.VarianceInformation())),
  W2_FI_LOCAL(new LocalCriterion.SquaredWeightTimes(new LocalCriterion.HeuristicInformation())),
  WEIGHT(new LocalCriterion.Magnitude()),
  RANDOM(new GlobalCriterion.Random()),
  ANTI_FI(new GlobalCriterion.Anti(new LocalCriterion.VarianceInformation())),
  UNIT_COST(new GlobalCriterion.UnitDeletionCost()),
  RANDOM_UNITS(new GlobalCriterion.RandomUnits());

  private final Criterion criterion;

  CriterionName(Criterion criterion) {
    this.criterion = criterion;
  }

  Criterion criterion() {
    return criterion;
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
