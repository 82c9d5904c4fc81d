package org.secateur.rnn;

/** Sees some trials of a simulation go by, one step after the other. Mutable, and of one thread at a time. */
@FunctionalInterface
public interface StepObserver {
  /**
   * After a step.
   *
   * @param step from 0
   * @param voltages (trials · units), trial after trial; valid during the call, not to be modified
   * @param rates (trials · units) likewise, noise included
   */
  void observe(int step, float[] voltages, float[] rates);
}
