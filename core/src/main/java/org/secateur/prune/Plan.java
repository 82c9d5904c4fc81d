package org.secateur.prune;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

import org.secateur.network.Edges;
import org.secateur.random.Seed;

/** A keep probability for every edge; nothing is removed yet. Immutable. */
public final class Plan {
  private final Scores scores;
  private final Sampling sampling;
  private final int neurons;
  private final double factor;
  private final double[] probability; // (count)

  private Plan(Scores scores, Sampling sampling, int neurons, double factor, double[] probability) {
    this.scores = scores;
    this.neurons = neurons;
    this.sampling = sampling;
    this.factor = factor;
    this.probability = probability;
  }

  /**
   * The plan that meets a budget.
   *
   * @param unitsPerLeverage how many of the rule's score units make a leverage of 1: σ²/2 for noise-driven scores, 1 for
   *     effective resistance; used by {@link Budget.Epsilon} alone
   * @throws IllegalArgumentException if the budget asks for more edges than there are, or, for
   *     {@link Sampling#CONNECTED}, for fewer than the spanning forest has
   */
  public static Plan of(Scores scores, Budget budget, Sampling sampling, int neurons,
      double unitsPerLeverage) {
    int count = scores.count();
    double[] score = scores.toArray();
    boolean[] certain = sampling == Sampling.CONNECTED
        ? SpanningForest.of(scores, neurons)
        : new boolean[count];
    int forest = 0;
    for (int e = 0; e < count; e++) {
      if (certain[e]) {
        forest++;
        score[e] = 0;
      }
    }
    double factor = factor(budget, sampling, count, forest, neurons, unitsPerLeverage,
        target -> WaterFilling.factor(score, target));
    double[] probability = new double[count];
    if (scores.rule().selection() == PruningRule.Selection.LARGEST) {
      chooseLargest(scores, certain, wholeEdges(budget, count), probability);
    } else {
      for (int e = 0; e < count; e++) {
        probability[e] = certain[e] ? 1 : WaterFilling.probability(factor, score[e]);
      }
    }
    return new Plan(scores, sampling, neurons, factor, probability);
  }

  /**
   * c in p = min(1, c · score), for the edges that are not certain.
   *
   * @param count of edges
   * @param forest how many of them are certain
   * @param fill the factor with which the others add up to a number
   * @throws IllegalArgumentException as {@link #of}
   */
  public static double factor(Budget budget, Sampling sampling, long count, long forest, int neurons,
      double unitsPerLeverage, DoubleUnaryOperator fill) {
    return switch (budget) {
      case Budget.KeepFraction(double f) -> fill.applyAsDouble(free(f * count, forest, count, sampling));
      case Budget.EdgeCount(long edges) -> fill.applyAsDouble(free((double) edges, forest, count, sampling));
      case Budget.Epsilon epsilon -> epsilon.kappa(neurons) / unitsPerLeverage;
    };
  }

  private static double free(double target, long forest, long count, Sampling sampling) {
    if (target > count) {
      throw new IllegalArgumentException("the budget is " + target + " edges, but there are only " + count);
    }
    if (sampling == Sampling.CONNECTED) {
      long whole = Math.round(target);
      if (whole < forest) {
        throw new IllegalArgumentException(
            "the budget is " + whole + " edges, but the spanning forest needs " + forest);
      }
      return (double) (whole - forest);
    }
    return target;
  }

  private static long wholeEdges(Budget budget, int count) {
    return switch (budget) {
      case Budget.KeepFraction(double f) -> Math.round(f * count);
      case Budget.EdgeCount(long edges) -> edges;
      case Budget.Epsilon epsilon -> throw new IllegalArgumentException(
          "an epsilon budget needs a rule that samples, and " + epsilon
              + " was given with one that does not");
    };
  }

  /** The highest scores, ties by position: all above the lowest that still fits, and of those equal to it the first. */
  private static void chooseLargest(Scores scores, boolean[] certain, long budget, double[] probability) {
    double[] free = new double[certain.length];
    int count = 0;
    for (int e = 0; e < certain.length; e++) {
      probability[e] = certain[e] ? 1 : 0;
      if (!certain[e]) {
        free[count++] = scores.score(e);
      }
    }
    int wanted = Math.clamp(budget - (certain.length - count), 0, count);
    if (wanted == 0) {
      return;
    }
    Arrays.parallelSort(free, 0, count);
    double lowest = free[count - wanted];
    int ties = 0;
    for (int k = count - wanted; k < count && free[k] == lowest; k++) {
      ties++;
    }
    for (int e = 0; e < certain.length; e++) {
      double score = scores.score(e);
      if (!certain[e] && (score > lowest || (score == lowest && ties-- > 0))) {
        probability[e] = 1;
      }
    }
  }

  /**
   * The choice a seed makes. Draws of independent plans are keyed by the edge alone, so that an edge kept at 10 % is
   * kept at 20 %.
   *
   * @return (count) whether each edge is kept
   */
  public boolean[] draw(Seed seed) {
    return sampling == Sampling.CONNECTED ? systematic(seed) : independent(seed);
  }

  private boolean[] independent(Seed seed) {
    Edges edges = scores.edges();
    boolean[] kept = new boolean[probability.length];
    for (int e = 0; e < kept.length; e++) {
      kept[e] = seed.uniform("keep", edges.key(e)) < probability[e];
    }
    return kept;
  }

  /**
   * Points one apart from a random start, laid over the probabilities end to end, in an order that spreads the sample evenly
   * over neurons.
   */
  private boolean[] systematic(Seed seed) {
    Edges edges = scores.edges();
    int[] rank = SystematicOrder.rank(edges, probability, neurons);
    int[] order = SystematicOrder.of(edges, rank);
    double[] laid = new double[order.length];
    int[] end = new int[neurons + 1]; // of each neuron's stretch, by rank, in end[rank + 1]
    for (int k = 0; k < order.length; k++) {
      laid[k] = probability[order[k]];
      end[Math.min(rank[edges.post(order[k])], rank[edges.pre(order[k])]) + 1] = k + 1;
    }
    double[] length = new double[neurons];
    for (int r = 0; r < neurons; r++) {
      end[r + 1] = Math.max(end[r], end[r + 1]);
      length[r] = SystematicStretch.length(laid, end[r], end[r + 1]);
    }
    double[] bound = SystematicStretch.bounds(length);
    double start = seed.uniform("keep-systematic", 0);
    boolean[] walked = new boolean[order.length];
    for (int r = 0; r < neurons; r++) {
      SystematicStretch.draw(laid, end[r], end[r + 1], bound[r], bound[r + 1], start, walked);
    }
    boolean[] kept = new boolean[order.length];
    for (int k = 0; k < order.length; k++) {
      kept[order[k]] = walked[k];
    }
    return kept;
  }

  /** The scores the plan was made from. */
  public Scores scores() {
    return scores;
  }

  /** How the draw is made. */
  public Sampling sampling() {
    return sampling;
  }

  /** c in p = min(1, c · score). */
  public double factor() {
    return factor;
  }

  /** The probability that edge e stays. */
  public double keepProbability(int e) {
    return probability[e];
  }

  /** A copy of the probabilities (count). */
  public double[] keepProbabilities() {
    return probability.clone();
  }

  /** The expected number of kept edges. */
  public double expectedEdges() {
    double sum = 0;
    for (double p : probability) {
      sum += p;
    }
    return sum;
  }
}
