package org.secateur.study;

import org.secateur.network.Require;

/** How well a sketch is to know its scores. */
public sealed interface Precision {

  /** What is asked for unless said otherwise: a mean error of 5 %. */
  Precision DEFAULT = new MeanError(0.05);

  /**
   * As many snapshots.
   *
   * @param count k, at least 1; the relative standard error of a bridge is √(2/k)
   */
  record Probes(int count) implements Precision {
    public Probes {
      Require.atLeast(count, 1, "probes");
    }
  }

  /**
   * As many snapshots as bring the mean over the synapses of standard error / score to a value.
   *
   * @param relative in (0, 1)
   */
  record MeanError(double relative) implements Precision {
    public MeanError {
      Require.positive(relative, "score error");
      Require.within(relative, 0, 1, "score error");
    }
  }
}
