package org.secateur.certify;

/**
 * How far the stationary covariance of noise-driven rates moved, off the free modes; for directed networks this is the
 * controllability Gramian of noise at every neuron.
 *
 * @param relativeErrorFrobenius ‖C' − C‖_F / ‖C‖_F
 * @param slowSubspaceError ‖P(C' − C)P‖_F / ‖PCP‖_F, P projecting on the leading principal components of C: for
 *     symmetric networks the slowest modes
 * @param subspace how many components P keeps
 * @param probes how many random vectors {@code relativeErrorFrobenius} was estimated with off those components; 0 if it
 *     is exact
 * @param standardError of that estimate; 0 if it is exact
 */
public record CovarianceFacts(double relativeErrorFrobenius, double slowSubspaceError, int subspace,
    int probes,
    double standardError) {

  /** Facts without an estimate. */
  static CovarianceFacts exact(double relativeErrorFrobenius, double slowSubspaceError, int subspace) {
    return new CovarianceFacts(relativeErrorFrobenius, slowSubspaceError, subspace, 0, 0);
  }
}
