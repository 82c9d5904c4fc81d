package org.secateur.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.secateur.boltzmann.Enumeration;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.prune.Criterion;
import org.secateur.boltzmann.prune.GlobalCriterion;
import org.secateur.boltzmann.prune.Limit;
import org.secateur.boltzmann.prune.Pruning;
import org.secateur.boltzmann.fisher.InformationMatrix;
import org.secateur.boltzmann.train.TrainingSettings;
import org.secateur.io.Existing;
import org.secateur.io.InputException;
import org.secateur.io.Json;
import org.secateur.io.MachineFile;
import org.secateur.io.Notice;
import org.secateur.io.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prunes a machine in rounds. */
@Command(name = "prune", mixinStandardHelpOptions = true, versionProvider = Version.class,
    sortOptions = false,
    footer = {"", "Examples:",
        "  secateur boltzmann prune digits.rbm digits.npz --criterion fi-local --rounds 10 --retrain 2 -o pruned.rbm",
        "  secateur boltzmann prune patches.rbm patches.idx --criterion fi-diagonal --fraction-per-round 0.5 --rounds 3"
            + " --trainer faithful"},
    description = {
        "Remove synapses of a machine, and the units that lose theirs, in rounds of scoring, cutting and training"
            + " again; each round is measured.",
        "An interrupted run goes on where it stopped when the same command is given again, to the same bytes."})
final class MachinePruneCommand extends Verb {
  @Parameters(index = "0", paramLabel = "MODEL", description = "The folder of a run, or a file of arrays.")
  Path model = Path.of("");

  @Parameters(index = "1", paramLabel = "DATA",
      description = "Patterns to train again on: a file, or the name of generated data.")
  String data = "";

  @Mixin(name = "criterion")
  final MachinePruneFlags flags = new MachinePruneFlags();

  @Option(names = "--retrain", paramLabel = "N", defaultValue = "2",
      description = "Passes over the data after each cut; 0 for none. Default: ${DEFAULT-VALUE}.")
  int retrain = 2;

  @Option(names = "--stop-likelihood", paramLabel = "NATS",
      description = "Stop when a round has lost more nats a pattern than this against the first machine; the result is the"
          + " machine of the round before.")
  @Nullable
  Double stopLikelihood;

  @Option(names = "--stop-error", paramLabel = "SHARE",
      description = "Stop when more than this share of classes is misread from the top layer.")
  @Nullable
  String stopError;

  @Option(names = "--measure-cuts", description = "Measure the likelihood right after each cut, too.")
  boolean measureCuts;

  @Option(names = "--keep-rounds",
      description = "Keep the machine of every round: round-01.safetensors and so on.")
  boolean keepRounds;

  @Option(names = "--pictures",
      description = "Receptive fields and information before and after, and curves, as PNG files in the folder.")
  boolean pictures;

  @Option(names = "--report",
      description = "Also write a report with figures, report.html in the folder: one file, opened from disk.")
  boolean report;

  @Option(names = "--no-resume", negatable = true,
      description = "Begin again even where an interrupted run of the same configuration stands.")
  boolean noResume;

  @Mixin(name = "training")
  final TrainerFlags training = new TrainerFlags();

  @Mixin(name = "evaluation")
  final EvaluationFlags evaluation = new EvaluationFlags();

  @Mixin(name = "data")
  final PatternFlags patterns = new PatternFlags();

  @Override
  boolean hasTable() {
    return true;
  }

  @Override
  Configuration configuration() throws InputException {
    flags.criterionValue();
    return configuration(load());
  }

  private Dataset load() throws InputException {
    evaluation.check();
    return Dataset.load(data, patterns, evaluation.test, evaluation.testLabels);
  }

  private Configuration configuration(Dataset set) throws InputException {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put(String.valueOf(model.toAbsolutePath().normalize().getFileName()), ModelFile.stamp(model));
    input.putAll(set.input());
    return Configuration.of(spec(), input).shareable();
  }

