package org.secateur.rnn.online;

import org.secateur.network.Require;

/**
 * The rule that every synapse follows by itself. Over a window of time it sums (x_i − sgn(w) x_j)². At the end, the mean D of
 * the window makes p = min(1, κ |w| D), in units in which |w| D estimates the synapse's leverage. Where p is clearly below 1 it
 * decides: with probability p the weight becomes w/p, otherwise it vanishes; either way the excitability of the two neurons
 * follows, so that their slack stays. Then the next window begins, twice as long. Windows of different synapses end at different times.
 *
 * <p>After one decision a survivor's leverage is about 1/κ, so that its next p is about 1: the rule comes to rest by itself,
 * with some κ N synapses. Weights are right on average whatever D was, and never change their sign (Dale).
 *
 * @param kappa κ, how many times over a synapse must be needed to be safe; positive
 * @param window how long a synapse watches at first, in leak times; each further window is twice as long
 * @param margin it leaves itself alone where p ≥ 1 − margin: what an estimate from one window cannot tell from 1; in [0, 1)
 * @param step of the simulation, in leak times; Euler's map needs less than 1
 */
public record OnlineRule(double kappa, double window, double margin, double step) {
  /** What a synapse watches: 6.8 of the theory asks for some hundred leak times where there are no bottlenecks. */
  public static final double DEFAULT_WINDOW = 100;
  /** The standard error of D over the default window, inside a cluster: √(2 / window) = 0.14. */
  public static final double DEFAULT_MARGIN = 0.15;
  /** Biases D by 5 %. */
  public static final double DEFAULT_STEP = 0.1;

  public OnlineRule {
    Require.positive(kappa, "kappa");
    Require.positive(step, "step");
    Require.within(step, 0, 0.5, "step");
    Require.within(window, step, 1e9, "window");
    if (!(margin >= 0 && margin < 1)) {
      throw new IllegalArgumentException("margin must lie in [0, 1), was " + margin);
    }
  }

  /** κ with the default window, margin and step. */
  public static OnlineRule of(double kappa) {
    return new OnlineRule(kappa, DEFAULT_WINDOW, DEFAULT_MARGIN, DEFAULT_STEP);
  }

  /** The same with another window. */
  public OnlineRule withWindow(double leakTimes) {
    return new OnlineRule(kappa, leakTimes, margin, step);
  }

  /** The same with another margin. */
  public OnlineRule withMargin(double other) {
    return new OnlineRule(kappa, window, other, step);
  }

  /** How many steps a window has. */
  int windowSteps() {
    return Math.toIntExact(Math.max(1, Math.round(window / step)));
  }
}
