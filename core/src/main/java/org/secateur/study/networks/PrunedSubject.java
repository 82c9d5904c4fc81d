package org.secateur.study.networks;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import org.jspecify.annotations.Nullable;
import org.secateur.dynamics.Covariance;
import org.secateur.dynamics.Drift;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.SymmetricEigen;
import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.prune.Budget;
import org.secateur.prune.Diagonal;
import org.secateur.prune.Plan;
import org.secateur.prune.Pruned;
import org.secateur.prune.PruningRule;
import org.secateur.prune.Rescale;
import org.secateur.prune.Sampling;
import org.secateur.prune.Scores;
import org.secateur.random.Seed;
import org.secateur.spectral.SlowModes;
import org.secateur.study.ClusteredNetwork;
import org.secateur.study.Precision;
import org.secateur.study.Progress;
import org.secateur.study.ScoreRoute;
import org.secateur.study.Scoring;
import org.secateur.study.Unscored;
import org.secateur.study.trials.Experiment;
import org.secateur.study.trials.Outcome;
import org.secateur.study.trials.Setting;
import org.secateur.study.trials.Trial;

/** A network to be pruned many times: what depends on the original alone is computed once. Not for several threads. */
final class PrunedSubject implements Experiment.Subject {
  private final ClusteredNetwork clustered;
  private final Drift drift;
  private final Map<String, Scoring> scorings = new HashMap<>();
  private final Map<Integer, SlowModes> slow = new HashMap<>();
  private @Nullable SymmetricEigen eigen;
  private @Nullable Covariance exact;

  PrunedSubject(ClusteredNetwork clustered) {
    this.clustered = clustered;
    this.drift = Drift.of(clustered.network());
  }

  ClusteredNetwork clustered() {
    return clustered;
  }

  Network network() {
    return clustered.network();
  }

  Drift drift() {
    return drift;
  }

  /** The slowest modes, free ones included. */
  SlowModes slowModes(int count) {
    return slow.computeIfAbsent(count, k -> SlowModes.of(drift, k, Seed.DEFAULT));
  }

  /** All eigenvalues and eigenvectors of M, for a symmetric network. */
  SymmetricEigen eigen() {
    SymmetricEigen known = eigen;
    if (known == null) {
      known = DenseAlgebra.best().symmetricEigen(drift.restoringMatrix());
      eigen = known;
    }
    return known;
  }

  /** The covariance solved for, at unit noise. */
  Optional<Covariance> exactCovariance() {
    if (exact == null) {
      ScoreRoute route = new ScoreRoute.Exact(ScoreRoute.Exact.Solver.DENSE);
      if (route.covariance(drift, Scoring.UNIT_NOISE,
          Progress.NONE) instanceof org.secateur.study.RouteOutcome.Found found) {
        exact = found.covariance();
      }
    }
    return Optional.ofNullable(exact);
  }

  @Override
  public Outcome treat(Trial trial, Progress progress) {
    Setting setting = trial.setting();
    Seed seed = new Seed(trial.seed());
    if (setting.has("schedule")) {
      Repetition ending = Repetition.of(network(), setting, seed, progress);
      return new Cut(this, ending.network(), Optional.empty(), setting, seed).with(ending)
          .measure(trial.measures());
    }
    PruningRule rule = Controls.named(setting.text("rule")).orElseThrow();
    return switch (scoring(rule, setting, seed, progress)) {
      case Unscored why -> new Outcome.Failed(reason(why));
      case Scoring.Ready ready -> {
        Plan plan = plan(rule, ready, setting, seed, progress);
        Diagonal diagonal = setting.text("diagonal").equals("keep") ? Diagonal.KEEP : Diagonal.MATCH;
        Rescale rescale = setting.text("rescale").equals("no") ? new Rescale.No() : new Rescale.Yes();
        Pruned pruned = Pruned.of(network(), plan, plan.draw(seed), diagonal, rescale);
        yield new Cut(this, pruned.network(), Optional.of(pruned), setting, seed)
            .measure(trial.measures());
      }
    };
  }

