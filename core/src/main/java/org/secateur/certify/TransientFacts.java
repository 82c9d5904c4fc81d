package org.secateur.certify;

import java.util.List;

/**
 * What directed networks do before their slowest mode takes over.
 *
 * @param numericalAbscissa λ_max((A + Aᵀ)/2), in 1/s: the steepest growth any pattern can start with
 * @param prunedNumericalAbscissa the same of A'
 * @param peak the largest ‖exp(At)‖₂ on the grid, at least 1
 * @param prunedPeak the same of A'
 * @param propagators the grid; empty above {@link org.secateur.spectral.Propagation#MAX_NEURONS} neurons
 */
public record TransientFacts(double numericalAbscissa, double prunedNumericalAbscissa, Block<Double> peak,
    Block<Double> prunedPeak, List<Propagator> propagators) {

  /** Copies the list. */
  public TransientFacts {
    propagators = List.copyOf(propagators);
  }

  /**
   * The propagators at one time.
   *
   * @param time in s
   * @param norm ‖exp(At)‖₂
   * @param prunedNorm ‖exp(A't)‖₂
   * @param distance ‖exp(A't) − exp(At)‖₂
   */
  public record Propagator(double time, double norm, double prunedNorm, double distance) {
  }
}
