package org.secateur.rnn.mask;

import org.secateur.prune.WaterFilling;
import org.secateur.random.Seed;

/** How scores become a choice of so many synapses. */
public sealed interface Selection {

  /** How far it must look. */
  Locality locality();

  /**
   * The choice.
   *
   * @param score (rows · columns), never negative, 0 where there is no synapse; not modified
   * @param keep how many are to stay
   */
  Choice choose(Weights weights, double[] score, int keep, Seed seed);

  /** The highest scores of the network, exactly so many, ties by position. */
  record Largest() implements Selection {
    @Override
    public Locality locality() {
      return Locality.NETWORK;
    }

    @Override
    public Choice choose(Weights weights, double[] score, int keep, Seed seed) {
      return Choice.certain(Mask.largest(weights, score, keep));
    }
  }

  /** The highest scores of each row, in proportion to the synapses that it has. */
  record LargestPerRow() implements Selection {
    @Override
    public Locality locality() {
      return Locality.NEURON;
    }

    @Override
    public Choice choose(Weights weights, double[] score, int keep, Seed seed) {
      return Choice.certain(Mask.largestPerRow(weights, score, keep));
    }
  }

  /**
   * Each synapse stays with probability p = min(1, κ q), independently. Once κ is known a synapse need not look at any
   * other.
   */
  record Sampled(Factor factor) implements Selection {
    @Override
    public Locality locality() {
      return Locality.SYNAPSE;
    }

    @Override
    public Choice choose(Weights weights, double[] score, int keep, Seed seed) {
      double kappa = factor.of(score, keep);
      double[] p = new double[score.length];
      for (int at = 0; at < p.length; at++) {
        p[at] = WaterFilling.probability(kappa, score[at]);
      }
      int columns = weights.columns();
      Mask mask = Mask.of(weights.rows(), columns, (i, j) -> {
        int at = i * columns + j;
        return p[at] > 0 && seed.uniform("keep", at) < p[at];
      });
      return Choice.sampled(mask, p, keep);
    }
  }

  /** What κ is. */
  enum Factor {
    /**
     * κ = keep / Σ q, before probabilities are clipped at 1: as published for trained networks. The expected number falls
     * short of what was asked for, at s = 0.5 by a tenth.
     */
    BEFORE_CLIPPING {
      @Override
      double of(double[] score, int keep) {
        double sum = 0;
        for (double q : score) {
          sum += q;
        }
        return sum > 0 ? keep / sum : 0;
      }
    },
    /** κ with Σ min(1, κ q) = keep. */
    EXACT {
      @Override
      double of(double[] score, int keep) {
        return WaterFilling.factor(score, keep);
      }
    };

    abstract double of(double[] score, int keep);
  }
}
