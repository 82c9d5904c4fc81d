package org.secateur.rnn;

/** Sees some trials of a simulation go by, one step after the other. Mutable, and of one thread at a time. */
@FunctionalInterface
public interface StepObserver {
  /**
   * After a step.
   *
   * @param step from 0
   * @param voltages (trials · units), trial after trial; valid during the call, not to be modified. Gated units have none: what
   *     the candidate's weights were multiplied with stands here, r ∘ h or h of the step before
   * @param rates (trials · units) likewise, noise included; the states h of gated units
   */
  void observe(int step, float[] voltages, float[] rates);
}