  private Pruning pruning(Machine machine) throws InputException {
    Criterion criterion = flags.criterionFor(machine);
    MachineFlags.requireSynapses(machine.masks());
    if (retrain < 0) {
      throw Failure.of(ExitCode.USAGE, "E172", "--retrain %d is less than 0".formatted(retrain),
          "--retrain 2");
    }
    if (criterion instanceof GlobalCriterion.Eigenvector
        && machine.parameters() > InformationMatrix.MOST_PARAMETERS) {
      throw Failure.of(ExitCode.LIMIT, "E190",
          "--criterion fi-eigen needs the whole Fisher matrix; %s are more than the %s it is made for"
              .formatted(
                  Text.count(machine.parameters(), "parameter"),
                  Text.count(InformationMatrix.MOST_PARAMETERS)),
          "--criterion fi-diagonal");
    }
    boolean enumerates = flags.rates == MachinePruneFlags.Rates.EXACT
        || flags.rates == MachinePruneFlags.Rates.EXACT_SAMPLES;
    if (enumerates && (!Enumeration.isPossible(machine)
        || FitRun.smallerSide(machine) > Enumeration.MOST_TABULATED)) {
      throw Failure.of(ExitCode.LIMIT, "E190",
          "%s cannot be enumerated: the smaller of even and odd layers has %s; %d is the most".formatted(
              MachineText.layers(machine), Text.count(FitRun.smallerSide(machine), "unit"),
              Enumeration.MOST_TABULATED),
          "--rates model");
    }
    TrainingSettings settings = training.joint(retrain, machine);
    return new Pruning(criterion, flags.selections(machine), flags.source(criterion), flags.cut(),
        Optional.of(settings), Limit.NONE);
  }

  private MachinePruneRun.Budget budget(Dataset set) {
    double loss = Double.POSITIVE_INFINITY;
    double error = Double.POSITIVE_INFINITY;
    if (stopLikelihood != null) {
      loss = TrainerFlags.within("--stop-likelihood", stopLikelihood, 0, 1e6, "2");
      if (evaluation.logZ == EvaluationFlags.Partition.NONE) {
        throw Failure.of(ExitCode.USAGE, "E172", "--stop-likelihood and --log-z none contradict each other",
            "--log-z auto");
      }
    }
    if (stopError != null) {
      error = TrainerFlags.within("--stop-error", Fractions.parse(stopError, "--stop-error"), 0, 1, "0.1");
      if (evaluation.noProbe || set.training().labels().isEmpty() || set.measured().labels().isEmpty()) {
        throw Failure.of(ExitCode.USAGE, "E172", "--stop-error needs the classes of the patterns",
            "--labels FILE, or --stop-likelihood 2");
      }
    }
    return new MachinePruneRun.Budget(loss, error);
  }

  @Override
  int run(Console console, TerminalProgress progress) throws Exception {
    Stopwatch watch = new Stopwatch();
    Existing existing = common.overwrite ? Existing.OVERWRITE : Existing.REFUSE;
    checkOutput(existing);
    progress.report("reading", 0, 1);
    Machine machine = ModelFile.read(model);
    Dataset set = load();
    set.training().requireWidth(machine.units(0));
    console.notices(set.notices());
    Pruning pruning = pruning(machine);
    MachinePruneRun.Budget budget = budget(set);
    Configuration configuration = configuration(set);
    Map<String, Object> identity = new LinkedHashMap<>(configuration.toJson());
    identity.put("secateur", Version.number());
    RunCheckpoint checkpoint = RunCheckpoint.beside(common.out, identity, console);
    MachineEvaluation.Judge judge = new MachineEvaluation.Judge(set, evaluation, common.seedValue());
    String kind = MachineEvaluation.kind(machine, judge.enumerates(machine));
    MachinePruneTable table = new MachinePruneTable(console, kind);
    MachinePruneRun run = new MachinePruneRun(pruning, machine, set.training().patterns(), judge, budget,
        checkpoint, common.seedValue(), table, progress, console, measureCuts, keepRounds);
    MachinePruneRun.Outcome outcome = run.finish(noResume, common.overwrite);
    List<Notice> notices = new ArrayList<>(set.notices());
    notices.addAll(run.notices());
    notices.addAll(ending(console, outcome, pruning));
    Map<String, Object> provenance = Provenance.of(configuration, watch, notices);
    if (common.out != null) {
      Optional<byte[]> page = report
          ? Optional.of(MachineReportPage.of(spec(), machine, set.training(), outcome, kind, flags.criterion,
              common.seedValue(), configuration, provenance, notices, progress))
          : Optional.empty();
      write(common.out, existing, machine, set, pruning, outcome, provenance, page);
      progress.close();
    }
    checkpoint.remove();
    print(console, machine, outcome, watch);
    return outcome.end() == Pruning.End.COLLAPSED ? ExitCode.NO : ExitCode.OK;
  }

  private void checkOutput(Existing existing) throws InputException {
    if (common.out != null) {
      ModelFile.requireFree(common.out, existing);
    }
    boolean folder = common.out != null && !ModelFile.isFile(common.out);
    if ((pictures || keepRounds || report) && !folder) {
      throw Failure.of(ExitCode.USAGE, "E172",
          "--pictures, --report and --keep-rounds need a folder to write to",
          "-o FOLDER");
    }
  }

