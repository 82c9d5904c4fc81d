package org.secateur.rnn.task;

/** Puts trials that were drawn one by one side by side, as {@link org.secateur.rnn.Trials} has them. */
final class StepMajor {
  private StepMajor() {
  }

  /** all[(t · count + k) · width + c] ← trial[t · width + c] for each step t and channel c. */
  static void put(float[] trial, int width, int k, int count, float[] all) {
    for (int t = 0; t < trial.length / Math.max(1, width); t++) {
      System.arraycopy(trial, t * width, all, (t * count + k) * width, width);
    }
  }

  /** all[t · count + k] ← trial[t] for each step t. */
  static void put(int[] trial, int k, int count, int[] all) {
    for (int t = 0; t < trial.length; t++) {
      all[t * count + k] = trial[t];
    }
  }
}
