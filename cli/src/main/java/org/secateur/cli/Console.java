package org.secateur.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

import org.secateur.io.InputException;
import org.secateur.io.Notice;

/** The two streams: results on one, everything about the work on the other. */
final class Console {
  private final PrintStream out;
  private final PrintStream err;
  private final CommonOptions options;

  Console(PrintStream out, PrintStream err, CommonOptions options) {
    this.out = out;
    this.err = err;
    this.options = options;
  }

  /** A line of the result. */
  void print(String line) {
    out.println(line);
  }

  /** A line of the result that machines are not meant to read: nothing under {@code --json} or {@code --csv}. */
  void say(String format, Object... arguments) {
    if (!options.json && !options.csv) {
      out.println(Text.format(format, arguments));
    }
  }

  /** A line about the work. */
  void remark(String format, Object... arguments) {
    if (!options.quiet) {
      err.println(Text.format(format, arguments));
    }
  }

  void notices(List<Notice> notices) {
    for (Notice n : notices) {
      if (!options.quiet) {
        String kind = n.code().startsWith("W") ? "warning" : "note";
        err.println(kind + "[" + n.code() + "]: " + n.message());
        n.hint().ifPresent(h -> err.println("  hint: " + h));
      }
    }
  }

  void failure(Failure failure) {
    error(failure.code(), String.valueOf(failure.getMessage()), Optional.empty(), failure.hint());
    trace(failure);
  }

  void failure(InputException failure) {
    Optional<String> anyway = failure.code().equals("E101")
        ? Optional.of("a path from the folder where the command runs, or a whole one")
        : Optional.empty();
    error(failure.code(), failure.message(), failure.where(), failure.hint().or(() -> anyway));
    trace(failure);
  }

  private void error(String code, String message, Optional<String> where, Optional<String> hint) {
    err.println("error[" + code + "]: " + message);
    where.ifPresent(w -> err.println("  at: " + w));
    hint.ifPresent(h -> err.println("  hint: " + h));
  }

  void trace(Throwable failure) {
    if (options.verbose) {
      failure.printStackTrace(err);
    }
  }

  PrintStream err() {
    return err;
  }
}
