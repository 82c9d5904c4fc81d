package org.secateur.study.networks;

import java.util.Optional;

import org.secateur.dynamics.Covariance;
import org.secateur.dynamics.Drift;
import org.secateur.dynamics.NoiseSimulation;
import org.secateur.dynamics.RecordedActivity;
import org.secateur.dynamics.SampledCovariance;
import org.secateur.dynamics.SimulatedStationarity;
import org.secateur.dynamics.SimulationSettings;
import org.secateur.dynamics.Start;
import org.secateur.linalg.Cholesky;
import org.secateur.linalg.CholeskyOutcome;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Matrix;
import org.secateur.prune.PruningRule;
import org.secateur.prune.Scores;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;
import org.secateur.study.ScoreFacts;
import org.secateur.study.ScoreMethod;
import org.secateur.study.Scoring;
import org.secateur.study.Unscored;

/** Scores from as much activity as a neuron could see: so many snapshots, or so long a stretch. */
final class SampledActivity {
  /** Euler's step in leak times, as in the reference. */
  static final double STEP = 0.1;
  private final Drift drift;
  private final Seed seed;

  SampledActivity(Drift drift, Seed seed) {
    this.drift = drift;
    this.seed = seed;
  }

  /**
   * From independent draws of the stationary activity of a symmetric network, N(0, σ²/2 M⁻¹) at σ² = 1: x = L⁻ᵀz / √2 with
   * M = L Lᵀ.
   */
  Scoring snapshots(PruningRule rule, int count) {
    int n = drift.size();
    if (!(DenseAlgebra.best()
        .cholesky(drift.restoringMatrix()) instanceof CholeskyOutcome.Factored(Cholesky factor))) {
      return new Unscored.Unstable(0);
    }
    NoiseStream stream = seed.stream("snapshots");
    double[] z = new double[n];
    Matrix draws = Matrix.zeros(n, count);
    for (int k = 0; k < count; k++) {
      stream.fillGaussian(z);
      draws.setColumn(k, z);
    }
    Matrix x = factor.solveLowerTransposed(draws);
    x.scale(Math.sqrt(Scoring.UNIT_NOISE / 2));
    // columns are moments: column-major is moment after moment
    SampledCovariance c = RecordedActivity.of(count, n, x.toColumnMajor()).covariance(drift.network(),
        RecordedActivity.Moments.INDEPENDENT);
    return ready(rule, c);
  }

  /** From one simulated stretch of so many steps of {@link #STEP} leak times, every step seen. */
  Scoring simulated(PruningRule rule, int steps, boolean fromRest) {
    double step = STEP * SimulationSettings.leakTime(drift);
    SimulationSettings settings = new SimulationSettings(step, 0, steps * step, step, 1, 1);
    NoiseSimulation simulation = NoiseSimulation.linear(drift, settings)
        .from(fromRest ? new Start.Rest() : new Start.Stationary());
    return switch (simulation.run(Scoring.UNIT_NOISE, seed)) {
      case SimulatedStationarity.Growing(double rate, double time) -> new Unscored.Unstable(rate);
      case SimulatedStationarity.Sampled(SampledCovariance c) -> ready(rule, c);
    };
  }

  private Scoring ready(PruningRule rule, Covariance c) {
    return new Scoring.Ready(Scores.of(drift, rule, Optional.of(c)), Scoring.UNIT_NOISE / 2,
        new ScoreFacts(ScoreMethod.RECORDING, 0, Optional.empty(), Optional.empty()));
  }
}
