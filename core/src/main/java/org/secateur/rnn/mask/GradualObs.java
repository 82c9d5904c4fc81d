package org.secateur.rnn.mask;

import java.util.Set;

import org.secateur.network.Require;

/**
 * Prunes in rounds, each to the same share of what the one before left. In a round the weights that are left are first refitted to
 * the original's input, and then those with the smallest |w'_ij| √(G_jj + ridge) go. What a synapse is worth thus takes into account
 * what its fellows have already taken over. Follow it by a refit.
 *
 * <p>Refits are always to the original weights, so that errors do not pile up. It matters most where G is not that of the task: with
 * noise alone the mask decides how much of the task is left outside of what the noise shows.
 *
 * <p>In the spirit of iterated optimal brain surgery (Wu, Kim, Murti, Kurtic, Frantar and Alistarh, "The iterative optimal brain
 * surgeon", NeurIPS 2024). Time O(rounds · rows · columns³), less as rows empty.
 *
 * @param rounds at least 1; 1 is a single choice from the original weights
 * @param ridge added to G
 */
public record GradualObs(int rounds, Ridge ridge) implements MaskCriterion {
  /** As in the evidence that is written down in docs/trained-networks-evidence.md; six do nearly as well at half the time. */
  public static final int DEFAULT_ROUNDS = 12;

  public GradualObs {
    Require.atLeast(rounds, 1, "rounds");
  }

  /** With {@link #DEFAULT_ROUNDS} and {@link DiagonalObs#PUBLISHED_RIDGE}. */
  public GradualObs() {
    this(DEFAULT_ROUNDS, DiagonalObs.PUBLISHED_RIDGE);
  }

  @Override
  public String name() {
    return "gradual obs";
  }

  @Override
  public Set<Need> needs() {
    return Set.of(Need.SECOND_MOMENT);
  }

  @Override
  public Locality locality() {
    return Locality.NETWORK;
  }

  @Override
  public Choice choose(Evidence evidence, int keep) {
    Weights weights = evidence.weights();
    int synapses = weights.synapses();
    Require.within(keep, 0, synapses, "keep");
    SecondMoment g = evidence.requireSecondMoment("gradual optimal brain surgery");
    double added = ridge.of(g);
    RowLeastSquares refit = new RowLeastSquares(evidence, ridge, name());
    Mask mask = Mask.all(weights);
    Weights now = weights;
    for (int round = 1; round <= rounds; round++) {
      int left = round == rounds
          ? keep
          : (int) Math.round(synapses * StrictMath.pow((double) keep / synapses, (double) round / rounds));
      Mask before = mask;
      Weights fitted = now;
      double[] score = SynapseScore.each(weights, (row, i, j, w) -> before.keeps(row, j)
          ? Math.abs(fitted.get(row, j)) * Math.sqrt(g.get(j, j) + added)
          : -1); // what is gone does not come back, not even for a weight that was fitted to exactly 0
      mask = Mask.largest(weights, score, left);
      now = round == rounds ? now : refit.on(mask);
    }
    return Choice.certain(mask);
  }
}
