package org.secateur.report.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.secateur.certify.Block;
import org.secateur.certify.Certificate;
import org.secateur.certify.Omission;
import org.secateur.certify.TrajectoryFacts;
import org.secateur.certify.TransientFacts;
import org.secateur.dynamics.Covariance;
import org.secateur.dynamics.Drift;
import org.secateur.dynamics.PairedTrajectories;
import org.secateur.network.Communities;
import org.secateur.network.Network;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;
import org.secateur.report.Axis;
import org.secateur.report.Binning;
import org.secateur.report.CertificateWords;
import org.secateur.report.Figure;
import org.secateur.report.Panel;
import org.secateur.report.Part;
import org.secateur.report.Report;
import org.secateur.report.Role;
import org.secateur.report.Series;
import org.secateur.report.Values;
import org.secateur.spectral.Relaxation;
import org.secateur.study.Baselines;

/** What the network does: relaxation, response to a pulse, error against time, covariance. */
final class DynamicsSection {
  private static final int TIMES = 60;
  private static final int SHOWN = 3;
  private static final int PAIRS = 4_000;
  /** Multiply-adds a trajectory may take: some seconds of one core. */
  private static final double MOST_WORK = 5e9;
  private static final Axis TIME = Axis.logarithmic("time", "s");

  private final NetworkCase of;
  private final Survey survey;
  private final double[] times;
  private final boolean stable;

  DynamicsSection(NetworkCase of, Survey survey) {
    this.of = of;
    this.survey = survey;
    this.times = times();
    this.stable = of.certificate().stability().measured().map(s -> s.stable()).orElse(false);
  }

  /** From a tenth of the fastest leak's time constant to three times the slowest mode's. */
  private double[] times() {
    Drift drift = Drift.of(of.original());
    double fastest = IntStream.range(0, drift.size()).mapToDouble(drift::restoring).max().orElse(1);
    double first = fastest > 0 ? 0.1 / fastest : 0.1;
    double slowest = of.certificate().stability().measured().filter(s -> s.original() < 0)
        .map(s -> -1 / s.original()).orElse(100 * first);
    double last = Math.max(10 * first, 3 * slowest);
    return IntStream.range(0, TIMES)
        .mapToDouble(t -> first * Math.exp(Math.log(last / first) * t / (TIMES - 1))).toArray();
  }

  Report.Section section() {
    List<Part> parts = new ArrayList<>();
    parts.add(relaxation());
    parts.add(pulse());
    parts.add(errors());
    parts.add(covariance());
    of.certificate().transients().measured().filter(t -> !t.propagators().isEmpty())
        .ifPresent(t -> parts.add(transients(t)));
    return new Report.Section("dynamics", "Dynamics", parts);
  }

  /** The networks whose trajectories are drawn, by name. */
  private Map<String, Network> networks() {
    Map<String, Network> networks = new LinkedHashMap<>();
    networks.put("original", of.original());
    networks.put("pruned", of.pruned());
    of.control().ifPresent(c -> networks.put(c.rule().name(), c.pruned().network()));
    return networks;
  }

