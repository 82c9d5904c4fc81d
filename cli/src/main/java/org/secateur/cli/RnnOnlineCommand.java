package org.secateur.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.secateur.io.Bundle;
import org.secateur.io.DeclaredNetwork;
import org.secateur.io.Existing;
import org.secateur.io.InputException;
import org.secateur.io.Json;
import org.secateur.io.MetricsTable;
import org.secateur.io.NeuronVector;
import org.secateur.io.OnlineFolder;
import org.secateur.io.ReadOptions;
import org.secateur.network.Edges;
import org.secateur.network.Kind;
import org.secateur.network.Network;
import org.secateur.rnn.online.History;
import org.secateur.rnn.online.OnlineOutcome;
import org.secateur.rnn.online.OnlinePruning;
import org.secateur.rnn.online.OnlineRule;
import org.secateur.study.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets a linear network, or the recurrent layer of a trained one, prune itself while noise drives it. */
@Command(name = "online", mixinStandardHelpOptions = true, versionProvider = Version.class,
    sortOptions = false, footer = {"", "Examples:",
        "  secateur rnn online W.npy --kind network --leak dominant:0.01 --keep 0.5 --report -o alive",
        "  secateur rnn online W.npy --kind network --leak dominant:0.01 --kappa 30 --time-constants tau.csv -o alive",
        "  secateur rnn online net.safetensors --keep 0.5 -o alive   # the recurrent layer of a trained network"},
    description = {"Let a linear network prune itself while noise drives it, until it comes to rest.",
        "Every synapse watches the two neurons it joins and at the end of its window vanishes or is strengthened; windows"
            + " double. Signs never change (Dale's law), and the slack of every neuron stays.",
        "Of a trained network it takes the recurrent layer as a linear network, with --leak dominant:0.01 unless said.",
        "-o DIR keeps the network at rest, history.csv (the network over time) and decisions.csv."})
final class RnnOnlineCommand extends Verb {
  @Parameters(paramLabel = "FILE",
      description = "The network: file, file.npz::W, or - with --format; or a trained network:"
          + " .safetensors, .npz, or a folder of .npy and .csv files.")
  String file = "";

  @Option(names = "--tensor", paramLabel = "NAME",
      description = "The array of recurrent weights, where a trained network holds several layers.")
  @Nullable
  String tensor;

  @Option(names = "--keep", paramLabel = "F",
      description = "Share of the edges to keep, about: kappa is F times the edges per neuron.")
  @Nullable
  String keep;

  @Option(names = "--kappa", paramLabel = "K",
      description = "In place of --keep: an edge is safe from leverage 1/K on; some K times as many stay as there are neurons.")
  @Nullable
  Double kappa;

  @Option(names = "--window", paramLabel = "T", defaultValue = "100",
      description = "Leak times that a synapse watches at first; each further window is twice as long. Default: ${DEFAULT-VALUE}.")
  double window;

  @Option(names = "--margin", paramLabel = "M", defaultValue = "0.15",
      description = "A synapse leaves itself alone where its probability is above 1 - M. Default: ${DEFAULT-VALUE}.")
  double margin;

  @Option(names = "--step", paramLabel = "DT", defaultValue = "0.1",
      description = "Step of the simulation in leak times, at most 0.5. Default: ${DEFAULT-VALUE}.")
  double step;

  @Option(names = "--longest", paramLabel = "T", defaultValue = "20000",
      description = "Leak times after which it ends even if it is not at rest. Default: ${DEFAULT-VALUE}.")
  double longest;

  @Option(names = "--time-constants", paramLabel = "FILE",
      description = "One positive number a neuron: how much slower it is than its leak says. Its noise is weaker in proportion.")
  @Nullable
  String timeConstants;

  @Option(names = "--frames", paramLabel = "N", defaultValue = "61",
      description = "Rows of history.csv, at equal distances in time. Default: ${DEFAULT-VALUE}.")
  int frames;

  @Option(names = "--report",
      description = "Also write a report with figures, report.html in the folder: the network over time.")
  boolean report;

