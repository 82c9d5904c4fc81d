package org.secateur.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.secateur.io.InputException;
import org.secateur.io.NetworkFile;
import org.secateur.io.TrialArrays;
import org.secateur.random.Seed;
import org.secateur.rnn.RecurrentNetwork;
import org.secateur.rnn.Targets;
import org.secateur.rnn.Trials;
import org.secateur.rnn.task.Task;
import picocli.CommandLine.Option;

/** Which trials a network is run on. */
final class TrialFlags {
  private static final String TEST = "test trials";
  private static final String CALIBRATION = "calibration trials";

  @Option(names = "--task", paramLabel = "NAME",
      description = "Generated trials: flipflop, or a Mod-Cog task such as dlydm1 or dm1seqr. Default: the task the file names.")
  @Nullable
  String task;

  @Option(names = "--inputs", paramLabel = "FILE.npy",
      description = "Inputs, trials x steps x channels. Default: trials_x.npy or trials_u.npy of a folder.")
  @Nullable
  Path inputs;

  @Option(names = "--targets", paramLabel = "FILE",
      description = "Classes (trials x steps, below 0 ignored) or values (trials x steps x outputs) as NPY, or a table of"
          + " decisions as CSV.")
  @Nullable
  Path targets;

  @Option(names = "--trials", paramLabel = "N", defaultValue = "512",
      description = "How many generated trials a network is tested on. Default: ${DEFAULT-VALUE}.")
  int count;

  @Option(names = "--calibration", paramLabel = "N", defaultValue = "512",
      description = "How many generated trials show what its units do. Default: ${DEFAULT-VALUE}.")
  int calibration;

  /**
   * Trials to look at a network's activity, and others to test it.
   *
   * @param name where they come from
   */
  record Sets(Trials calibration, Trials test, String name) {
  }

  /** The trials of a network; empty if neither flags nor file name any. Files are halved: the first half calibrates. */
  Optional<Sets> sets(NetworkFile file, Seed seed) throws InputException {
    RecurrentNetwork network = file.network();
    if (count < 1 || calibration < 1) {
      throw Failure.of(ExitCode.USAGE, "E172", "--trials and --calibration must be at least 1",
          "--trials 512");
    }
    if (task != null && (inputs != null || targets != null)) {
      throw Failure.of(ExitCode.USAGE, "E172",
          "--task generates trials, and %s reads them".formatted(inputs != null ? "--inputs" : "--targets"),
          "leave --task out, or --inputs and --targets");
    }
    if (targets != null && inputs == null && !file.isFolder()) {
      throw Failure.of(ExitCode.USAGE, "E172", "--targets without --inputs: targets of which trials?",
          "--inputs x.npy --targets " + targets);
    }
    Optional<String> named = task != null || inputs != null ? Optional.ofNullable(task) : file.text("task");
    if (named.isPresent()) {
      Task known = TaskName.of(named.get());
      Reaching reaching = Reaching.of(file, known.inputs(), named.get());
      return Optional.of(new Sets(reaching.layer(known.trials(seed, CALIBRATION, 0, calibration)),
          reaching.layer(known.trials(seed, TEST, 0, count)),
          "%s, %s of its trials".formatted(named.get(), Text.count(count))));
    }
    Optional<Path> found = inputs != null || !file.isFolder()
        ? Optional.ofNullable(inputs)
        : TrialArrays.inputsIn(file.path());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Path x = found.get();
    Optional<Path> y = targets != null
        ? Optional.of(targets)
        : inputs == null ? TrialArrays.targetsIn(file.path()) : Optional.empty();
    if (y.isPresent() && network.outputs() == 0) {
      throw Failure.of(ExitCode.USAGE, "E237",
          "%s has no readout of %s, so that nothing comes out that %s could be compared with".formatted(
              file.path().getFileName(), file.layout().recurrent(), y.get().getFileName()),
          "leave --targets out, or name the last layer with --tensor; a readout is the one further matrix for %s"
              .formatted(Text.count(network.units(), "unit")));
    }
    Trials read = TrialArrays.read(x, y, network.outputs());
    Trials all = Reaching.of(file, read.inputs(), String.valueOf(x.getFileName())).layer(read);
    int half = all.count() / 2;
    Trials test = all.count() == 1 ? all : all.slice(half, all.count());
    if (y.isPresent() && !asks(test)) {
      throw Failure.of(ExitCode.DATA, "E237",
          "%s asks for nothing in the trials that test: every class is below 0, or every value no number"
              .formatted(
                  y.get().getFileName()),
          "--targets with classes from 0 to %d in the second half of the trials"
              .formatted(network.outputs() - 1));
    }
    return Optional.of(all.count() == 1
        ? new Sets(all, all, x.getFileName() + ", one trial")
        : new Sets(all.slice(0, half), test,
            "%s, the last %s trials".formatted(x.getFileName(), Text.count(all.count() - half))));
  }

  /** Whether some step of some trial asks for an answer. */
  private static boolean asks(Trials trials) {
    return switch (trials.targets()) {
      case Targets.None none -> false;
      case Targets.Labels labels ->
        Arrays.stream(labels.toArray()).anyMatch(l -> l != Targets.Labels.IGNORED);
      case Targets.Values wanted -> {
        boolean any = false;
        for (float weight : wanted.weights()) {
          any |= weight > 0;
        }
        yield any;
      }
    };
  }

  /** Trials that can be scored. */
  Sets scored(NetworkFile file, Seed seed) throws InputException {
    Sets sets = sets(file, seed).orElseThrow(() -> Failure.of(ExitCode.USAGE, "E237",
        "nothing says what the network should do", "--task flipflop, or --inputs x.npy --targets y.npy"));
    if (sets.test().targets() instanceof Targets.None) {
      throw Failure.of(ExitCode.USAGE, "E237",
          "nothing says what should come out for %s".formatted(sets.name()),
          "--targets y.npy");
    }
    return sets;
  }
}
