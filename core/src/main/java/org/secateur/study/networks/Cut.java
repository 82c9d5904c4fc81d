package org.secateur.study.networks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.secateur.dynamics.Activation;
import org.secateur.dynamics.Covariance;
import org.secateur.dynamics.Drift;
import org.secateur.dynamics.PairedSimulation;
import org.secateur.dynamics.PairedTrajectories;
import org.secateur.dynamics.RectifiedComparison;
import org.secateur.dynamics.RectifiedSteadyState;
import org.secateur.dynamics.Stationarity;
import org.secateur.dynamics.StationaryCovariance;
import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.prune.Pruned;
import org.secateur.random.Seed;
import org.secateur.spectral.CovarianceComparison;
import org.secateur.spectral.DirectedError;
import org.secateur.spectral.ModalComparison;
import org.secateur.spectral.Pencil;
import org.secateur.spectral.SlowModes;
import org.secateur.study.Scoring;
import org.secateur.study.trials.Columns;
import org.secateur.study.trials.Outcome;
import org.secateur.study.trials.Setting;

/** A pruned network measured against its original. */
final class Cut {
  private final PrunedSubject subject;
  private final Network network;
  private final Optional<Pruned> drawn;
  private final Drift drift;
  private final Setting setting;
  private final Seed seed;
  private final Map<String, Double> values = new LinkedHashMap<>();
  private final Map<String, Columns> tables = new LinkedHashMap<>();

  /**
   * A pruned network.
   *
   * @param drawn the draw it came from; empty if it took more than one
   */
  Cut(PrunedSubject subject, Network network, Optional<Pruned> drawn, Setting setting, Seed seed) {
    this.subject = subject;
    this.network = network;
    this.drawn = drawn;
    this.drift = Drift.of(network);
    this.setting = setting;
    this.seed = seed;
  }

  /** With what is known of how the network came about. */
  Cut with(Repetition ending) {
    values.putAll(ending.values());
    ending.history().ifPresent(h -> tables.put("history", h));
    return this;
  }

  private Pruned once() {
    return drawn.orElseThrow(
        () -> new IllegalArgumentException(
            "a network that is pruned more than once has no one set of draws"));
  }

  Outcome measure(List<String> measures) {
    List<Double> times = new ArrayList<>();
    List<Double> noisy = new ArrayList<>();
    for (String text : measures) {
      Measures.Asked asked = Measures.parse(text);
      int count = (int) asked.argument();
      switch (asked.measure()) {
        case KEPT -> kept();
        case RANGE -> range();
        case WORST_DIRECTION -> values.put("worst_direction", worstDirection());
        case SLOW_MODES -> slowModes(count);
        case STABLE -> stable();
        case BRIDGES -> bridges();
        case SPECTRUM -> new WholeSpectrum(subject, drift).put(values, tables);
        case SLOW_SPECTRUM -> SlowSpectrum.put(subject, drift, count, values, tables);
        case EIGENVALUES -> SlowSpectrum.putMatched(subject, drift, values, tables);
        case TRAJECTORY -> times.add(asked.argument());
        case NOISY -> noisy.add(asked.argument());
        case RECTIFIED -> rectified();
        case STEADY_STATE -> values.put("steady_error", SteadyState.error(subject.drift(), drift, seed));
        case COVARIANCE -> values.put("covariance_error", covarianceError());
        case SAMPLING -> sampling();
        case AMPLIFICATION -> amplification();
        case MATRICES -> FourMatrices.put(subject, once(), values, tables);
        case HISTORY -> {
          if (drawn.isPresent()) {
            throw new IllegalArgumentException("a network that is pruned once has no history");
          }
        }
      }
    }
    if (!times.isEmpty()) {
      relaxation(times);
    }
    if (!noisy.isEmpty()) {
      trajectories(noisy);
    }
    return new Outcome.Measured(values, tables);
  }

  private void kept() {
    int kept = drawn.map(Pruned::keptEdges).orElseGet(() -> Edges.of(network).count());
    values.put("kept", drawn.map(Pruned::keptFraction)
        .orElseGet(() -> (double) kept / Math.max(1, Edges.of(subject.network()).count())));
    values.put("edges_kept", (double) kept);
    values.put("degree_kept", (drift.isSymmetric() ? 2.0 : 1.0) * kept / drift.size());
  }

  private void range() {
    double low = Double.NaN;
    double high = Double.NaN;
    if (subject.drift().isSymmetric() && drift.isSymmetric()
        && Pencil.of(subject.drift(), drift, Seed.DEFAULT) instanceof Pencil.Range range) {
      low = range.low().value();
      high = range.high().value();
    }
    values.put("g_min", low);
    values.put("g_max", high);
    values.put("worst_error", Math.max(1 - low, high - 1));
  }

  private double worstDirection() {
    if (subject.drift().isSymmetric() && drift.isSymmetric()) {
      return Pencil.of(subject.drift(), drift, Seed.DEFAULT) instanceof Pencil.Range range
          ? Math.max(1 - range.low().bound(), range.high().bound() - 1)
          : Double.POSITIVE_INFINITY;
    }
    return DirectedError.of(subject.drift(), drift, Seed.DEFAULT) instanceof DirectedError.Largest largest
        ? largest.error().bound()
        : Double.POSITIVE_INFINITY;
  }

