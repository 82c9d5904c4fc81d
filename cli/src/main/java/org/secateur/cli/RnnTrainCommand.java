package org.secateur.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.secateur.io.Checkpoint;
import org.secateur.io.Existing;
import org.secateur.io.InputException;
import org.secateur.io.Json;
import org.secateur.io.NetworkFile;
import org.secateur.io.RnnTrainingArrays;
import org.secateur.rnn.RateNetwork;
import org.secateur.rnn.TransferFunction;
import org.secateur.rnn.task.Task;
import org.secateur.rnn.train.Connectivity;
import org.secateur.rnn.train.Initialization;
import org.secateur.rnn.train.Trained;
import org.secateur.rnn.train.Training;
import org.secateur.rnn.train.TrainingSettings;
import org.secateur.rnn.train.TrainingState;
import org.secateur.rnn.train.Validation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains a rate network on a generated task. */
@Command(name = "train", mixinStandardHelpOptions = true, versionProvider = Version.class,
    sortOptions = false,
    footer = {"", "Examples:", "  secateur rnn train --task dm1seqr --units 512 -o net.safetensors",
        "  secateur rnn train --task flipflop --units 64 --updates 2000 -o flip.npz"},
    description = "Train a rate network on a generated task by backpropagation through time, and keep the best validation.")
final class RnnTrainCommand extends Verb {
  private static final TrainingSettings DEFAULT = TrainingSettings.DEFAULT;
  /** Updates between two looks at the clock: a few seconds of the largest networks. */
  private static final int PART = 50;

  @Option(names = "--task", paramLabel = "NAME", required = true,
      description = "flipflop, or a Mod-Cog task such as dlydm1 or dm1seqr; a wrong name lists all.")
  String task = "";

  @Option(names = "--units", paramLabel = "H", defaultValue = "128",
      description = "Recurrent units. Default: ${DEFAULT-VALUE}.")
  int units;

  @Option(names = "--updates", paramLabel = "N", description = "Steps of Adam. Default: 12000.")
  @Nullable
  Integer updates;

  @Option(names = "--batch", paramLabel = "N", description = "Fresh trials an update. Default: 64.")
  @Nullable
  Integer batch;

  @Option(names = "--rate", paramLabel = "X",
      description = "Learning rate of the first half; half of it in the second. Default: 0.0012.")
  @Nullable
  Double rate;

  @Option(names = "--local", paramLabel = "R",
      description = "Connect only units within this distance on a square sheet. Default: all.")
  @Nullable
  Double local;

  @Option(names = "--transfer", paramLabel = "F", defaultValue = "tanh",
      description = "linear, rectified or tanh. Default: ${DEFAULT-VALUE}.")
  TransferFunction transfer = TransferFunction.TANH;

  @Option(names = "--step", paramLabel = "A", defaultValue = "0.1",
      description = "alpha = dt/tau of a step. Default: ${DEFAULT-VALUE}.")
  double step;

  @Option(names = "--gain", paramLabel = "G",
      description = "Weights begin uniform with standard deviation G / sqrt(fan-in). Default: 1.414 (He et al. "
          + "2015); 0.577 is within 1 / sqrt(fan-in), as linear layers of common frameworks begin.")
  @Nullable
  Double gain;

  @Option(names = "--no-resume", negatable = true,
      description = "Begin again even where an interrupted run of the same configuration stands.")
  boolean noResume;

  private Training training() {
    if (units < 2) {
      throw Failure.of(ExitCode.USAGE, "E172", "--units %d is no network".formatted(units), "--units 128");
    }
    if (!(step > 0 && step <= 1)) {
      throw Failure.of(ExitCode.USAGE, "E172", "--step %s is not in (0, 1]".formatted(step), "--step 0.1");
    }
    double first = rate == null ? DEFAULT.firstRate() : rate;
    int each = batch == null ? DEFAULT.batch() : batch;
    int all = updates == null ? DEFAULT.updates() : updates;
    if (!(first > 0 && first < Double.POSITIVE_INFINITY) || each < 1 || all < 0) {
      throw Failure.of(ExitCode.USAGE, "E172", "--rate and --batch must be positive, --updates not negative",
          "--rate 0.0012 --batch 64 --updates 12000");
    }
    if (local != null && !(local >= 0 && local < Double.MAX_VALUE)) {
      throw Failure.of(ExitCode.USAGE, "E172", "--local %s is no distance".formatted(local), "--local 3");
    }
    if (gain != null && !(gain >= 0 && gain < Float.MAX_VALUE)) {
      throw Failure.of(ExitCode.USAGE, "E172", "--gain %s is no standard deviation".formatted(gain),
          "--gain 1.414");
    }
    Connectivity connectivity = local == null ? Connectivity.full(units) : Connectivity.local(units, local);
    TrainingSettings settings = DEFAULT.withUpdates(all).withBatch(each).withRates(first, first / 2);
    return new Training(TaskName.of(task), connectivity, settings, common.seedValue());
  }

