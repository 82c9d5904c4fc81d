package org.secateur.rnn.mask;

import java.util.Set;

import org.secateur.network.Require;

/**
 * A criterion that scores and then selects.
 *
 * @param score what a synapse is worth
 * @param selection how scores become a choice
 */
public record ByScore(SynapseScore score, Selection selection) implements MaskCriterion {

  /** The highest scores of the network. */
  public static ByScore largest(SynapseScore score) {
    return new ByScore(score, new Selection.Largest());
  }

  /** The highest scores of each row. */
  public static ByScore largestPerRow(SynapseScore score) {
    return new ByScore(score, new Selection.LargestPerRow());
  }

  /** Draws with probabilities in proportion to the score. */
  public static ByScore sampled(SynapseScore score, Selection.Factor factor) {
    return new ByScore(score, new Selection.Sampled(factor));
  }

  @Override
  public String name() {
    return switch (selection) {
      case Selection.Largest largest -> score.name();
      case Selection.LargestPerRow perRow -> score.name() + " per row";
      case Selection.Sampled(Selection.Factor factor) -> score.name()
          + (factor == Selection.Factor.EXACT ? " sampled exactly" : " sampled");
    };
  }

  @Override
  public Set<Need> needs() {
    return score.needs();
  }

  @Override
  public Locality locality() {
    return score.locality().and(selection.locality());
  }

  @Override
  public Choice choose(Evidence evidence, int keep) {
    Require.within(keep, 0, evidence.weights().synapses(), "keep");
    double[] scores = score.scores(evidence);
    Weights weights = evidence.weights();
    Require.length(scores.length, weights.rows() * weights.columns(), "scores");
    for (int at = 0; at < scores.length; at++) {
      if (!(scores[at] >= 0 && scores[at] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("the score " + score.name() + " gave " + scores[at]
            + " to the synapse in row " + at / weights.columns() + " from neuron " + at % weights.columns());
      }
    }
    return selection.choose(weights, scores, keep, evidence.seed());
  }
}
