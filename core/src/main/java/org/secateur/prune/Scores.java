package org.secateur.prune;

import java.util.Optional;

import org.secateur.dynamics.Covariance;
import org.secateur.dynamics.Drift;
import org.secateur.dynamics.EdgeVariances;
import org.secateur.network.Edges;

/** One number for every edge: how much a rule wants to keep it. Immutable. */
public final class Scores {
  private final Edges edges;
  private final PruningRule rule;
  private final double[] score; // (count)
  private final double[] difference; // (count), Var(x_i − sgn(w) x_j), NaN where the rule asks for no activity
  private final double[] standardError; // (count), of the score

  private Scores(Edges edges, PruningRule rule, double[] score, double[] difference, double[] standardError) {
    this.edges = edges;
    this.rule = rule;
    this.score = score;
    this.difference = difference;
    this.standardError = standardError;
  }

  /**
   * Scores every edge of a network.
   *
   * @param covariance what the rule's {@link PruningRule#evidence} asks for; not needed for {@code NONE}
   * @throws IllegalArgumentException if the rule asks for a covariance and none is given, or returns a score that is
   *     negative or not finite
   */
  public static Scores of(Drift drift, PruningRule rule, Optional<Covariance> covariance) {
    if (rule.evidence() != PruningRule.Evidence.NONE && covariance.isEmpty()) {
      throw new IllegalArgumentException("rule " + rule.name() + " needs a covariance");
    }
    Edges edges = Edges.of(drift.network());
    int count = edges.count();
    double[] score = new double[count];
    double[] difference = new double[count];
    double[] standardError = new double[count];
    Optional<EdgeVariances> variances = covariance.map(c -> c.over(edges));
    for (int e = 0; e < count; e++) {
      int i = edges.post(e);
      int j = edges.pre(e);
      double w = edges.weight(e);
      LocalView view;
      if (covariance.isPresent()) {
        Covariance c = covariance.get();
        EdgeVariances v = variances.orElseThrow();
        difference[e] = v.difference(e);
        view = new LocalView(w, c.get(i, i), c.get(j, j), difference[e], drift.restoring(i),
            drift.restoring(j));
        double relative = difference[e] > 0 ? v.standardError(e) / difference[e] : 0;
        score[e] = rule.score(view);
        standardError[e] = rule.evidence() == PruningRule.Evidence.NONE ? 0 : relative * score[e];
      } else {
        difference[e] = Double.NaN;
        view = new LocalView(w, Double.NaN, Double.NaN, Double.NaN, drift.restoring(i), drift.restoring(j));
        score[e] = rule.score(view);
      }
      if (!(score[e] >= 0 && score[e] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "rule " + rule.name() + " gave the score " + score[e] + " to the synapse "
                + drift.network().label(j) + " -> " + drift.network().label(i));
      }
    }
    return new Scores(edges, rule, score, difference, standardError);
  }

  /** The edges scored. */
  public Edges edges() {
    return edges;
  }

  /** The rule that scored them. */
  public PruningRule rule() {
    return rule;
  }

  /** The number of edges. */
  public int count() {
    return score.length;
  }

  /** The score of edge e. */
  public double score(int e) {
    return score[e];
  }

  /** Var(x_i − sgn(w) x_j) of edge e, in Hz²; NaN where the rule asked for no activity. */
  public double difference(int e) {
    return difference[e];
  }

  /** The standard error of edge e's score; 0 where it is exact. */
  public double standardError(int e) {
    return standardError[e];
  }

  /** A copy of the scores (count). */
  public double[] toArray() {
    return score.clone();
  }

  /** The sum of the scores, in edge order. */
  public double sum() {
    double sum = 0;
    for (double s : score) {
      sum += s;
    }
    return sum;
  }

  /**
   * The Gini coefficient of the scores: 0 if all are equal, towards 1 if a few hold everything. At 0 a rule does no
   * better than uniform sampling.
   */
  public double gini() {
    double[] sorted = score.clone();
    java.util.Arrays.parallelSort(sorted);
    double sum = 0;
    double weighted = 0;
    for (int e = 0; e < sorted.length; e++) {
      sum += sorted[e];
      weighted += (2.0 * e + 1 - sorted.length) * sorted[e];
    }
    return sum > 0 ? Math.max(0, weighted / (sum * sorted.length)) : 0; // rounding may leave less than 0
  }
}