  @Mixin
  final MeaningOptions meaning = new MeaningOptions();

  @Mixin
  final InputOptions input = new InputOptions();

  @Override
  Configuration configuration() throws InputException {
    DeclaredNetwork declared = subject(Progress.NONE).declared();
    rule(declared.network());
    return Configuration.of(spec(), declared);
  }

  private OnlineSubject subject(Progress progress) throws InputException {
    return OnlineSubject.read(file, Optional.ofNullable(tensor), meaning, loader(input, meaning, progress));
  }

  private OnlineRule rule(Network network) {
    if ((keep == null) == (kappa == null)) {
      throw Failure.of(ExitCode.USAGE, "E172", "either --keep or --kappa says how much is to stay",
          "--keep 0.5");
    }
    if (!(longest > 0 && longest < 1e12) || frames < 2) {
      throw Failure.of(ExitCode.USAGE, "E172", "--longest must be positive, and --frames at least 2",
          "--longest 20000 --frames 61");
    }
    double perNeuron = (double) Edges.of(network).count() / Math.max(1, network.neurons());
    double value = kappa != null ? kappa : Fractions.keep(String.valueOf(keep), "--keep") * perNeuron;
    try {
      return new OnlineRule(value, window, margin, step);
    } catch (IllegalArgumentException e) {
      throw Failure.of(ExitCode.USAGE, "E172", String.valueOf(e.getMessage()),
          "--kappa 30 --window 100 --margin 0.15 --step 0.1");
    }
  }

  private double[] speed(Network network, List<String> labels) throws InputException {
    double[] speed = new double[network.neurons()];
    Arrays.fill(speed, 1);
    if (timeConstants != null) {
      double[] slowness = NeuronVector.read(timeConstants, speed.length, labels, ReadOptions.DEFAULT);
      for (int i = 0; i < speed.length; i++) {
        if (!(slowness[i] > 0)) {
          throw Failure.of(ExitCode.DATA, "E172",
              "the time constant of neuron %d is %s".formatted(i, slowness[i]),
              "--time-constants takes positive numbers");
        }
        speed[i] = 1 / slowness[i];
      }
    }
    return speed;
  }

  @Override
  int run(Console console, TerminalProgress progress) throws Exception {
    Stopwatch watch = new Stopwatch();
    if (report && common.out == null) {
      throw Failure.of(ExitCode.USAGE, "E172", "--report needs a folder to write to", "-o DIR");
    }
    Existing existing = common.overwrite ? Existing.OVERWRITE : Existing.REFUSE;
    if (common.out != null) {
      ModelFile.refuseOwnInput(Path.of(file), common.out);
      OnlineFolder.requireFree(common.out, existing);
    }
    OnlineSubject subject = subject(progress);
    DeclaredNetwork declared = subject.declared();
    Network network = declared.network();
    OnlineRule rule = rule(network);
    double[] speed = speed(network, network.labels());
    Checks checks = new Checks(declared, console);
    checks.beforePruning();
    OnlineOutcome outcome = OnlinePruning.run(network, speed, rule, longest, common.seedValue(),
        t -> progress.report("leak times, at most", t, (long) Math.ceil(longest)));
    if (outcome instanceof OnlineOutcome.Diverged(double at, int neuron, History history)) {
      throw Failure.of(ExitCode.NO, "E235",
          "neuron %s diverged after %s leak times: the network is not stable, or the step is too long"
              .formatted(
                  network.label(neuron), Text.number(at)),
          "--leak dominant:0.01, or a smaller --step");
    }
    History history = outcome.history();
    MetricsTable table = OnlineFolder.history(history, frames, progress);
    Map<String, Object> summary = summary(outcome, rule, table);
    Configuration configuration = Configuration.of(spec(), declared).shareable();
    Map<String, Object> provenance = Provenance.of(configuration, declared, watch, checks.notices());
    summary.put("provenance", provenance);
    if (common.out != null) {
      Map<String, byte[]> pages = report
          ? Map.of(ReportRequest.FILE,
              new ReportRequest(spec(), declared, configuration, provenance, checks.notices())
                  .of(outcome, rule, timeConstants == null, common.seedValue(), progress))
          : Map.of();
      OnlineFolder.write(declared, subject.trained(), history, table, common.out, existing, summary,
          configuration.toToml(),
          pages);
    }
    progress.close();
    if (common.csv) {
      console.print(table.toCsv().stripTrailing());
    } else if (common.json) {
      console.print(Json.write(summary));
    } else {
      print(console, subject, outcome, rule, table, watch);
    }
    return outcome instanceof OnlineOutcome.Settled ? ExitCode.OK : ExitCode.NO;
  }

