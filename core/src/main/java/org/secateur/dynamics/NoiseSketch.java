package org.secateur.dynamics;

import org.secateur.network.Require;
import org.secateur.random.Seed;

/**
 * The covariance C = (σ²/2) M⁻¹ of a symmetric, diagonally dominant network over its synapses, from solved snapshots of
 * its noise: for networks too large for M⁻¹ itself. Immutable.
 *
 * <p><b>Snapshots.</b> With ξ, η standard normal over synapses and slacks, b = Bᵀ W^{1/2} ξ + S^{1/2} η has covariance M,
 * so x = M⁻¹ b has covariance M⁻¹: one stationary state of the noisy network, without the time that the network would
 * need to reach it (Spielman and Srivastava, SIAM J. Comput. 2011, for graphs).
 *
 * <p><b>What the neurons' own noise explains.</b> Over an edge a = e_i − s e_j of the two neurons S, the local noise b_S
 * has covariance M_SS, and cov(x, b) = I: given b_S alone, x_i − s x_j has mean aᵀ M_SS⁻¹ b_S, whose variance is
 * g = aᵀ M_SS⁻¹ a = 1/(|w| + ρ_i ρ_j/(ρ_i + ρ_j)), ρ = M_ii − |w|, the variance if all others were clamped. The remainder
 * y = x_i − s x_j − aᵀ M_SS⁻¹ b_S is Gaussian with variance R − g exactly. So R̂ = g + mean(y²) has no bias, never falls
 * below the known bound g, and only R − g carries the factor √(2/k) of k probes. Neurons likewise: b_i explains
 * 1/M_ii of (M⁻¹)_ii.
 *
 * <p><b>How many.</b> The mean relative error of k probes is about √(4/(π k)) · mean((R − g)/R); the first block measures
 * the share. <b>How exact.</b> See {@link org.secateur.sparse.BlockConjugateGradients}: every mode is resolved but for ε,
 * by default {@link #UNRESOLVED}, which shifts an R by at most 2 ε √(R (R − g)): beside an error of √(2/k)(R − g) it is
 * nothing, and it is part of the error that is stated.
 *
 * <p>Time O(k · iterations · (n + m)); memory O(n + m) and about 450 n bytes for each block of seven probes being solved.
 */
public final class NoiseSketch {
  /** The default mean relative error. */
  public static final double SCORE_ERROR = 0.05;
  /** The default ε. */
  public static final double UNRESOLVED = 0.01;
  /** Probes that are not exceeded for any error. */
  public static final int MOST_PROBES = 7_000;

  private final Drift drift;
  private final SketchSettings settings;

  private NoiseSketch(Drift drift, SketchSettings settings) {
    this.drift = drift;
    this.settings = settings;
  }

  /**
   * A sketch with the default errors.
   *
   * @throws IllegalArgumentException if the network is not symmetric
   */
  public static NoiseSketch of(Drift drift) {
    if (!drift.isSymmetric()) {
      throw new IllegalArgumentException("a sketch needs a symmetric network");
    }
    return new NoiseSketch(drift,
        new SketchSettings(0, SCORE_ERROR, UNRESOLVED, Preconditioning.AUTOMATIC, SketchProgress.NONE));
  }

  /** The same with at least so many probes, from 1; they are solved in blocks of seven. */
  public NoiseSketch probes(int count) {
    Require.atLeast(count, 1, "probes");
    return with(
        new SketchSettings(count, settings.scoreError(), settings.unresolved(), settings.preconditioning(),
            settings.progress()));
  }

  /** The same with as many probes as make the mean relative error of the edges' variances this small. */
  public NoiseSketch scoreError(double relative) {
    Require.positive(relative, "scoreError");
    return with(new SketchSettings(0, relative, settings.unresolved(), settings.preconditioning(),
        settings.progress()));
  }

  /** The same with another ε in (0, 0.1] for what the solver may leave out. */
  public NoiseSketch unresolved(double epsilon) {
    Require.positive(epsilon, "unresolved");
    Require.within(epsilon, 0, 0.1, "unresolved");
    return with(
        new SketchSettings(settings.probes(), settings.scoreError(), epsilon, settings.preconditioning(),
            settings.progress()));
  }

  /** The same with another preconditioner. */
  public NoiseSketch preconditioning(Preconditioning by) {
    return with(
        new SketchSettings(settings.probes(), settings.scoreError(), settings.unresolved(), by,
            settings.progress()));
  }

  /** The same, telling somebody how far it is. */
  public NoiseSketch progress(SketchProgress listener) {
    return with(
        new SketchSettings(settings.probes(), settings.scoreError(), settings.unresolved(),
            settings.preconditioning(),
            listener));
  }

  private NoiseSketch with(SketchSettings other) {
    return new NoiseSketch(drift, other);
  }

  /**
   * Draws, solves and collects.
   *
   * @param noiseVariance σ² in Hz²/s, positive
   * @param seed what the probes, and the preconditioner's draws, are a function of
   */
  public SketchOutcome run(double noiseVariance, Seed seed) {
    Require.positive(noiseVariance, "noiseVariance");
    int least = 0;
    for (int i = 0; i < drift.size(); i++) {
      boolean alone = drift.network().firstSynapse(i) == drift.network().firstSynapse(i + 1);
      if (drift.restoring(i) < 0 || (drift.restoring(i) == 0 && !alone)) {
        return new SketchOutcome.Growing(i, drift.restoring(i));
      }
      least = drift.slack(i) < drift.slack(least) ? i : least;
    }
    if (drift.size() > 0 && drift.slack(least) < 0) {
      return new SketchOutcome.NotDominant(least, drift.slack(least));
    }
    LocalSynapses synapses = new LocalSynapses(SparseRestoring.of(drift));
    return switch (SketchRun.of(synapses, settings, seed)) {
      case SketchOutcome.Unconverged unconverged -> unconverged;
      case SketchRun.Totals(double[] known, double[] rest, SketchFacts facts) -> new SketchOutcome.Sketched(
          new SketchedCovariance(drift, noiseVariance, synapses.edgeStart(), synapses.means(facts.probes()),
              known, rest, facts));
    };
  }
}