  private static String reason(Unscored why) {
    return switch (why) {
      case Unscored.Unstable(double abscissa) ->
        "the network is unstable (spectral abscissa " + abscissa + " per second) and has no covariance";
      case Unscored.NotDominant(int neuron, double slack) ->
        "not diagonally dominant: the slack of neuron " + neuron + " is " + slack + " per second";
      case Unscored.Unconverged(String solver, int iterations, double residual) ->
        solver + " stopped after " + iterations + " iterations at a relative residual of " + residual;
    };
  }

  Scoring scoring(PruningRule rule, Setting setting, Seed seed, Progress progress) {
    String key = rule.name() + setting.values().getOrDefault("covariance", "exact")
        + setting.values().getOrDefault("samples", "") + setting.values().getOrDefault("start", "");
    return scorings.computeIfAbsent(key, k -> score(rule, setting, seed, progress));
  }

  private Scoring score(PruningRule rule, Setting setting, Seed seed, Progress progress) {
    boolean asks = rule.evidence() == PruningRule.Evidence.ACTIVITY;
    return switch (asks ? setting.text("covariance") : "exact") {
      case "auto" ->
        Scoring.of(network(), rule, new ScoreRoute.Automatic(Precision.DEFAULT, seed), progress);
      case "snapshots" ->
        new SampledActivity(drift, seed).snapshots(rule, setting.whole("samples"));
      case "simulated" -> new SampledActivity(drift, seed).simulated(rule, setting.whole("samples"),
          setting.text("start").equals("rest"));
      default -> Scoring.of(network(), rule, new ScoreRoute.Exact(), progress);
    };
  }

  /** A plan; a budget in leverages is the noise-driven rule's, and the others get as many edges. */
  private Plan plan(PruningRule rule, Scoring.Ready ready, Setting setting, Seed seed, Progress progress) {
    Sampling sampling = setting.values().getOrDefault("sampling", "independent").equals("connected")
        ? Sampling.CONNECTED
        : Sampling.INDEPENDENT;
    Scores scores = ready.scores();
    if (setting.has("keep") || setting.has("edges")) {
      Budget budget = setting.has("keep")
          ? new Budget.KeepFraction(setting.number("keep"))
          : new Budget.EdgeCount(setting.whole("edges"));
      return Plan.of(scores, budget, sampling, network().neurons(), ready.unitsPerLeverage());
    }
    OptionalDouble kappa = setting.has("kappa")
        ? OptionalDouble.of(setting.number("kappa"))
        : OptionalDouble.empty();
    if (rule.equals(Controls.NOISE)) {
      return leveraged(ready, kappa, setting, sampling);
    }
    Scoring noise = scoring(Controls.NOISE, setting, seed, progress);
    if (!(noise instanceof Scoring.Ready noiseReady)) {
      throw new IllegalArgumentException("a budget in leverages needs the noise-driven rule's covariance");
    }
    double expected = leveraged(noiseReady, kappa, setting, sampling).expectedEdges();
    return Plan.of(scores, new Budget.KeepFraction(Math.min(1, expected / scores.count())), sampling,
        network().neurons(), ready.unitsPerLeverage());
  }

  private Plan leveraged(Scoring.Ready ready, OptionalDouble kappa, Setting setting, Sampling sampling) {
    int n = network().neurons();
    return kappa.isPresent()
        ? leveraged(ready, kappa.getAsDouble(), n, sampling)
        : Plan.of(ready.scores(), new Budget.Epsilon(setting.number("epsilon")), sampling, n,
            ready.unitsPerLeverage());
  }

  /** Any κ, though {@link Budget.Epsilon} ends at ε = 1: the scale of the scores is moved instead. */
  static Plan leveraged(Scoring.Ready ready, double kappa, int n, Sampling sampling) {
    Budget.Epsilon budget = new Budget.Epsilon(1);
    return Plan.of(ready.scores(), budget, sampling, n, ready.unitsPerLeverage() * budget.kappa(n) / kappa);
  }

  /** The mean probability that an edge between clusters is kept; NaN if there is none. */
  double bridgeProbability(Plan plan) {
    Edges edges = plan.scores().edges();
    double sum = 0;
    int bridges = 0;
    for (int e = 0; e < edges.count(); e++) {
      if (!clustered.group().get(edges.post(e)).equals(clustered.group().get(edges.pre(e)))) {
        sum += plan.keepProbability(e);
        bridges++;
      }
    }
    return bridges == 0 ? Double.NaN : sum / bridges;
  }
}
