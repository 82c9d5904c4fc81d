package org.secateur.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.secateur.io.InputException;
import org.secateur.io.NearMatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(name = "secateur", mixinStandardHelpOptions = true, versionProvider = Version.class,
    description = "Prune networks by local, activity-driven rules, and prove what survived.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "First steps:  secateur demo", "              secateur inspect YOUR_MATRIX",
        "Exit status:  0 done, 1 the answer is no, 2 usage, 3 bad data, 4 limits, 5 refused, 70 our bug,",
        "              130 interrupted"})
public final class Main implements Runnable {
  @Spec
  private CommandSpec spec = CommandSpec.create();

  private Main() {
  }

  /** Runs one command and leaves with its status. */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), false,
        StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.err), true,
        StandardCharsets.UTF_8);
    System.setOut(out);
    System.setErr(err);
    int status = run(arguments, out, err);
    out.flush();
    if (out.checkError() && status == ExitCode.OK) {
      status = ExitCode.LIMIT; // the result did not reach its reader
    }
    System.exit(status);
  }

  /** All verbs and their flags. */
  static CommandLine line() {
    CommandLine line = bare();
    Verbs.registerAll(line);
    return line;
  }

  /** No verbs yet. */
  private static CommandLine bare() {
    CommandLine line = new CommandLine(new Main());
    line.setUsageHelpWidth(110);
    line.setUsageHelpAutoWidth(false);
    return line;
  }

  /** Runs one command; nothing here exits. */
  static int run(String[] arguments, PrintStream out, PrintStream err) {
    return run(arguments, System.getenv(), out, err);
  }

  /** The same in another environment. */
  static int run(String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
    CommandLine line = bare();
    Console console = new Console(out, err, new CommonOptions());
    try {
      Defaults defaults = new Defaults(arguments, environment);
      Verbs.register(line, arguments, defaults.hasFile());
      defaults.refuseUnknown(line.getSubcommands());
      line.setDefaultValueProvider(defaults);
    } catch (Failure f) {
      console.failure(f); // a bad configuration file, before any verb was chosen
      return f.exitCode();
    }
    line.setOut(new java.io.PrintWriter(out, true, StandardCharsets.UTF_8));
    line.setErr(new java.io.PrintWriter(err, true, StandardCharsets.UTF_8));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setAbbreviatedOptionsAllowed(false);
    line.setUnmatchedOptionsArePositionalParams(false);
    line.setParameterExceptionHandler(Main::usage);
    line.setExecutionExceptionHandler(Main::failed);
    attach(line, out, err);
    try {
      return line.execute(arguments);
    } catch (OutOfMemoryError e) {
      return memory(console);
    } catch (StackOverflowError | LinkageError | AssertionError e) {
      return bug(e, console);
    }
  }

  private static void attach(CommandLine line, PrintStream out, PrintStream err) {
    for (CommandLine verb : line.getSubcommands().values()) {
      if (verb.getCommand() instanceof Verb v) {
        v.attach(out, err);
      }
      attach(verb, out, err);
    }
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static int usage(ParameterException e, String[] arguments) {
    CommandLine line = e.getCommandLine();
    if (e.getCause() instanceof Failure f) {
      line.getErr().println("error[" + f.code() + "]: " + f.getMessage());
      f.hint().ifPresent(h -> line.getErr().println("  hint: " + h));
      return f.exitCode();
    }
    line.getErr().println("error[E172]: " + plain(String.valueOf(e.getMessage())));
    Optional<String> near = near(plain(String.valueOf(e.getMessage())));
    if (near.isPresent()) {
      line.getErr().println("  hint: did you mean " + near.get() + "?");
      return ExitCode.USAGE;
    }
    boolean suggested = CommandLine.UnmatchedArgumentException.printSuggestions(e, line.getErr());
    if (!suggested) {
      line.getErr().println("  hint: " + line.getCommandSpec().qualifiedName() + " --help");
    }
    return ExitCode.USAGE;
  }

  /** The option with the choice that was probably meant. */
  private static Optional<String> near(String message) {
    Matcher m = Pattern.compile("option '(--[a-z-]+)'.*'(.*)' is none of (.*)").matcher(message);
    return m.find()
        ? NearMatch.among(m.group(2), List.of(m.group(3).split(", ", -1))).map(n -> m.group(1) + " " + n)
        : Optional.empty();
  }

  /** Constants as they are typed. */
  private static String choices(MatchResult m) {
    return Matcher.quoteReplacement("'" + m.group(2) + "' is none of "
        + m.group(1).toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  /** A parser's message without the words of a programmer. */
  private static String plain(String message) {
    String named = Pattern.compile("expected one of \\[(.*)\\] \\(case-(?:in)?sensitive\\) but was '(.*)'")
        .matcher(message).replaceAll(Main::choices);
    return named.replaceAll("is not an? (int|long)\\b", "is not a whole number")
        .replaceAll("is not a double\\b", "is not a number")
        .replaceAll("Unmatched arguments? (at index \\d+|from index \\d+): ",
            "more than this command takes: ");
  }

  private static int failed(Exception e, CommandLine line, ParseResult parsed) {
    Console console = line.getCommand() instanceof Verb v
        ? v.console()
        : new Console(System.out, System.err, new CommonOptions());
    return switch (e) {
      case Failure f -> {
        console.failure(f);
        yield f.exitCode();
      }
      case InputException input -> {
        console.failure(input);
        yield ExitCode.of(input);
      }
      default -> e.getCause() instanceof OutOfMemoryError ? memory(console) : bug(e, console);
    };
  }

  private static int memory(Console console) {
    console.failure(Failure.of(ExitCode.LIMIT, "E190",
        "this needs more memory than Java was given (%s)."
            .formatted(Text.bytes((double) Runtime.getRuntime().maxMemory())),
        "java -Xmx takes more; --certify quick and --scores simulate need less"));
    return ExitCode.LIMIT;
  }

  private static int bug(Throwable e, Console console) {
    console.err().println("error[E700]: this is a mistake in Secateur, not in your data: " + e);
    try {
      Path file = Files.createTempFile("secateur-crash-", ".txt");
      try (PrintStream crash = new PrintStream(Files.newOutputStream(file), true, StandardCharsets.UTF_8)) {
        crash.println(
            Version.text() + ", Java " + Runtime.version() + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch"));
        e.printStackTrace(crash);
      }
      console.err().println("  what is needed to mend it is in " + file);
    } catch (java.io.IOException | SecurityException unwritable) {
      e.printStackTrace(console.err());
    }
    return ExitCode.BUG;
  }
}
