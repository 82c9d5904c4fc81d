package org.secateur.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.train.Fitting;
import org.secateur.boltzmann.train.TrainingSettings;
import org.secateur.io.Existing;
import org.secateur.io.InputException;
import org.secateur.io.Json;
import org.secateur.io.MachineFile;
import org.secateur.io.MetricsTable;
import org.secateur.io.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains a machine. */
@Command(name = "fit", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false,
    footer = {"", "Examples:",
        "  secateur boltzmann fit digits.npz --layers 784,64 --epochs 20 -o digits.rbm",
        "  secateur boltzmann fit train-images-idx3-ubyte --scale 255 --threshold 0.5 --layers 784,500,500"
            + " -o digits.dbm",
        "  secateur boltzmann fit bars-and-stripes:4 --layers 16,10 --batch 10 --epochs 500 -o bars.safetensors"},
    description = {
        "Train a Boltzmann machine on binary patterns: two layers are a restricted machine, more a deep one.",
        "DATA is a file (IDX, NPY, NPZ, CSV, MATLAB, Matrix Market), or generated: " + GeneratedData.WORDS
            + ".",
        "An interrupted run goes on where it stopped when the same command is given again, to the same bytes."})
final class FitCommand extends Verb {
  @Parameters(paramLabel = "DATA",
      description = "Patterns: a file, file.npz::x_train, or the name of generated data.")
  String data = "";

  @Option(names = "--epochs", paramLabel = "N",
      description = "Passes over the data. Default: 20; faithful, two layers: 2.")
  @Nullable
  Integer epochs;

  @Option(names = "--pretrain", paramLabel = "N",
      description = "Passes over the data for each pair of layers of a deep machine by itself. Default: as --epochs.")
  @Nullable
  Integer pretrain;

  @Option(names = "--validation", paramLabel = "FILE|SHARE",
      description = "Patterns that are measured but not learned: another file, read in the same way, or a share such as 0.1.")
  @Nullable
  String validation;

  @Option(names = "--no-resume", negatable = true,
      description = "Begin again even where an interrupted run of the same configuration stands.")
  boolean noResume;

  @Mixin
  final MachineFlags machine = new MachineFlags();

  @Mixin
  final TrainerFlags training = new TrainerFlags();

  @Mixin(name = "data")
  final PatternFlags patterns = new PatternFlags();

  @Override
  Configuration configuration() throws InputException {
    return configuration(load());
  }

  private Dataset load() throws InputException {
    return Dataset.load(data, patterns, validation, null);
  }

  private Configuration configuration(Dataset set) throws InputException {
    Map<String, Object> input = new LinkedHashMap<>(set.input());
    for (Path model : List.of(machine.like == null ? Path.of("") : machine.like,
        machine.from == null ? Path.of("") : machine.from)) {
      if (!model.toString().isEmpty()) {
        input.put(String.valueOf(model.getFileName()), ModelFile.stamp(model));
      }
    }
    return Configuration.of(spec(), input).shareable();
  }

  private Fitting fitting(Dataset set) throws InputException {
    Machine first = machine.first(set.training(), training.trainer, common.seedValue());
    boolean deep = first.layers() > 2;
    boolean faithful = training.trainer == TrainerFlags.Trainer.FAITHFUL;
    int passes = epochs == null ? (faithful && !deep ? 2 : 20) : atLeastZero("--epochs", epochs);
    int each = pretrain == null ? passes : atLeastZero("--pretrain", pretrain);
    List<TrainingSettings> pairs = new ArrayList<>();
    if (deep && machine.from == null && each > 0) {
      for (int l = 0; l + 1 < first.layers(); l++) {
        pairs.add(training.pair(l, first, each));
      }
    }
    return new Fitting(first, set.training().patterns(), pairs, training.joint(passes, first),
        common.seedValue());
  }

  private static int atLeastZero(String option, int value) {
    if (value < 0) {
      throw Failure.of(ExitCode.USAGE, "E172", "%s %d is less than 0".formatted(option, value),
          option + " 20");
    }
    return value;
  }

  @Override
  int run(Console console, TerminalProgress progress) throws Exception {
    Stopwatch watch = new Stopwatch();
    Path out = common.out;
    if (out == null) {
      throw Failure.of(ExitCode.USAGE, "E172", "nothing says where the trained machine goes",
          "-o FOLDER, or -o FILE.safetensors");
    }
    Existing existing = common.overwrite ? Existing.OVERWRITE : Existing.REFUSE;
    ModelFile.requireFree(out, existing);
    progress.report("reading", 0, 1);
    Dataset set = load();
    console.notices(set.notices());
    Fitting fitting = fitting(set);
    Configuration configuration = configuration(set);
    Map<String, Object> identity = new LinkedHashMap<>(configuration.toJson());
    identity.put("secateur", Version.number());
    RunCheckpoint checkpoint = RunCheckpoint.beside(out, identity, console);
    FitRun run = new FitRun(fitting, set, checkpoint, console, progress);
    FitRun.Outcome outcome = run.finish(noResume, common.overwrite);
    write(out, existing, outcome, Provenance.of(configuration, watch, set.notices()), fitting);
    checkpoint.remove();
    print(console, set, fitting, outcome, out, watch);
    return ExitCode.OK;
  }

  private void write(Path out, Existing existing, FitRun.Outcome outcome, Map<String, Object> provenance,
      Fitting fitting) throws InputException {
    if (ModelFile.isFile(out)) {
      MachineFile.write(outcome.machine(), out, existing);
      return;
    }
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("kind", "fit");
    about.put("seed", common.seed);
    List<String> stages = new ArrayList<>();
    for (int stage = 0; stage < fitting.stages(); stage++) {
      stages.add(fitting.settings(stage).toString());
    }
    about.put("settings", stages);
    about.put("provenance", provenance);
    try (RunFolder.Writer folder = RunFolder.create(out, existing)) {
      folder.metrics(outcome.metrics());
      folder.commit(outcome.machine(), RunFolder.MACHINE, about);
    }
  }

  private void print(Console console, Dataset set, Fitting fitting, FitRun.Outcome outcome, Path out,
      Stopwatch watch) {
    Machine m = outcome.machine();
    MetricsTable metrics = outcome.metrics();
    Map<String, Object> last = FitRun.lastRow(metrics);
    if (common.json) {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("schema", "secateur/fit/1");
      answer.put("layers", m.units());
      answer.put("synapses", m.synapses());
      answer.put("seed", common.seed);
      answer.put("last_epoch", last);
      answer.put("out", String.valueOf(out.getFileName()));
      console.print(Json.write(answer));
      return;
    }
    console.say("Read        %s   %s", set.training().name(), Dataset.words(set.training()));
    set.heldOut().ifPresent(h -> console.say("Set aside   %s   %s", h.name(), Dataset.words(h)));
    console.say("Machine     %s", MachineText.line(m));
    console.say("Trained     %s · %s · seed %d",
        Text.count(fitting.joint().epochs(), "epoch"), TrainerFlags.words(fitting.joint()), common.seed);
    FitRun.say(console, last);
    console.say("Wrote       %-60s %s", out + (ModelFile.isFile(out) ? "" : "/"),
        Text.duration(watch.seconds()));
    console.say("Next        secateur boltzmann score %s %s%s%s", out, data,
        PatternFlags.given(spec()), validation == null ? "" : " --test " + validation);
  }
}
