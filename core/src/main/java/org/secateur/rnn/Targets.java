package org.secateur.rnn;

import org.secateur.network.Require;

/** What a network should answer, step by step and trial by trial. */
public sealed interface Targets {

  /** Nothing is asked: the trials only drive the network. */
  record None() implements Targets {
  }

  /** A class for each step and trial: output number {@code label} should be the largest. Immutable. */
  final class Labels implements Targets {
    /** The label of a step at which any answer will do. */
    public static final int IGNORED = -1;

    private final int[] labels; // (steps · trials), step after step

    /**
     * Labels step after step, and trial after trial within a step.
     *
     * @param labels (steps · trials), each an output's number or {@link #IGNORED}; copied
     */
    public Labels(int[] labels) {
      for (int k = 0; k < labels.length; k++) {
        Require.atLeast(labels[k], IGNORED, "label " + k);
      }
      this.labels = labels.clone();
    }

    /** All of them as a new array. */
    public int[] toArray() {
      return labels.clone();
    }

    /** Label number k = step · trials + trial. */
    public int at(int k) {
      return labels[k];
    }

    /** Steps times trials. */
    public int length() {
      return labels.length;
    }
  }

  /** A value for each output, with a weight for each step and trial. Immutable. */
  final class Values implements Targets {
    private final float[] values; // (steps · trials · outputs)
    private final float[] weights; // (steps · trials), ≥ 0; 0 where any answer will do

    /**
     * Values step after step, trial after trial, output after output.
     *
     * @param values (steps · trials · outputs), finite; copied
     * @param weights (steps · trials), what an error there counts, 0 for nothing; copied
     */
    public Values(float[] values, float[] weights) {
      for (int k = 0; k < weights.length; k++) {
        Require.within(weights[k], 0, Float.MAX_VALUE, "weight " + k);
      }
      if (weights.length == 0 ? values.length != 0 : values.length % weights.length != 0) {
        throw new IllegalArgumentException(
            values.length + " values do not go evenly into " + weights.length + " steps of trials");
      }
      this.values = values.clone();
      this.weights = weights.clone();
    }

    /** All values as a new array. */
    public float[] toArray() {
      return values.clone();
    }

    /** Value number k = (step · trials + trial) · outputs + output. */
    public float at(int k) {
      return values[k];
    }

    /** Weight number k = step · trials + trial. */
    public float weight(int k) {
      return weights[k];
    }

    /** All weights as a new array. */
    public float[] weights() {
      return weights.clone();
    }
  }
}