  /** What is to be said of an end before the last round; nothing may be lost. */
  private static List<Notice> ending(Console console, MachinePruneRun.Outcome outcome, Pruning pruning) {
    List<Notice> notices = new ArrayList<>();
    int failed = outcome.round() + 1;
    switch (outcome.end()) {
      case COLLAPSED -> {
        if (outcome.round() == 0) {
          throw Failure.of(ExitCode.NO, "E214",
              "already the first round leaves layer %d without units. Nothing was written.".formatted(
                  outcome.collapsedLayer()),
              "a smaller --fraction-per-round, or --unit-loss never");
        }
        notices.add(Notice.of("W214",
            "round %d of %d would leave layer %d without units; the result is the machine of round %d."
                .formatted(
                    failed, pruning.rounds().size(), outcome.collapsedLayer(), outcome.round()),
            "a smaller --fraction-per-round"));
      }
      case LIMIT_EXCEEDED -> {
        if (outcome.round() == 0) {
          throw Failure.of(ExitCode.NO, "E215",
              "already the first round exceeds the budget. Nothing was written.",
              "a smaller --fraction-per-round, or more --retrain");
        }
        notices.add(
            Notice.of("N215", "round %d of %d exceeded the budget; the result is the machine of round %d."
                .formatted(failed, pruning.rounds().size(), outcome.round())));
      }
      case FINISHED -> {
      }
    }
    console.notices(notices);
    return notices;
  }

  private void write(Path out, Existing existing, Machine before, Dataset set, Pruning pruning,
      MachinePruneRun.Outcome outcome, Map<String, Object> provenance, Optional<byte[]> page)
      throws InputException {
    if (ModelFile.isFile(out)) {
      MachineFile.write(outcome.machine(), out, existing);
      return;
    }
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("kind", "prune");
    about.put("seed", common.seed);
    about.put("original_layers", before.units());
    about.put("rounds_done", outcome.round());
    about.put("ended", outcome.end());
    about.put("settings", String.valueOf(pruning.retraining().orElseThrow()));
    about.put("rates", String.valueOf(pruning.source()));
    about.put("deaths", outcome.deaths());
    about.put("provenance", provenance);
    try (RunFolder.Writer folder = RunFolder.create(out, existing)) {
      folder.metrics(outcome.metrics());
      for (Map.Entry<Integer, Machine> round : outcome.kept().entrySet()) {
        MachineFile.write(round.getValue(),
            folder.resolve(Text.format("round-%02d.safetensors", round.getKey())),
            Existing.REFUSE);
      }
      if (pictures) {
        MachinePictures.write(folder, before, outcome.machine(), set.training(), outcome.metrics());
        InformationPictures.write(folder, pruning.source(), before, outcome.machine(),
            set.training().patterns(), common.seed);
      }
      if (page.isPresent()) {
        folder.content(ReportRequest.FILE, page.get());
      }
      folder.commit(outcome.machine(), RunFolder.MACHINE, about);
    }
  }

  private void print(Console console, Machine before, MachinePruneRun.Outcome outcome, Stopwatch watch) {
    Machine after = outcome.machine();
    if (common.csv) {
      console.print(outcome.metrics().toCsv().stripTrailing());
      return;
    }
    if (common.json) {
      Map<String, Object> m = new LinkedHashMap<>();
      m.put("schema", "secateur/boltzmann-prune/1");
      m.put("criterion", flags.criterion);
      m.put("seed", common.seed);
      m.put("ended", outcome.end());
      m.put("layers", after.units());
      m.put("synapses", after.synapses());
      m.put("rounds", MachinePruneTable.toJson(outcome.metrics()));
      m.put("deaths", outcome.deaths());
      m.put("out", common.out == null ? List.of() : List.of(String.valueOf(common.out.getFileName())));
      console.print(Json.write(m));
      return;
    }
    int lost = 0;
    for (int l = 1; l < before.layers(); l++) {
      lost += before.units(l) - after.units(l);
    }
    if (lost > 0) {
      console.say("%s lost %s synapses and %s removed%s", Text.count(lost, "hidden unit"),
          lost == 1 ? "its" : "their", lost == 1 ? "was" : "were",
          common.out == null || ModelFile.isFile(common.out) ? "" : " (list in run.json)");
    }
    console.say("Pruned      %s by %s · seed %d", MachineText.line(after), flags.criterion, common.seed);
    if (common.out == null) {
      console.say("Wrote       nothing; -o FOLDER keeps the machine and the table          %s",
          Text.duration(watch.seconds()));
    } else {
      console.say("Wrote       %-60s %s", common.out + (ModelFile.isFile(common.out) ? "" : "/"),
          Text.duration(watch.seconds()));
    }
  }
}
