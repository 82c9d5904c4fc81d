package org.secateur.rnn.evaluate;

import org.secateur.linalg.Matrix;

/** A trajectory of a map x ↦ f(x) and the maps of small deviations along it, step by step. Mutable. */
public interface TangentMap {

  /** The number of dimensions. */
  int dimensions();

  /**
   * Moves the trajectory one step on and a set of deviations with it.
   *
   * @param deviations (dimensions × k); replaced by Df(x) times itself, x the point before the step
   */
  @SuppressWarnings("exports")
  void advance(Matrix deviations);
}