  @Override
  boolean hasTable() {
    return true;
  }

  private static Map<String, Object> summary(OnlineOutcome outcome, OnlineRule rule, MetricsTable table) {
    History history = outcome.history();
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("schema", "secateur/rnn-online/1");
    m.put("at_rest", outcome instanceof OnlineOutcome.Settled);
    if (outcome instanceof OnlineOutcome.Settled(double at, History h)) {
      m.put("leak_times_needed", at);
    }
    m.put("leak_times", history.leakTimes());
    m.put("kappa", rule.kappa());
    m.put("edges", history.edges().count());
    m.put("pairs", history.edges().paired());
    m.put("kept", history.kept());
    m.put("kept_fraction", history.keptFraction());
    m.put("decisions", history.decisions().size());
    m.put("spectral_abscissa_before", table.numbers("spectral_abscissa")[0]);
    m.put("spectral_abscissa", last(table));
    return m;
  }

  private static double last(MetricsTable table) {
    double[] all = table.numbers("spectral_abscissa");
    return all[all.length - 1];
  }

  private void print(Console console, OnlineSubject subject, OnlineOutcome outcome, OnlineRule rule,
      MetricsTable table, Stopwatch watch) {
    History history = outcome.history();
    DeclaredNetwork declared = subject.declared();
    Echo.print(console, declared);
    console.say("Rule        kappa %s, windows of %s leak times that double, seed %d",
        Text.number(rule.kappa()),
        Text.plain(rule.window()), common.seed);
    console.say("At rest     %s", outcome instanceof OnlineOutcome.Settled(double at, History h)
        ? "after %s leak times; watched for %s".formatted(Text.number(at), Text.number(history.leakTimes()))
        : "no: still changing after %s leak times; --longest %s, from the start, gives it more".formatted(
            Text.number(history.leakTimes()),
            Text.plain(10 * longest)));
    console.say("Left        %s of %s (%s), %s decisions", Text.count(history.kept()),
        Text.count(history.edges().count(), history.edges().paired() ? "pair" : "synapse"),
        Text.percent(history.keptFraction()), Text.count(history.decisions().size()));
    console.say("Stability   spectral abscissa %s before, %s now (1/s)",
        Text.number(table.numbers("spectral_abscissa")[0]), Text.number(last(table)));
    console.say("Wrote       %-60s %s", common.out == null
        ? "nothing; -o DIR keeps the network and its history"
        : common.out + "/" + (report ? "   with " + ReportRequest.FILE : ""), Text.duration(watch.seconds()));
    if (common.out != null) {
      Path pruned = common.out.resolve(OnlineFolder.network(declared, subject.trained()));
      if (subject.trained().isPresent()) {
        console
            .say(
                "Next        secateur rnn evaluate %s --against %s%s   (units keep their own leak of 1 there;"
                    + " that of the linear network is in %s)",
                pruned, file,
                subject.trained().get().saysItsUnits() ? "" : " --transfer F --step A", Bundle.LEAK);
      } else {
        console.say("Next        secateur certify %s %s%s   with the same --kind and --leak", file, pruned,
            declared.kind() == Kind.NETWORK ? " --leak-pruned " + common.out.resolve(Bundle.LEAK) : "");
      }
    }
  }
}
