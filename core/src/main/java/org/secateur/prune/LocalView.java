package org.secateur.prune;

/**
 * All that a synapse may know when it is scored: itself and its two neurons.
 *
 * @param weight w, in 1/s, never zero
 * @param variancePost C_ii of the receiving neuron, in Hz²; NaN for rules that ask for no activity
 * @param variancePre C_jj of the sending neuron, in Hz²; NaN for rules that ask for no activity
 * @param differenceVariance Var(x_i − sgn(w) x_j) = C_ii + C_jj − 2 sgn(w) C_ij, in Hz²; NaN likewise
 * @param restoringPost M_ii, the receiving neuron's leak less its self-connection, in 1/s
 * @param restoringPre M_jj of the sending neuron, in 1/s
 */
public record LocalView(double weight, double variancePost, double variancePre, double differenceVariance,
    double restoringPost, double restoringPre) {

  /** C_ij, in Hz². */
  public double covariance() {
    return Math.signum(weight) * (variancePost + variancePre - differenceVariance) / 2;
  }
}
