package org.secateur.cli;

import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.Callable;

import org.secateur.io.InputException;
import org.secateur.io.Json;
import org.secateur.study.Progress;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** One command: its common flags, its streams and its progress. */
abstract class Verb implements Callable<Integer> {
  @Mixin
  final CommonOptions common = new CommonOptions();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  private PrintStream out = System.out;
  private PrintStream err = System.err;

  void attach(PrintStream newOut, PrintStream newErr) {
    out = newOut;
    err = newErr;
    hide("--out", writes());
    hide("--overwrite", writes());
    hide("--csv", hasTable());
  }

  /** Leaves a common flag that means nothing here out of the help; it is still understood, so that it can be refused by name. */
  private void hide(String name, boolean hasMeaning) {
    OptionSpec option = spec.findOption(name);
    if (option != null && !hasMeaning) {
      spec.remove(option);
      spec.addOption(OptionSpec.builder(option).hidden(true).build());
    }
  }

  Console console() {
    return new Console(out, err, common);
  }

  @Override
  public final Integer call() throws Exception {
    if (common.threads < 0) {
      throw Failure.of(ExitCode.USAGE, "E172", "--threads %d is negative".formatted(common.threads),
          "--threads 2");
    }
    if (!common.color.equals("auto") && !common.color.equals("never")) {
      throw Failure.of(ExitCode.USAGE, "E172", "--color %s is not a choice".formatted(common.color),
          "--color takes auto or never");
    }
    if (common.csv && (common.json || !hasTable())) {
      throw Failure.of(ExitCode.USAGE, "E172", common.json
          ? "--csv and --json contradict each other"
          : "%s has no table for --csv".formatted(spec.name()), "leave --csv out");
    }
    if (!writes() && spec.commandLine().getParseResult().hasMatchedOption("--out")) {
      throw Failure.of(ExitCode.USAGE, "E172",
          "%s writes no file of its own; -o does nothing here".formatted(spec.name()),
          "leave -o out; > FILE keeps what is printed");
    }
    TerminalProgress progress = TerminalProgress.of(common, err);
    try {
      if (common.dryRun) {
        Configuration configuration = configuration();
        out.println(
            common.json ? Json.write(configuration.toJson()) : configuration.toToml().stripTrailing());
        return ExitCode.OK;
      }
      return Threads.with(common.threads, () -> run(console(), progress));
    } finally {
      progress.close();
      out.flush();
    }
  }

  /** Reads networks within this command's limits. */
  NetworkLoader loader(InputOptions input, MeaningOptions meaning, Progress progress) {
    return new NetworkLoader(input, meaning, common.memoryBytes(), console(), progress);
  }

  CommandSpec spec() {
    return spec;
  }

  PrintStream out() {
    return out;
  }

  /** Everything that decides the result, for {@code --dry-run}; commands that read a network check it too. */
  Configuration configuration() throws InputException {
    return Configuration.of(spec, Map.of());
  }

  /** Whether {@code -o} means something here. */
  boolean writes() {
    return true;
  }

  /** Whether there is a table for {@code --csv}. */
  boolean hasTable() {
    return false;
  }

  /** Does the work and returns the exit status. */
  abstract int run(Console console, TerminalProgress progress) throws Exception;
}
