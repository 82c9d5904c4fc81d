package org.secateur.certify;

import java.util.List;
import java.util.Optional;

import org.secateur.dynamics.PairedTrajectories;
import org.secateur.spectral.MatchedMode;
import org.secateur.spectral.SpectrumErrors;

/**
 * What was guaranteed or measured of a pair of networks. A value: it holds numbers, and sentences are made elsewhere.
 *
 * @param status the verdict
 * @param findings why the verdict is {@link Status#NOT_PRESERVED} or {@link Status#REFUSED}; otherwise empty
 * @param claims the tolerances that were stated
 * @param pair which networks
 * @param assumptions what the theorem asks for, and the guarantee if there is one
 * @param worstDirection extreme change over all patterns
 * @param modes the slowest modes, matched
 * @param stability spectral abscissas
 * @param spectrum errors of all eigenvalues
 * @param trajectories error against time
 * @param noiseTrajectories simulated error against time, linear units, same noise in both
 * @param rectified what rectified units do, if asked for
 * @param noiseCovariance error of the stationary covariance
 * @param transients transient growth; directed networks only
 * @param structure what is left of the wiring
 * @param components each component by itself, if the original is disconnected and symmetric; of very many the largest
 * @param componentsLeftOut how many components of two neurons or more are not among them
 */
public record Certificate(Status status, List<Finding> findings, List<Claim> claims, Pair pair,
    Assumptions assumptions, Block<WorstDirection> worstDirection, Block<List<MatchedMode>> modes,
    Block<Stability> stability, Block<SpectrumErrors> spectrum, Block<TrajectoryFacts> trajectories,
    Block<PairedTrajectories> noiseTrajectories, Block<RectifiedFacts> rectified,
    Block<CovarianceFacts> noiseCovariance,
    Block<TransientFacts> transients, StructureFacts structure,
    List<ComponentFact> components, int componentsLeftOut) {

  /** Copies the lists. */
  public Certificate {
    findings = List.copyOf(findings);
    claims = List.copyOf(claims);
    components = List.copyOf(components);
  }

  /**
   * Which networks.
   *
   * @param neurons n, the same for both
   * @param edges see {@link StructureFacts#edges}
   */
  public record Pair(int neurons, Change edges) {
  }

  /** The largest relative error of the matched slow modes, if there are any. */
  public Optional<Double> slowModesMaxError() {
    return modes.measured().flatMap(m -> m.stream().map(MatchedMode::relativeError).max(Double::compare));
  }
}
