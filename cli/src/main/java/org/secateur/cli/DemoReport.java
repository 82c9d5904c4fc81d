package org.secateur.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import org.secateur.certify.Certificate;
import org.secateur.certify.Level;
import org.secateur.cli.html.HtmlReport;
import org.secateur.dynamics.Activation;
import org.secateur.io.Notice;
import org.secateur.network.Network;
import org.secateur.prune.Budget;
import org.secateur.prune.Pruned;
import org.secateur.prune.PruningRule;
import org.secateur.random.Seed;
import org.secateur.report.Part;
import org.secateur.report.Setting;
import org.secateur.report.network.NetworkCase;
import org.secateur.report.network.NetworkReport;
import org.secateur.study.Baselines;
import org.secateur.study.CertifiedPruning;
import org.secateur.study.ClusterDemo;
import org.secateur.study.Measure;
import org.secateur.study.Prices;
import org.secateur.study.Progress;
import org.secateur.study.Pruning;
import org.secateur.study.PruningOutcome;
import org.secateur.study.PruningRequest;
import org.secateur.study.Target;
import picocli.CommandLine.Model.CommandSpec;

/** The demo's report: its clusters, the same pruning, two controls, and a short price list, in a second or two. */
final class DemoReport {
  private static final List<PruningRule> CONTROLS = List.of(new PruningRule.ByWeight(),
      new PruningRule.Uniform());
  private static final List<Double> KEEPS = List.of(0.05, ClusterDemo.KEEP, 0.25);
  private static final int SEEDS = 3;
  /** As many slow modes as there are clusters: the fourth is a fast one. */
  private static final int MODES = 3;

  private DemoReport() {
  }

  static byte[] of(CommandSpec spec, ClusterDemo demo, Seed seed, Stopwatch watch, Progress progress) {
    Network network = demo.generated().network();
    PruningRequest request = PruningRequest.of(new Target.Fixed(new Budget.KeepFraction(ClusterDemo.KEEP)),
        seed);
    Pruned pruned = pruned(network, request);
    List<PruningRule> rules = new ArrayList<>(List.of(request.rule()));
    rules.addAll(CONTROLS);
    progress.report("certificates", 0, rules.size());
    List<Baselines.Control> certified = rules.parallelStream().map(rule -> {
      boolean own = rule.equals(request.rule());
      PruningRequest one = request.withRule(rule);
      Pruned cut = own ? pruned : pruned(network, one);
      return new Baselines.Control(rule, cut, CertifiedPruning.certify(network, cut, one,
          measure(seed, own ? Level.FULL : Level.QUICK), Progress.NONE));
    }).toList();
    Certificate certificate = certified.get(0).certificate();
    List<Baselines.Control> controls = certified.subList(1, certified.size());
    Prices prices = Prices.of(network, request, rules, KEEPS, SEEDS, MODES, Prices.Depth.SLOW_MODES,
        progress);
    Configuration configuration = Configuration.of(spec,
        Map.of("generated", "three clusters, seed 1"));
    Setting setting = new Setting("Three clusters", facts(), ReportFacts.command(spec), Version.number(),
        List.of(), ReportFacts.of(Provenance.of(configuration, watch, List.<Notice>of())),
        configuration.toToml().strip(),
        List.of("secateur demo -o FOLDER",
            "secateur prune FOLDER/clusters.mtx --kind network --leak dominant:0.00005 --keep 0.1 --baselines --report -o DIR"));
    return HtmlReport.write(NetworkReport.of(new NetworkCase(network, pruned.network(), certificate,
        Optional.of(new NetworkCase.Draw(request, pruned, "exact, dense algebra")), controls,
        Optional.of(prices), setting, "", ""), progress));
  }

  private static Measure measure(Seed seed, Level level) {
    return new Measure(MODES, OptionalDouble.empty(), level, Activation.LINEAR, Optional.empty(), seed);
  }

  private static Pruned pruned(Network network, PruningRequest request) {
    if (Pruning.run(network, request, Progress.NONE) instanceof PruningOutcome.Done done) {
      return done.pruned();
    }
    throw new IllegalStateException("the demo's network is stable, and its budget is a number");
  }

  private static List<Part.Fact> facts() {
    return List.of(
        Part.Fact.of("Network", "generated: three full clusters of 200 neurons, 6 bridges between every two",
            "Weights are uniform between ½ and 1½ per second, bridges have weight 1; drawn from seed 1 whatever --seed"
                + " says, which draws the pruning."),
        Part.Fact.of("Direction", "symmetric: a row and its column are the same"),
        Part.Fact.of("Leak", "0.01 per second more than each neuron receives"));
  }
}