  /** All of them from the same start; empty if one would take too long. */
  private Optional<Map<String, Relaxation>> follow(double[] start) {
    List<Map.Entry<String, Network>> all = List.copyOf(networks().entrySet());
    List<Optional<Relaxation>> each = all.parallelStream()
        .map(e -> Relaxation.of(Drift.of(e.getValue()), start, times, MOST_WORK)).toList();
    if (each.stream().anyMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    Map<String, Relaxation> found = new LinkedHashMap<>();
    for (int k = 0; k < all.size(); k++) {
      found.put(all.get(k).getKey(), each.get(k).orElseThrow());
    }
    return Optional.of(found);
  }

  /** A group's neurons: the largest groups of more than one neuron, or all neurons where there is one group. */
  private List<int[]> groups() {
    Optional<Communities> communities = survey.communities().filter(c -> c.count() > 1);
    int[] order = survey.order();
    if (communities.isEmpty()) {
      return List.of(order);
    }
    List<int[]> groups = new ArrayList<>();
    int from = 0;
    for (int c = 0; c < Math.min(SHOWN, communities.get().count()); c++) {
      groups.add(Arrays.copyOfRange(order, from, from + communities.get().size(c)));
      from += communities.get().size(c);
    }
    return groups;
  }

  private int strongest(int[] group) {
    double[] strength = of.original().absoluteInput();
    int best = group[0];
    for (int i : group) {
      best = strength[i] > strength[best] ? i : best;
    }
    return best;
  }

  private Part relaxation() {
    if (!stable) {
      return new Part.Missing("Trajectories", "a network is unstable, and its rates grow without bound");
    }
    double[] start = new double[of.original().neurons()];
    NoiseStream noise = new Seed(1).stream("report start");
    noise.fillGaussian(start);
    Optional<Map<String, Relaxation>> found = follow(start);
    if (found.isEmpty()) {
      return new Part.Missing("Trajectories", "following them would take too long on this network");
    }
    List<Panel> panels = new ArrayList<>();
    List<int[]> groups = groups();
    for (int g = 0; g < SHOWN; g++) {
      int[] group = groups.get(Math.min(g, groups.size() - 1));
      int neuron = groups.size() > g ? strongest(group) : group[g % group.length];
      panels.add(new Panel.Plot("neuron " + of.original().label(neuron), TIME, Axis.linear("rate", "Hz"),
          lines(found.get(), (r, t) -> r.rate(t, neuron))));
    }
    return new Figure("trajectories", "Trajectories from a random start",
        "Rates of three neurons against time after a random start without noise: original, pruned and a control.",
        new Figure.Guide(
            "All neurons start at random rates, the same for every network, and relax without noise or input. One neuron of"
                + " each of the largest groups is shown, the one with the strongest input. Computed, not simulated.",
            "The dashed line leaves the solid one only at the earliest times, and returns.",
            "The lines part late, where the original still has activity to lose.",
            "Keep more edges, or use a rule that sees what groups hang on (--rule noise)."),
        panels, Optional.empty());
  }

  @FunctionalInterface
  private interface Reading {
    double at(Relaxation r, int t);
  }

  private List<Series> lines(Map<String, Relaxation> found, Reading reading) {
    List<Series> series = new ArrayList<>();
    Values x = Values.of(times);
    found.forEach((name, r) -> series.add(new Series.Line(name, role(name), stroke(name), x,
        Values.of(times.length, t -> reading.at(r, t)))));
    return series;
  }

  private static Role role(String name) {
    return name.equals("original") ? Role.ORIGINAL : Role.ofRule(name);
  }

  private static Series.Stroke stroke(String name) {
    return switch (name) {
      case "original" -> Series.Stroke.SOLID;
      case "pruned" -> Series.Stroke.DASHED;
      default -> Series.Stroke.DOTTED;
    };
  }

  private Part pulse() {
    List<int[]> groups = groups();
    if (!stable || of.original().neurons() == 0) {
      return new Part.Missing("The response to a pulse",
          stable ? "there are no neurons" : "a network is unstable");
    }
    int hit = strongest(groups.get(0));
    double[] start = new double[of.original().neurons()];
    start[hit] = 1;
    Optional<Map<String, Relaxation>> found = follow(start);
    if (found.isEmpty()) {
      return new Part.Missing("The response to a pulse", "following it would take too long on this network");
    }
    List<Panel> panels = new ArrayList<>();
    for (int g = 0; g < groups.size(); g++) {
      int[] group = groups.get(g);
      String title = groups.size() == 1
          ? "mean of all neurons"
          : "mean of group " + (g + 1) + (g == 0 ? " (hit)" : "") + ", " + group.length + " neurons";
      panels.add(new Panel.Plot(title, TIME, Axis.linear("mean rate", "Hz"),
          lines(found.get(), (r, t) -> mean(r, t, group))));
    }
    return new Figure("pulse", "The response to a pulse",
        "Mean rates of groups of neurons against time after a pulse to one neuron: original, pruned and a control.",
        new Figure.Guide(
            "Neuron " + of.original().label(hit)
                + " is set to 1 Hz at time 0 and everything else to 0. What is shown is how"
                + " the pulse spreads to the groups.",
            "The groups answer as they did: same height, same time.",
            "A group answers late, weakly or not at all: its connections to the group that was hit are gone.",
            "Look at the drawing under structure: are edges between the groups lost?"),
        panels, Optional.empty());
  }

  private static double mean(Relaxation r, int t, int[] group) {
    double sum = 0;
    for (int i : group) {
      sum += r.rate(t, i);
    }
    return sum / group.length;
  }

  private Part errors() {
    List<Series> series = new ArrayList<>();
    for (Baselines.Control c : of.controls()) {
      String name = c.rule().name();
      c.certificate().trajectories().measured()
          .ifPresent(t -> series.add(errorLine(name, Role.ofRule(name), Series.Stroke.DOTTED, t)));
    }
    Certificate own = of.certificate();
    own.noiseTrajectories().measured()
        .ifPresent(t -> series.add(new Series.Line("pruned, with noise (simulated)",
            Role.PRUNED, Series.Stroke.DASHED,
            Values.of(t.points().stream().map(PairedTrajectories.Point::time).toList()),
            Values.of(t.points().stream().map(PairedTrajectories.Point::relativeError).toList()))));
    own.trajectories().measured()
        .ifPresent(t -> series.add(errorLine("pruned", Role.PRUNED, Series.Stroke.SOLID, t)));
    if (series.isEmpty()) {
      return new Part.Missing("Error against time",
          own.trajectories() instanceof Block.Omitted<TrajectoryFacts>(Omission why, int limit)
              ? CertificateWords.omission(why, limit)
              : "nothing was measured");
    }
    return Figure.of("error-by-time", "Error against time",
        "Relative error of the state against time on logarithmic axes: pruned network and controls.",
        new Figure.Guide(
            "How far the state of the pruned network is from the original's, relative to it, at each time after a random"
                + " start; and, simulated, when both are driven by the same noise.",
            "A line that falls: fast modes differ, slow ones agree. What lasts is right.",
            "A line that rises or stays high: what lasts is wrong.",
            "Keep more edges, or ask for the slow modes: --slow 2%:5."),
        new Panel.Plot("", TIME, Axis.logarithmic("relative error", ""), series));
  }

  private static Series errorLine(String name, Role role, Series.Stroke stroke, TrajectoryFacts t) {
    return new Series.Line(name, role, stroke,
        Values.of(t.errorByTime().stream().map(TrajectoryFacts.ErrorAt::time).toList()),
        Values.of(t.errorByTime().stream().map(TrajectoryFacts.ErrorAt::relativeError).toList()));
  }

  private Part covariance() {
    Optional<Covariance> before = stable ? survey.covariance(of.original()) : Optional.empty();
    Optional<Covariance> after = stable ? survey.covariance(of.pruned()) : Optional.empty();
    if (before.isEmpty() || after.isEmpty()) {
      return new Part.Missing("The covariance of noise-driven activity", stable
          ? "it is solved for again up to %,d neurons (symmetric) and %,d (directed)".formatted(
              Survey.MOST_COVARIANCE, Survey.MOST_DIRECTED_COVARIANCE)
          : "an unstable network has none");
    }
    List<Binning.Cloud> clouds = new ArrayList<>();
    of.control().flatMap(c -> survey.covariance(c.pruned().network())
        .map(v -> cloud(c.rule().name(), Role.ofRule(c.rule().name()), before.get(), v)))
        .ifPresent(clouds::add);
    clouds.add(cloud("pruned", Role.PRUNED, before.get(), after.get()));
    double low = clouds.stream().flatMapToDouble(c -> Arrays.stream(c.x().toArray())).min().orElse(0);
    double high = clouds.stream().flatMapToDouble(c -> Arrays.stream(c.x().toArray())).max().orElse(1);
    List<Series> series = new ArrayList<>();
    series.add(new Series.Line("unchanged", Role.BACKGROUND, Series.Stroke.DASHED, Values.of(low, high),
        Values.of(low, high)));
    clouds.forEach(c -> series.add(Series.Points.of(c.name(), c.role(), c.x(), c.y())));
    return Figure.of("covariance", "Covariance of noise-driven activity",
        "Covariances of pairs of neurons, pruned against original, with the line of equality.",
        new Figure.Guide(
            "A point is a pair of neurons, drawn at random, and how their rates vary together under unit white noise:"
                + " original along, pruned up.",
            "Points along the dashed line.",
            "Points far from the line: pairs became more alike, or less, than they were.",
            "A cloud above the line where covariances are large says that groups hang together less than they did."),
        new Panel.Plot("", Axis.linear("C_ij, original", "Hz²"), Axis.linear("C_ij, pruned", "Hz²"), series));
  }

  /** The same pairs for every network. */
  private static Binning.Cloud cloud(String name, Role role, Covariance before, Covariance after) {
    int n = before.neurons();
    int count = (int) Math.min(PAIRS, (long) n * (n - 1) / 2);
    double[] x = new double[count];
    double[] y = new double[count];
    NoiseStream stream = new Seed(1).stream("report pairs");
    for (int k = 0; k < count; k++) {
      int i = (int) (stream.nextDouble() * n);
      int j = (i + 1 + (int) (stream.nextDouble() * (n - 1))) % n;
      x[k] = before.get(i, j);
      y[k] = after.get(i, j);
    }
    return Binning.Cloud.of(name, role, x, y);
  }

  private static Figure transients(TransientFacts t) {
    Values x = Values.of(t.propagators().stream().map(TransientFacts.Propagator::time).toList());
    return Figure.of("transients", "Transient growth",
        "The norm of the propagator against time, original and pruned, and the distance between the two.",
        new Figure.Guide(
            "The largest factor by which any pattern can have grown at a time, ‖exp(At)‖, and how far the two"
                + " propagators are apart. A directed network can amplify before it settles.",
            "The lines lie on each other, peaks included.",
            "The pruned network amplifies more or less than the original, although eigenvalues agree.",
            "Keep more edges; slow modes alone do not fix transients."),
        new Panel.Plot("", TIME, Axis.logarithmic("norm", ""), List.of(
            new Series.Line("original", Role.ORIGINAL, Series.Stroke.SOLID, x,
                Values.of(t.propagators().stream().map(TransientFacts.Propagator::norm).toList())),
            new Series.Line("pruned", Role.PRUNED, Series.Stroke.DASHED, x,
                Values.of(t.propagators().stream().map(TransientFacts.Propagator::prunedNorm).toList())),
            new Series.Line("distance", Role.LOST, Series.Stroke.DOTTED, x,
                Values.of(t.propagators().stream().map(TransientFacts.Propagator::distance).toList())))));
  }
}
