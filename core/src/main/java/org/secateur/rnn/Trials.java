package org.secateur.rnn;

import org.secateur.network.Require;

/**
 * Trials of equal length that are run side by side: what goes in, and what should come out. Immutable.
 *
 * <p>Step after step, trial after trial within a step, channel after channel within a trial: channel c of trial k at step
 * t is number (t · count + k) · inputs + c. A step of all trials is thus one matrix (count × inputs).
 */
public final class Trials {
  private final int count;
  private final int steps;
  private final int inputs;
  private final float[] values; // (steps · count · inputs)
  private final Targets targets;

  /**
   * A batch.
   *
   * @param count how many trials
   * @param steps how many steps each
   * @param inputs how many input channels
   * @param values (steps · count · inputs) finite, in the order above; copied
   * @param targets for (steps · count) steps of trials
   */
  public Trials(int count, int steps, int inputs, float[] values, Targets targets) {
    this.count = Require.atLeast(count, 1, "count");
    this.steps = Require.atLeast(steps, 1, "steps");
    this.inputs = Require.atLeast(inputs, 0, "inputs");
    int moments = Math.multiplyExact(count, steps);
    Require.length(values.length, Math.multiplyExact(moments, inputs), "input values");
    for (int q = 0; q < values.length; q++) {
      if (!Float.isFinite(values[q])) {
        int moment = q / inputs;
        throw new IllegalArgumentException(
            "inputs must be finite, but channel %d of trial %d at step %d is %s"
                .formatted(q % inputs, moment % count, moment / count, values[q]));
      }
    }
    switch (targets) {
      case Targets.None() -> {
      }
      case Targets.Labels labels -> Require.length(labels.length(), moments, "labels");
      case Targets.Values wanted -> Require.length(wanted.weights().length, moments, "target weights");
    }
    this.values = values.clone();
    this.targets = targets;
  }

  /** Trials without input or target: for what a network does on its own, or driven by noise. */
  public static Trials silent(int count, int steps, int inputs) {
    return new Trials(count, steps, inputs,
        new float[Math.multiplyExact(Math.multiplyExact(count, steps), inputs)],
        new Targets.None());
  }

  /** How many trials. */
  public int count() {
    return count;
  }

  /** How many steps each. */
  public int steps() {
    return steps;
  }

  /** How many input channels. */
  public int inputs() {
    return inputs;
  }

  /** What should come out. */
  public Targets targets() {
    return targets;
  }

  /** All inputs as a new array (steps · count · inputs). */
  public float[] values() {
    return values.clone();
  }

  /**
   * Copies one step of some trials: (trials × inputs), trial after trial.
   *
   * @param into its first {@code trials} · inputs entries are overwritten
   */
  public void copyStep(int step, int first, int trials, float[] into) {
    System.arraycopy(values, (step * count + first) * inputs, into, 0, trials * inputs);
  }

  /** Trials [from, to) as a batch of their own, targets included. */
  public Trials slice(int from, int to) {
    Require.index(from, count, "from");
    Require.within(to, from + 1, count, "to");
    int n = to - from;
    Targets part = switch (targets) {
      case Targets.None none -> none;
      case Targets.Labels labels -> new Targets.Labels(cut(labels.toArray(), from, n));
      case Targets.Values wanted -> new Targets.Values(
          cut(wanted.toArray(), from, n, wanted.toArray().length / (steps * count)),
          cut(wanted.weights(), from, n, 1));
    };
    return new Trials(n, steps, inputs, cut(values, from, n, inputs), part);
  }

  private float[] cut(float[] all, int from, int n, int width) {
    float[] part = new float[steps * n * width];
    for (int t = 0; t < steps; t++) {
      System.arraycopy(all, (t * count + from) * width, part, t * n * width, n * width);
    }
    return part;
  }

  private int[] cut(int[] all, int from, int n) {
    int[] part = new int[steps * n];
    for (int t = 0; t < steps; t++) {
      System.arraycopy(all, t * count + from, part, t * n, n);
    }
    return part;
  }

  /** The same inputs from the last step to the first, without targets. */
  public Trials backwards() {
    float[] turned = new float[values.length];
    int step = count * inputs;
    for (int t = 0; t < steps; t++) {
      System.arraycopy(values, t * step, turned, (steps - 1 - t) * step, step);
    }
    return new Trials(count, steps, inputs, turned, new Targets.None());
  }

  /** Trials with the same targets and other inputs, (step · trials + trial) · channels + channel. */
  public Trials withInputs(int channels, float[] others) {
    return new Trials(count, steps, channels, others, targets);
  }

  @Override
  public String toString() {
    return "Trials[%d of %d steps, %d inputs, %s]".formatted(count, steps, inputs,
        targets.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT));
  }
}
