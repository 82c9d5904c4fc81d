package org.secateur.study.networks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.prune.Budget;
import org.secateur.prune.Diagonal;
import org.secateur.prune.Plan;
import org.secateur.prune.Pruned;
import org.secateur.prune.Rescale;
import org.secateur.prune.Sampling;
import org.secateur.random.Seed;
import org.secateur.rnn.online.History;
import org.secateur.rnn.online.OnlineOutcome;
import org.secateur.rnn.online.OnlinePruning;
import org.secateur.rnn.online.OnlineRule;
import org.secateur.study.Progress;
import org.secateur.study.ScoreRoute;
import org.secateur.study.Scoring;
import org.secateur.study.trials.Columns;
import org.secateur.study.trials.Experiment;
import org.secateur.study.trials.Setting;

/**
 * A network pruned more than once by the noise-driven rule: again and again at one κ, gradually to one share, or online.
 *
 * @param network what is left
 * @param values whether it came to rest, and when; NaN where that was not asked
 * @param history what was left over time
 */
record Repetition(Network network, Map<String, Double> values, Optional<Columns> history) {
  /** The schedules that study files know. */
  static final List<String> SCHEDULES = List.of("rounds", "gradual", "online");
  private static final int FRAMES = 150;

  Repetition {
    values = Map.copyOf(values);
  }

  /** The setting, if its parameters go together. */
  static Setting checked(Setting s) {
    if (!s.has("schedule")) {
      for (String key : List.of("rounds", "window", "longest")) {
        if (s.has(key)) {
          throw new Experiment.BadSetting(key, key + " is of a schedule, and none is given");
        }
      }
      return s;
    }
    String schedule = s.text("schedule");
    if (!s.text("rule").equals("noise") || s.has("edges") || s.has("epsilon")
        || s.has("keep") != schedule.equals("gradual")) {
      throw new Experiment.BadSetting("schedule",
          "the schedule " + schedule + " is the noise-driven rule's, with "
              + (schedule.equals("gradual") ? "keep" : "kappa"));
    }
    boolean online = schedule.equals("online");
    for (String key : online ? List.of("longest") : List.of("rounds")) {
      if (!s.has(key)) {
        throw new Experiment.BadSetting("schedule", "the schedule " + schedule + " needs a value for " + key);
      }
    }
    Map<String, String> values = new LinkedHashMap<>(s.values());
    List.of("diagonal", "rescale", "sampling", "covariance", "samples", "start").forEach(values::remove);
    (online ? List.of("rounds") : List.of("window", "longest")).forEach(values::remove);
    if (online) {
      values.putIfAbsent("window", Setting.canonical(OnlineRule.DEFAULT_WINDOW));
    }
    return new Setting(values);
  }

  /** Prunes. */
  static Repetition of(Network network, Setting s, Seed seed, Progress progress) {
    return switch (s.text("schedule")) {
      case "online" -> online(OnlinePruning.run(network, OnlineRule.of(s.number("kappa"))
          .withWindow(s.number("window")), s.number("longest"), seed), s.number("longest"));
      case "gradual" -> rounds(network, s.whole("rounds"), seed, progress,
          share(network, s.number("keep"), s.whole("rounds")));
      default -> rounds(network, s.whole("rounds"), seed, progress,
          (r, ready) -> PrunedSubject.leveraged(ready, s.number("kappa"), network.neurons(),
              Sampling.INDEPENDENT));
    };
  }

  /** How a round, from 1, is planned. */
  private interface Plans {
    Plan of(int round, Scoring.Ready ready);
  }

  /** The same share of what is left in every round. */
  private static Plans share(Network network, double keep, int rounds) {
    double all = Edges.of(network).count();
    return (r, ready) -> {
      long wanted = Math.round(all * Math.pow(keep, (double) r / rounds));
      return Plan.of(ready.scores(), new Budget.EdgeCount(Math.min(wanted, ready.scores().count())),
          Sampling.INDEPENDENT, network.neurons(), ready.unitsPerLeverage());
    };
  }

  private static Repetition rounds(Network network, int rounds, Seed seed, Progress progress, Plans plans) {
    double all = Math.max(1, Edges.of(network).count());
    double[] time = new double[rounds + 1];
    double[] kept = new double[rounds + 1];
    double[] weight = new double[rounds + 1];
    double whole = weight(network);
    kept[0] = 1;
    weight[0] = 1;
    Network now = network;
    for (int r = 1; r <= rounds; r++) {
      Scoring scoring = Scoring.of(now, Controls.NOISE, new ScoreRoute.Exact(), progress);
      if (!(scoring instanceof Scoring.Ready ready)) {
        throw new IllegalArgumentException("the network of round " + r + " has no covariance");
      }
      Plan plan = plans.of(r, ready);
      now = Pruned.of(now, plan, plan.draw(seed.child("round", r - 1)), Diagonal.MATCH, new Rescale.Yes())
          .network();
      time[r] = r;
      kept[r] = Edges.of(now).count() / all;
      weight[r] = weight(now) / whole;
    }
    return new Repetition(now, Map.of("settled", Double.NaN, "settling_time", Double.NaN),
        Optional.of(history(time, kept, weight)));
  }

  private static double weight(Network network) {
    double sum = 0;
    for (double input : network.absoluteInput()) {
      sum += input;
    }
    return sum;
  }

  /** The beginning, and times at equal ratios from one leak time on: the same for every seed and window, so that they can be pooled. */
  private static double[] times(double longest) {
    double first = Math.min(1, longest / FRAMES);
    return IntStream.range(0, FRAMES)
        .mapToDouble(k -> k == 0
            ? 0
            : k == FRAMES - 1
                ? longest
                : first * Math.pow(longest / first, (k - 1.0) / (FRAMES - 2)))
        .toArray();
  }

  private static Repetition online(OnlineOutcome outcome, double longest) {
    History history = outcome.history();
    if (outcome instanceof OnlineOutcome.Diverged(double at, int neuron, History h)) {
      throw new IllegalArgumentException("neuron " + neuron + " diverged after " + at + " leak times");
    }
    List<History.Frame> frames = history.frames(times(longest));
    double all = Math.max(1, history.edges().count());
    double at = outcome instanceof OnlineOutcome.Settled s ? s.leakTimes() : Double.NaN;
    return new Repetition(history.network(),
        Map.of("settled", Double.isNaN(at) ? 0.0 : 1.0, "settling_time", at),
        Optional.of(history(frames.stream().mapToDouble(History.Frame::leakTimes).toArray(),
            frames.stream().mapToDouble(f -> f.kept() / all).toArray(),
            frames.stream().mapToDouble(History.Frame::absoluteWeight).toArray())));
  }

  private static Columns history(double[] time, double[] kept, double[] weight) {
    return Columns.of(List.of("time", "kept", "weight"), time, kept, weight);
  }
}
