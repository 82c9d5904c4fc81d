package org.secateur.rnn.mask;

import java.util.Arrays;

import org.secateur.network.Require;

/** A mask and how it came about: what a repair may know. Immutable. */
public final class Choice {
  private final Mask mask;
  private final int budget;
  private final double[] keepProbability; // (rows · columns), or empty where nothing was left to chance

  private Choice(Mask mask, int budget, double[] keepProbability) {
    this.mask = mask;
    this.budget = budget;
    this.keepProbability = keepProbability;
  }

  /** A mask that was chosen without chance, or that somebody else chose. */
  public static Choice certain(Mask mask) {
    return new Choice(mask, mask.count(), new double[0]);
  }

  /**
   * A mask that was drawn.
   *
   * @param keepProbability (rows · columns), in [0, 1], positive where the mask keeps; copied
   * @param budget how many synapses were asked for
   */
  public static Choice sampled(Mask mask, double[] keepProbability, int budget) {
    Require.length(keepProbability.length, mask.rows() * mask.columns(), "keepProbability");
    Require.atLeast(budget, 0, "budget");
    double[] p = keepProbability.clone();
    for (int at = 0; at < p.length; at++) {
      Require.within(p[at], 0, 1, "keepProbability");
      if (p[at] == 0 && mask.keeps(at / mask.columns(), at % mask.columns())) {
        throw new IllegalArgumentException("a synapse was kept that had no chance to be");
      }
    }
    return new Choice(mask, budget, p);
  }

  /** Which synapses stay. */
  public Mask mask() {
    return mask;
  }

  /** How many were asked for. */
  public int budget() {
    return budget;
  }

  /** Whether chance decided. */
  public boolean isSampled() {
    return keepProbability.length > 0;
  }

  /** The probability that a synapse was kept with: 1 or 0, by the mask, where chance did not decide. */
  public double keepProbability(int row, int pre) {
    return isSampled() ? keepProbability[row * mask.columns() + pre] : mask.keeps(row, pre) ? 1 : 0;
  }

  /** 1/p of every synapse that could have been kept, ascending, a new array; empty where chance did not decide. */
  public double[] amplifications() {
    return Arrays.stream(keepProbability).filter(p -> p > 0).map(p -> 1 / p).sorted().toArray();
  }
}
