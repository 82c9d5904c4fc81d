package org.secateur.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.data.CircularPatches;
import org.secateur.boltzmann.prune.Pruning;
import org.secateur.cli.html.HtmlReport;
import org.secateur.io.MetricsTable;
import org.secateur.io.Notice;
import org.secateur.io.PatternData;
import org.secateur.io.Sheet;
import org.secateur.random.Seed;
import org.secateur.report.Part;
import org.secateur.report.Setting;
import org.secateur.report.machine.MachineCase;
import org.secateur.report.machine.MachineReport;
import org.secateur.study.Progress;
import picocli.CommandLine.Model.CommandSpec;

/** The report on a pruned machine: what the rounds left behind, put together for the page. */
final class MachineReportPage {
  private static final int DISC_SIDE = 5;

  private MachineReportPage() {
  }

  /** The page. */
  static byte[] of(CommandSpec spec, Machine before, PatternData data, MachinePruneRun.Outcome outcome,
      String likelihood, String criterion, Seed seed, Configuration configuration,
      Map<String, Object> provenance, List<Notice> notices, Progress progress) {
    Setting setting = new Setting(name(configuration), facts(before, data), ReportFacts.command(spec),
        Version.number(),
        notices.stream().map(Notice::message).toList(), ReportFacts.of(provenance),
        configuration.toToml().strip(),
        List.of(ReportFacts.command(spec), "secateur boltzmann score DIR DATA --reverse"));
    return HtmlReport.write(MachineReport.of(new MachineCase(before, outcome.machine(),
        survivors(before, outcome), rounds(before, outcome.metrics()), likelihood, criterion, ended(outcome),
        pixels(before.units(0), data), seed, setting), progress));
  }

  private static String name(Configuration configuration) {
    return configuration.input().keySet().stream().findFirst().orElse("A Boltzmann machine");
  }

  private static List<Part.Fact> facts(Machine before, PatternData data) {
    return List.of(Part.Fact.of("Machine", MachineText.line(before)),
        Part.Fact.of("Patterns", Text.count(data.patterns().count(), "pattern") + " of "
            + Text.count(data.patterns().width(), "unit")),
        Part.Fact.of("Classes", data.labels().isPresent() ? "known" : "not known",
            "--labels FILE names them"),
        Part.Fact.of("Sheet", data.sheet().map(Sheet::toString).orElse("not known"),
            "--sheet ROWSxCOLUMNS says how visible units lie"));
  }

  private static String ended(MachinePruneRun.Outcome outcome) {
    return switch (outcome.end()) {
      case Pruning.End.FINISHED -> "all rounds done";
      case Pruning.End.LIMIT_EXCEEDED -> "stopped by its budget";
      case Pruning.End.COLLAPSED -> "stopped before a layer emptied";
    };
  }

  private static List<MachineCase.Round> rounds(Machine before, MetricsTable table) {
    double[] number = table.numbers("round");
    double[] synapses = table.numbers("synapses");
    double[] likelihood = table.numbers("log_likelihood");
    double[] standardError = table.numbers("standard_error");
    double[] reconstruction = table.numbers("reconstruction");
    double[] error = table.numbers("probe_error");
    List<double[]> units = IntStream.range(0, before.layers()).mapToObj(l -> table.numbers("units_" + l))
        .toList();
    List<MachineCase.Round> rounds = new ArrayList<>();
    for (int r = 0; r < number.length; r++) {
      int at = r;
      rounds.add(new MachineCase.Round((int) number[r], (long) synapses[r],
          units.stream().map(u -> (int) u[at]).toList(), likelihood[r], standardError[r], reconstruction[r],
          error[r]));
    }
    return rounds;
  }

  /** Which units of the first machine the result still has; the deaths of a round that was given up do not count. */
  private static List<List<Integer>> survivors(Machine before, MachinePruneRun.Outcome outcome) {
    List<List<Integer>> alive = new ArrayList<>();
    for (int l = 0; l < before.layers(); l++) {
      Set<Integer> dead = new HashSet<>();
      for (Object round : outcome.deaths()) {
        if (round instanceof Map<?, ?> m && m.get("round") instanceof Number n
            && n.intValue() <= outcome.round()
            && m.get("layers") instanceof List<?> layers && layers.get(l) instanceof List<?> units) {
          units.forEach(u -> dead.add(((Number) u).intValue()));
        }
      }
      alive.add(IntStream.range(0, before.units(l)).filter(i -> !dead.contains(i)).boxed().toList());
    }
    return alive;
  }

  private static Optional<MachineCase.Pixels> pixels(int width, PatternData data) {
    if (data.sheet().filter(s -> s.size() == width).isPresent()) {
      Sheet sheet = data.sheet().get();
      return Optional.of(new MachineCase.Pixels(sheet.rows(), sheet.columns(),
          IntStream.range(0, width).boxed().toList()));
    }
    return width == CircularPatches.PIXELS
        ? Optional.of(new MachineCase.Pixels(DISC_SIDE, DISC_SIDE,
            Arrays.stream(MachinePictures.disc()).boxed().toList()))
        : Optional.empty();
  }
}
