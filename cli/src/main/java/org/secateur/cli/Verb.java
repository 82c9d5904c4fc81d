package org.secateur.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;

import picocli.CommandLine.Mixin;

/** One command: its common flags, its streams and its progress. */
abstract class Verb implements Callable<Integer> {
  @Mixin
  final CommonOptions common = new CommonOptions();

  private PrintStream out = System.out;
  private PrintStream err = System.err;

  void attach(PrintStream newOut, PrintStream newErr) {
    out = newOut;
    err = newErr;
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
    TerminalProgress progress = TerminalProgress.of(common, err);
    try {
      return Threads.with(common.threads, () -> run(console(), progress));
    } finally {
      progress.close();
      out.flush();
    }
  }

  /** Does the work and returns the exit status. */
  abstract int run(Console console, TerminalProgress progress) throws Exception;
}
