package org.secateur.cli;

import java.io.PrintStream;
import java.util.Optional;
import java.util.function.LongSupplier;

import org.secateur.study.Progress;

/**
 * Phases with counts and time left: one line that is rewritten on a terminal, whole lines every 10 % or 30 s in a log, JSON
 * lines for front ends, which are told of every phase. Nothing else for work that is over in half a second.
 */
final class TerminalProgress implements Progress {
  private static final long QUIET_NANOS = 500_000_000L;
  private static final long PLAIN_NANOS = 30_000_000_000L;
  private static final long REDRAW_NANOS = 100_000_000L;
  /** Lines of a log are at least so far apart, however short the phases are. */
  private static final long APART_NANOS = 1_000_000_000L;

  enum Mode {
    TERMINAL,
    PLAIN,
    JSON,
    NONE
  }

  private final PrintStream err;
  private final Mode mode;
  private final LongSupplier clock; // nanoseconds
  private final long began;
  private String phase = "";
  private long phaseBegan;
  private long printed;
  private int printedTenth = -1;
  private boolean lineOpen;

  TerminalProgress(PrintStream err, Mode mode) {
    this(err, mode, System::nanoTime);
  }

  TerminalProgress(PrintStream err, Mode mode, LongSupplier clock) {
    this.err = err;
    this.mode = mode;
    this.clock = clock;
    this.began = clock.getAsLong();
    this.phaseBegan = began;
    this.printed = began;
  }

  static TerminalProgress of(CommonOptions options, PrintStream err) {
    return new TerminalProgress(err, options.quiet ? Mode.NONE : switch (options.progress) {
      case "none" -> Mode.NONE;
      case "plain" -> Mode.PLAIN;
      case "json" -> Mode.JSON;
      case "auto" -> onTerminal() ? Mode.TERMINAL : Mode.PLAIN;
      default ->
        throw Failure.of(ExitCode.USAGE, "E172", "--progress %s is not a mode".formatted(options.progress),
            "--progress auto, plain, json or none");
    });
  }

  private static boolean onTerminal() {
    return Optional.ofNullable(System.console()).map(java.io.Console::isTerminal).orElse(false);
  }

  @Override
  public synchronized void report(String name, long done, long total) {
    if (Thread.currentThread().isInterrupted()) {
      throw Failure.of(ExitCode.INTERRUPTED, "E199", "interrupted");
    }
    long now = clock.getAsLong();
    if (!name.equals(phase)) {
      phase = name;
      phaseBegan = now;
      printedTenth = -1;
    }
    if (mode == Mode.NONE || (mode != Mode.JSON && now - began < QUIET_NANOS)) { // a program reads every phase
      return;
    }
    int tenth = total <= 0 ? 10 : (int) (10 * done / total);
    boolean due = switch (mode) {
      case TERMINAL -> now - printed > REDRAW_NANOS || done >= total;
      case PLAIN -> (total > 1 && tenth != printedTenth && now - printed > APART_NANOS)
          || (done < total && now - printed > PLAIN_NANOS);
      default -> tenth != printedTenth || now - printed > PLAIN_NANOS;
    };
    if (due) {
      printed = now;
      printedTenth = tenth;
      draw(done, total, now);
    }
  }

  private void draw(long done, long total, long now) {
    double spent = (now - phaseBegan) / 1e9;
    double left = done > 0 ? spent * (total - done) / done : Double.NaN;
    switch (mode) {
      case TERMINAL -> {
        err.print("\r\u001b[K" + line(done, total, left));
        err.flush();
        lineOpen = true;
      }
      case PLAIN -> err.println(line(done, total, left));
      case JSON -> err
          .println(Text.format("{\"phase\":\"%s\",\"done\":%d,\"total\":%d,\"seconds_left\":%s}", phase, done,
              total, Double.isFinite(left) ? Text.format("%.1f", left) : "null"));
      case NONE -> {
      }
    }
  }

  private String line(long done, long total, double left) {
    if (total <= 1) { // a step that cannot say how far it is
      return Text.format("%-22s after %s", phase, Text.duration((clock.getAsLong() - began) / 1e9));
    }
    return Text.format("%-22s %s of %s%s", phase, Text.count(done), Text.count(total),
        Double.isFinite(left) && left > 0.05 ? ", about " + Text.duration(left) + " left" : "");
  }

  /** Clears the line. */
  synchronized void close() {
    if (lineOpen) {
      err.print("\r\u001b[K");
      err.flush();
      lineOpen = false;
    }
  }
}
