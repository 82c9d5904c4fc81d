package org.secateur.study;

import java.util.Optional;

import org.secateur.dynamics.Covariance;
import org.secateur.dynamics.Drift;
import org.secateur.dynamics.NoiseSketch;
import org.secateur.dynamics.NoiseSimulation;
import org.secateur.dynamics.RecordedActivity;
import org.secateur.dynamics.SampledCovariance;
import org.secateur.dynamics.SelectedCovariance;
import org.secateur.dynamics.SimulatedStationarity;
import org.secateur.dynamics.SimulationSettings;
import org.secateur.dynamics.SketchOutcome;
import org.secateur.dynamics.SketchedCovariance;
import org.secateur.dynamics.StationaryCovariance;
import org.secateur.dynamics.Stationarity;
import org.secateur.random.Seed;
import org.secateur.sparse.CholeskyForecast;
import org.secateur.sparse.SymbolicCholesky;
import org.secateur.sparse.SymbolicLimits;
import org.secateur.sparse.SymbolicOutcome;

/** Where the covariance of noise-driven activity comes from. */
public sealed interface ScoreRoute {

  /** The name on the command line and in files. */
  String name();

  /**
   * Finds the covariance of a drift driven by white noise.
   *
   * @param noiseVariance σ², in Hz²/s; recorded activity has its own
   */
  RouteOutcome covariance(Drift drift, double noiseVariance, Progress progress);

  /**
   * Whatever suits the network: {@link RouteChoice}.
   *
   * @param precision of a sketch, if it comes to one
   * @param seed of a sketch or a simulation, if it comes to one
   */
  record Automatic(Precision precision, Seed seed) implements ScoreRoute {
    @Override
    public String name() {
      return "auto";
    }

    @Override
    public RouteOutcome covariance(Drift drift, double noiseVariance, Progress progress) {
      return RouteChoice.of(this, drift, Double.POSITIVE_INFINITY).route().covariance(drift, noiseVariance,
          progress);
    }
  }

  /** Solved: C = (σ²/2) M⁻¹, or the Lyapunov equation. */
  record Exact(Solver solver) implements ScoreRoute {
    /** By what. */
    public enum Solver {
      /** Whichever is forecast to take less time. */
      FASTER,
      /** Dense linear algebra: n² memory. */
      DENSE,
      /** Sparse Cholesky and selected inversion; for symmetric drifts. */
      SPARSE
    }

    /** The faster solver. */
    public Exact() {
      this(Solver.FASTER);
    }

    @Override
    public String name() {
      return "exact";
    }

    @Override
    public RouteOutcome covariance(Drift drift, double noiseVariance, Progress progress) {
      return switch (solver) {
        case FASTER -> RouteChoice.of(this, drift, Double.POSITIVE_INFINITY).route().covariance(drift,
            noiseVariance, progress);
        case DENSE -> solved(StationaryCovariance.of(drift, noiseVariance), noiseVariance, ScoreMethod.DENSE);
        case SPARSE -> switch (SelectedCovariance.analyse(drift, SymbolicLimits.NONE)) {
          case SymbolicOutcome.Feasible(SymbolicCholesky pattern) -> solved(
              SelectedCovariance.of(drift, noiseVariance, pattern), noiseVariance, ScoreMethod.SPARSE);
          case SymbolicOutcome.TooLarge(CholeskyForecast too) -> throw new IllegalArgumentException(
              "a sparse factor of at least " + too.fill() + " entries cannot be indexed");
        };
      };
    }
  }

  /**
   * Solved noise snapshots with a control variate, for symmetric dominant drifts of any size.
   *
   * @param precision how many, or how good
   * @param seed of the noise
   */
  record Sketched(Precision precision, Seed seed) implements ScoreRoute {
    @Override
    public String name() {
      return "sketch";
    }

    @Override
    public RouteOutcome covariance(Drift drift, double noiseVariance, Progress progress) {
      NoiseSketch sketch = NoiseSketch.of(drift)
          .progress((solved, planned) -> progress.report("solving for snapshots", solved, planned));
      NoiseSketch asked = switch (precision) {
        case Precision.Probes(int count) -> sketch.probes(count);
        case Precision.MeanError(double relative) -> sketch.scoreError(relative);
      };
      progress.report("solving for snapshots", 0,
          precision instanceof Precision.Probes(int count) ? count : 7);
      return switch (asked.run(noiseVariance, seed.child("sketched-scores", 0))) {
        case SketchOutcome.Sketched(SketchedCovariance c) ->
          new RouteOutcome.Found(c, noiseVariance, ScoreFacts.sketched(c.facts()));
        case SketchOutcome.Growing(int neuron, double restoring) ->
          new RouteOutcome.Missing(new Unscored.Unstable(-restoring));
        case SketchOutcome.NotDominant(int neuron, double slack) ->
          new RouteOutcome.Missing(new Unscored.NotDominant(neuron, slack));
        case SketchOutcome.Unconverged(String solver, int iterations, double residual) ->
          new RouteOutcome.Missing(new Unscored.Unconverged(solver, iterations, residual));
      };
    }
  }

  /**
   * Simulated noise, from an approximately stationary start.
   *
   * @param settings how long and how fine; empty for the defaults of the network
   * @param seed of the noise
   */
  record Simulated(Optional<SimulationSettings> settings, Seed seed) implements ScoreRoute {
    @Override
    public String name() {
      return "simulate";
    }

    @Override
    public RouteOutcome covariance(Drift drift, double noiseVariance, Progress progress) {
      NoiseSimulation simulation = NoiseSimulation.linear(drift,
          settings.orElseGet(() -> SimulationSettings.of(drift)));
      return switch (simulation.run(noiseVariance, seed.child("simulated-scores", 0))) {
        case SimulatedStationarity.Growing(double rate, double time) ->
          new RouteOutcome.Missing(new Unscored.Unstable(rate));
        case SimulatedStationarity.Sampled(SampledCovariance c) -> new RouteOutcome.Found(c, noiseVariance,
            ScoreFacts.sampled(ScoreMethod.SIMULATION, c.facts()));
      };
    }
  }

  /**
   * Activity that somebody recorded. The noise behind it is unknown, so its scores have no absolute scale.
   *
   * @param activity time × neurons
   * @param moments whether successive moments are independent
   */
  record Recorded(RecordedActivity activity, RecordedActivity.Moments moments) implements ScoreRoute {
    @Override
    public String name() {
      return "activity";
    }

    @Override
    public RouteOutcome covariance(Drift drift, double noiseVariance, Progress progress) {
      SampledCovariance c = activity.covariance(drift.network(), moments);
      return new RouteOutcome.Found(c, Double.NaN, ScoreFacts.sampled(ScoreMethod.RECORDING, c.facts()));
    }
  }

  private static RouteOutcome solved(Stationarity outcome, double noiseVariance, ScoreMethod method) {
    return switch (outcome) {
      case Stationarity.Unstable(double abscissa) ->
        new RouteOutcome.Missing(new Unscored.Unstable(abscissa));
      case Stationarity.Stationary(Covariance c, double residual, int freeModes) ->
        new RouteOutcome.Found(c, noiseVariance, ScoreFacts.solved(method, residual));
    };
  }
}