  @Override
  Configuration configuration() throws InputException {
    training();
    return Configuration.of(spec(), Map.of());
  }

  @Override
  int run(Console console, TerminalProgress progress) throws Exception {
    Stopwatch watch = new Stopwatch();
    Path out = common.out;
    if (out == null || !ModelFile.isFile(out)) {
      throw Failure.of(ExitCode.USAGE, "E172", "nothing says where the trained network goes",
          "-o net.safetensors, or -o net.npz");
    }
    Existing existing = common.overwrite ? Existing.OVERWRITE : Existing.REFUSE;
    ModelFile.requireFreeFile(out, existing);
    Training training = training();
    Task known = training.task();
    Map<String, Object> identity = new LinkedHashMap<>(configuration().toJson());
    identity.put("secateur", Version.number());
    RunCheckpoint checkpoint = RunCheckpoint.beside(out, identity, console);
    Trained trained = train(training, checkpoint, console, progress);
    progress.close();
    NetworkFile.write(trained.network(), about(known, trained), out, existing);
    checkpoint.remove();
    if (common.json) {
      console.print(Json.write(json(known, trained, out)));
      return ExitCode.OK;
    }
    console.say("Network     %s", RnnText.line(trained.network()));
    console.say("Trained on  %s, %s of %s trials, seed %d", known.name(),
        Text.count(training.settings().updates(), "update"), Text.count(training.settings().batch()),
        common.seed);
    console.say("Best        accuracy %s at update %s (validation; new trials do a little worse)",
        Text.percent(trained.best().accuracy()), Text.count(trained.best().update()));
    console.say("Wrote       %-60s %s", out, Text.duration(watch.seconds()));
    console.say("Next        secateur rnn prune %s --mask magnitude --repair refit --keep 0.2 -o cut", out);
    return ExitCode.OK;
  }

  /** Goes on from the checkpoint, if there is one. */
  private Trained train(Training training, RunCheckpoint checkpoint, Console console,
      TerminalProgress progress)
      throws InputException {
    RateNetwork start = new Initialization(transfer, step, gain == null ? Initialization.DEFAULT_GAIN : gain)
        .draw(training.task(), training.connectivity(), common.seedValue());
    Optional<Checkpoint> found = checkpoint.resume(noResume, common.overwrite);
    try {
      TrainingState state;
      if (found.isPresent()) {
        state = RnnTrainingArrays.take(found.get().arrays(), start, "the checkpoint");
        console.remark("Resuming    after %s of %s, best accuracy so far %s",
            Text.count(state.updates()), Text.count(training.settings().updates(), "update"),
            Text.percent(state.bestValidation().accuracy()));
      } else {
        progress.report("training", 0, training.settings().updates());
        state = training.start(start);
      }
      int before = state.updates();
      while (!training.isFinished(state)) {
        state = training.advance(state, PART,
            (done, total, loss) -> progress.report("training", done - before, total - before));
        TrainingState now = state;
        checkpoint.offer(false,
            () -> Checkpoint.of(checkpoint.configuration(), Map.of(), RnnTrainingArrays.of(now)));
      }
      return new Trained(state.best(), state.bestValidation(), state.history());
    } catch (ArithmeticException e) {
      checkpoint.remove(); // from there it would diverge again
      throw Failure.of(ExitCode.NO, "E235", String.valueOf(e.getMessage()), "a smaller --rate");
    }
  }

  private Map<String, String> about(Task known, Trained trained) {
    Map<String, String> about = new LinkedHashMap<>();
    about.put("task", known.name());
    about.put("seed", Long.toString(common.seed));
    about.put("updates", Integer.toString(trained.best().update()));
    about.put("validation_accuracy", Double.toString(trained.best().accuracy()));
    return about;
  }

  private Map<String, Object> json(Task known, Trained trained, Path out) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("schema", "secateur/rnn-train/1");
    m.put("task", known.name());
    m.put("seed", common.seed);
    List<Map<String, Object>> history = new ArrayList<>();
    for (Validation c : trained.history()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("update", c.update());
      row.put("training_loss", c.trainingLoss());
      row.put("validation_loss", c.validationLoss());
      row.put("accuracy", c.accuracy());
      history.add(row);
    }
    m.put("history", history);
    m.put("best_update", trained.best().update());
    m.put("accuracy", trained.best().accuracy());
    m.put("out", String.valueOf(out.getFileName()));
    return m;
  }
}
