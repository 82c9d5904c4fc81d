package org.secateur.dynamics;

/** What came of a {@link NoiseSketch}. */
public sealed interface SketchOutcome {

  /** The covariance over the synapses, with its errors. */
  record Sketched(SketchedCovariance covariance) implements SketchOutcome {
  }

  /**
   * The dynamics grow: a neuron has no restoring force of its own.
   *
   * @param neuron which
   * @param restoring its M_ii, in 1/s: negative, or 0 although synapses reach it
   */
  record Growing(int neuron, double restoring) implements SketchOutcome {
  }

  /**
   * Some neuron receives more input, in absolute value, than it is restored with. Such dynamics may be stable, but their
   * noise cannot be taken apart into that of synapses and slacks.
   *
   * @param neuron the one with the least slack
   * @param slack that slack, in 1/s; negative
   */
  record NotDominant(int neuron, double slack) implements SketchOutcome {
  }

  /**
   * The solver did not come to an end within its limit.
   *
   * @param preconditioner by name
   * @param iterations of the first block that did not
   * @param residual ‖b − M x‖ / ‖b‖ reached, in the norm of the preconditioner's inverse
   */
  record Unconverged(String preconditioner, int iterations, double residual)
      implements
        SketchOutcome,
        SketchRun.End {
  }
}
