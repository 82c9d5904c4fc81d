package org.secateur.study;

import java.util.Optional;

import org.secateur.dynamics.Drift;
import org.secateur.dynamics.NoiseSimulation;
import org.secateur.dynamics.RecordedActivity;
import org.secateur.dynamics.SampledCovariance;
import org.secateur.dynamics.SimulatedStationarity;
import org.secateur.dynamics.SimulationSettings;
import org.secateur.dynamics.StationaryCovariance;
import org.secateur.dynamics.Stationarity;
import org.secateur.prune.PruningRule;
import org.secateur.random.Seed;

/** Where the covariance of noise-driven activity comes from. */
public sealed interface ScoreRoute {

  /** The name on the command line and in files. */
  String name();

  /** Scores a network with the route's covariance. */
  Scoring score(Drift drift, PruningRule rule);

  /** Solved: C = (σ²/2) M⁻¹, or the Lyapunov equation. */
  record Exact() implements ScoreRoute {
    @Override
    public String name() {
      return "exact";
    }

    @Override
    public Scoring score(Drift drift, PruningRule rule) {
      return Scoring.ready(drift, rule, StationaryCovariance.of(drift, Scoring.UNIT_NOISE),
          Scoring.UNIT_NOISE,
          Optional.empty());
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
    public Scoring score(Drift drift, PruningRule rule) {
      NoiseSimulation simulation = NoiseSimulation.linear(drift,
          settings.orElseGet(() -> SimulationSettings.of(drift)));
      return switch (simulation.run(Scoring.UNIT_NOISE, seed.child("simulated-scores", 0))) {
        case SimulatedStationarity.Growing(double rate, double time) -> new Scoring.Unstable(rate);
        case SimulatedStationarity.Sampled(SampledCovariance c) -> Scoring.ready(drift, rule,
            new Stationarity.Stationary(c, 0, 0), Scoring.UNIT_NOISE, Optional.of(c.facts()));
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
    public Scoring score(Drift drift, PruningRule rule) {
      SampledCovariance c = activity.covariance(drift.network(), moments);
      return Scoring.ready(drift, rule, new Stationarity.Stationary(c, 0, 0), Double.NaN,
          Optional.of(c.facts()));
    }
  }
}
