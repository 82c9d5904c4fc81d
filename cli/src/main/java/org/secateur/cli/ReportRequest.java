package org.secateur.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.DoubleStream;

import org.secateur.certify.Certificate;
import org.secateur.certify.Level;
import org.secateur.cli.html.HtmlReport;
import org.secateur.dynamics.Drift;
import org.secateur.io.DeclaredNetwork;
import org.secateur.io.Notice;
import org.secateur.network.Network;
import org.secateur.prune.Pruned;
import org.secateur.prune.PruningRule;
import org.secateur.random.Seed;
import org.secateur.report.Part;
import org.secateur.report.Setting;
import org.secateur.report.network.NetworkCase;
import org.secateur.report.network.NetworkReport;
import org.secateur.report.online.OnlineCase;
import org.secateur.report.online.OnlineReport;
import org.secateur.rnn.online.OnlineOutcome;
import org.secateur.rnn.online.OnlineRule;
import org.secateur.study.Baselines;
import org.secateur.study.Forecasts;
import org.secateur.study.Measure;
import org.secateur.study.Prices;
import org.secateur.study.Progress;
import org.secateur.study.PruningRequest;
import picocli.CommandLine.Model.CommandSpec;

/** A report on a network in the making: what it shows beyond the result itself, and how long that may take. */
final class ReportRequest {
  /** The file in a bundle. */
  static final String FILE = "report.html";
  /** What controls and a price list may take, in seconds of one core. */
  private static final double PATIENCE_SECONDS = 15;
  private static final double[] KEEPS = {0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75};
  private static final String NO_PRICES = "measuring it would take longer than the pruning itself; secateur inspect FILE measures one";
  private static final String NO_CONTROLS = "measuring them would take long on this network; --baselines adds them";
  private static final String FOREIGN = "this pair came from somebody else; secateur prune --report makes its own beside controls";
  private static final int MOST_SEEDS = 5;
  private static final int LEAST_SEEDS = 3;

  private final CommandSpec spec;
  private final DeclaredNetwork declared;
  private final Configuration configuration;
  private final Map<String, Object> provenance;
  private final List<Notice> notices;

  ReportRequest(CommandSpec spec, DeclaredNetwork declared, Configuration configuration,
      Map<String, Object> provenance, List<Notice> notices) {
    this.spec = spec;
    this.declared = declared;
    this.configuration = configuration;
    this.provenance = provenance;
    this.notices = List.copyOf(notices);
  }

  /** Whether controls can be measured for a report that nobody asked controls for. */
  static boolean affordsControls(Network network, Measure measure) {
    return Baselines.RULES.size() * cell(network, measure.level()) < PATIENCE_SECONDS;
  }

  private static double cell(Network network, Level level) {
    return Forecasts.pruning(network).seconds() + Forecasts.certificate(Drift.of(network), level).seconds();
  }

  /** The page of a pruning of ours. */
  byte[] of(Pruned pruned, PruningRequest request, Certificate certificate, String scores,
      List<Baselines.Control> controls, Progress progress) {
    Network network = declared.network();
    double kept = (double) pruned.keptEdges() / Math.max(1, pruned.plan().scores().count());
    Optional<Prices> prices = prices(network, request, kept, progress);
    return write(new NetworkCase(network, pruned.network(), certificate,
        Optional.of(new NetworkCase.Draw(request, pruned, scores)), controls, prices,
        setting(List.of("secateur verify DIR   # hash and measure again", command())), NO_PRICES,
        NO_CONTROLS), progress);
  }

  /** The page of a pair that somebody else made. */
  byte[] of(Network original, Network pruned, Certificate certificate, Progress progress) {
    return write(new NetworkCase(original, pruned, certificate, Optional.empty(), List.of(), Optional.empty(),
        setting(List.of(command())), FOREIGN, FOREIGN), progress);
  }

  /** The page of a network that pruned itself. */
  byte[] of(OnlineOutcome outcome, OnlineRule rule, boolean equallyFast, Seed seed, Progress progress) {
    OptionalDouble rest = outcome instanceof OnlineOutcome.Settled settled
        ? OptionalDouble.of(settled.leakTimes())
        : OptionalDouble.empty();
    Setting setting = setting(List.of(command(),
        "secateur certify ORIGINAL DIR/pruned.* --leak-pruned DIR/leak.csv   # with the same --kind and --leak"));
    return HtmlReport.write(OnlineReport.of(
        new OnlineCase(outcome.history(), rule, rest, equallyFast, seed.value(), setting), progress));
  }

  private static byte[] write(NetworkCase of, Progress progress) {
    return HtmlReport.write(NetworkReport.of(of, progress));
  }

  /** As many budgets, seeds and rules as there is patience for. */
  private static Optional<Prices> prices(Network network, PruningRequest request, double kept,
      Progress progress) {
    double cell = cell(network, Level.QUICK);
    Set<PruningRule> rules = new LinkedHashSet<>(List.of(request.rule()));
    rules.addAll(Baselines.RULES);
    int seeds = (int) Math.min(MOST_SEEDS, PATIENCE_SECONDS / (cell * rules.size() * (KEEPS.length + 1)));
    if (seeds < LEAST_SEEDS || kept <= 0 || network.synapses() == 0) {
      return Optional.empty();
    }
    List<Double> keeps = new ArrayList<>(DoubleStream.of(KEEPS).boxed().toList());
    keeps.removeIf(k -> Math.abs(Math.log(k / kept)) < 0.2 || k * network.synapses() < 2 * network.neurons());
    keeps.add(Math.min(1, kept));
    Collections.sort(keeps);
    return Optional.of(Prices.of(network, request, List.copyOf(rules), keeps, seeds, Prices.MODES,
        Prices.Depth.WORST_DIRECTION, progress));
  }

  private Setting setting(List<String> afterwards) {
    return new Setting(name(), facts(), command(), Version.number(),
        notices.stream().map(Notice::message).toList(),
        provenanceFacts(), configuration.toToml().strip(), afterwards);
  }

  private String name() {
    return declared.source().origin().description();
  }

  private List<Part.Fact> facts() {
    List<Part.Fact> facts = new ArrayList<>();
    facts.add(Part.Fact.of("Read", String.valueOf(declared.source())));
    declared.facts().forEach(f -> facts.add(Part.Fact.of(f.name(), f.value())));
    facts.add(Part.Fact.of("Signs", Echo.signs(declared.network()), "--signs declares them"));
    return facts;
  }

  private List<Part.Fact> provenanceFacts() {
    return ReportFacts.of(provenance);
  }

  private String command() {
    return ReportFacts.command(spec);
  }
}
