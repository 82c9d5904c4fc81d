package org.secateur.rnn;

import org.secateur.network.Require;

/** What running a network on trials came to. Divergence is a finding, not an error. */
public sealed interface Rollout {

  /** Every trial ran to its end. Immutable. */
  final class Completed implements Rollout {
    private final int count;
    private final int steps;
    private final int width;
    private final float[] outputs; // (steps · count · width)

    Completed(int count, int steps, int width, float[] outputs) {
      this.count = count;
      this.steps = steps;
      this.width = width;
      this.outputs = outputs;
    }

    /** How many trials. */
    public int count() {
      return count;
    }

    /** How many steps each. */
    public int steps() {
      return steps;
    }

    /** How many outputs. */
    public int width() {
      return width;
    }

    /** Output {@code o} of trial {@code k} after step {@code t}, all from 0. */
    public float output(int t, int k, int o) {
      return outputs[(Require.index(t, steps, "step") * count + Require.index(k, count, "trial")) * width
          + Require.index(o, width, "output")];
    }

    /** All outputs as a new array (steps · count · width): step after step, trial after trial. */
    public float[] outputs() {
      return outputs.clone();
    }

    /** The number of the largest output of trial k after step t; the first of equals. */
    public int largest(int t, int k) {
      int from = (Require.index(t, steps, "step") * count + Require.index(k, count, "trial")) * width;
      int best = 0;
      for (int o = 1; o < width; o++) {
        if (outputs[from + o] > outputs[from + best]) {
          best = o;
        }
      }
      return best;
    }
  }

  /**
   * A voltage left every reasonable range.
   *
   * @param step the first step at which one did, from 0
   * @param trial the first trial in which one did at that step
   * @param unit the first such unit of it
   * @param voltage what it came to; may be infinite or NaN
   */
  record Diverged(int step, int trial, int unit, float voltage) implements Rollout {
  }
}