  private void slowModes(int count) {
    SlowModes before = subject.slowModes(count);
    SlowModes after = SlowModes.of(drift, count, Seed.DEFAULT);
    double worst = 0;
    for (int k = 0; k < before.size(); k++) {
      double change = Math.hypot(after.re(k) - before.re(k), Math.abs(after.im(k)) - Math.abs(before.im(k)));
      worst = Math.max(worst, change / Math.hypot(before.re(k), before.im(k)));
    }
    values.put("slow_modes", worst);
  }

  private double abscissa() {
    SlowModes slowest = SlowModes.of(drift, 1, Seed.DEFAULT);
    return slowest.size() == 0 ? 0 : slowest.re(0);
  }

  private void stable() {
    double abscissa = abscissa();
    values.put("stable", abscissa < 0 ? 1.0 : 0.0);
    values.put("abscissa", abscissa);
  }

  private void bridges() {
    int all = subject.clustered().bridges(subject.network());
    values.put("bridges_kept",
        all == 0 ? Double.NaN : (double) subject.clustered().bridges(network) / all);
    values.put("bridge_probability",
        drawn.map(d -> subject.bridgeProbability(d.plan())).orElse(Double.NaN));
  }

  private double[] input(boolean random) {
    double size = setting.number("input");
    double[] b = new double[drift.size()];
    if (random) {
      seed.stream("input").fillGaussian(b);
      for (int i = 0; i < b.length; i++) {
        b[i] *= size;
      }
    } else {
      Arrays.fill(b, size);
    }
    return b;
  }

  private void relaxation(List<Double> asked) {
    double[] times = asked.stream().mapToDouble(t -> t).sorted().toArray();
    double[] error = ModalComparison.of(subject.drift(), drift).relaxationErrors(times,
        seed.child("relaxation", 0));
    for (int k = 0; k < times.length; k++) {
      values.put("trajectory@" + Setting.canonical(times[k]), error[k]);
    }
    tables.put("relaxation", Columns.of(List.of("time", "error"), times, error));
  }

  private void trajectories(List<Double> asked) {
    double[] times = asked.stream().mapToDouble(t -> t).sorted().toArray();
    boolean rectified = setting.text("activation").equals("rectified");
    double sigma = setting.number("noise");
    PairedTrajectories found = PairedSimulation
        .of(subject.drift(), drift, rectified ? Activation.RELU : Activation.LINEAR)
        .withInput(input(rectified)).withNoiseVariance(sigma * sigma).at(times)
        .withTrials(setting.whole("runs")).withBudget(Long.MAX_VALUE / 4).run(seed.child("trajectories", 0));
    double[] error = new double[times.length];
    Arrays.fill(error, Double.POSITIVE_INFINITY); // a network that grows has no points any more
    for (int k = 0; k < Math.min(times.length, found.points().size()); k++) {
      error[k] = found.points().get(k).relativeError();
    }
    for (int k = 0; k < times.length; k++) {
      values.put("noisy@" + Setting.canonical(times[k]), error[k]);
    }
    tables.put("trajectories", Columns.of(List.of("time", "error"), times, error));
  }

  private void rectified() {
    double[] b = input(true);
    Map<String, Double> none = new LinkedHashMap<>();
    for (String c : List.of("rectified_error", "rectified_energy_error", "bound_violated", "jaccard",
        "active_share")) {
      none.put(c, Double.NaN);
    }
    values.putAll(none);
    if (abscissa() < 0
        && RectifiedSteadyState.of(subject.drift(), b) instanceof RectifiedSteadyState.Steady before
        && RectifiedSteadyState.of(drift, b) instanceof RectifiedSteadyState.Steady after
        && before.active() > 0) {
      range();
      double epsilon = Math.min(Double.MAX_VALUE, Math.max(0, values.getOrDefault("worst_error", 1.0)));
      RectifiedComparison c = RectifiedComparison.of(subject.drift(), before, after, epsilon);
      values.put("rectified_error", c.relativeError());
      values.put("rectified_energy_error", c.energyError());
      values.put("bound_violated", c.withinBound() ? 0.0 : 1.0);
      values.put("jaccard", c.jaccard());
      values.put("active_share", (double) c.active() / drift.size());
    }
  }

  private double covarianceError() {
    return subject.exactCovariance().isPresent()
        && StationaryCovariance.of(drift, Scoring.UNIT_NOISE) instanceof Stationarity.Stationary after
            ? CovarianceComparison.of(subject.exactCovariance().get(), after.covariance(), 1)
                .relativeErrorFrobenius()
            : Double.POSITIVE_INFINITY;
  }

  /** Estimated over exact variances of the differences. */
  private void sampling() {
    Edges edges = once().plan().scores().edges();
    Covariance exact = subject.exactCovariance().orElseThrow();
    double[] error = new double[edges.count()];
    double least = Double.POSITIVE_INFINITY;
    for (int e = 0; e < error.length; e++) {
      int i = edges.post(e);
      int j = edges.pre(e);
      double truth = exact.get(i, i) + exact.get(j, j) - 2 * Math.signum(edges.weight(e)) * exact.get(i, j);
      double ratio = once().plan().scores().difference(e) / truth;
      error[e] = Math.abs(ratio - 1);
      least = Math.min(least, ratio);
    }
    values.put("score_error", org.secateur.study.statistics.Sample.of(error).median());
    values.put("score_least_ratio", least);
  }

  private void amplification() {
    double largest = 0;
    for (int e = 0; e < once().plan().scores().count(); e++) {
      largest = Math.max(largest, once().amplification(e));
    }
    values.put("amplification_max", largest);
    values.put("gini", once().plan().scores().gini());
  }
}
