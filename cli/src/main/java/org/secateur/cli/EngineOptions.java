package org.secateur.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.ServiceLoader;

import org.jspecify.annotations.Nullable;
import org.secateur.certify.Level;
import org.secateur.dynamics.LeakRule;
import org.secateur.io.InputException;
import org.secateur.prune.Rescale;
import org.secateur.study.PruningRequest;
import org.secateur.study.ScoreRoute;
import org.secateur.study.Target;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Where a network is pruned: in this process, or by an engine from a module of its own. */
final class EngineOptions {
  private static final String HERE = "local";
  /** What is read, measured or chosen only where the whole network is at hand. */
  private static final List<String> ONLY_HERE = List.of("--scale", "--signs", "--abs", "--diagonal-is",
      "--symmetrize", "--directed", "--component", "--orientation", "--activity", "--baselines",
      "--allow-unstable", "--modes", "--horizon", "--activation",
      "--input", "--overwrite", "--csv", "--tolerance", "--slow", "--format", "--header",
      "--no-header",
      "--decimal", "--delimiter", "--weight-column", "--nan-as", "--accept-saturated", "--duplicates",
      "--index-base");

  @Option(names = "--engine", paramLabel = "WHERE", defaultValue = HERE, description = {
      "local: in this process, the default; spark: on an Apache Spark cluster, for networks larger than one"
          + " machine."})
  String engine = HERE;

  @Option(names = "--master", paramLabel = "URL",
      description = "Of the cluster: spark://HOST:7077, or local[*]. Default: what spark-submit says.")
  @Nullable
  String master;

  @Option(names = "--partitions", paramLabel = "N", defaultValue = "0",
      description = "Parts of the matrix on a cluster. Default: three for each of its processors.")
  int partitions;

  @Option(names = "--conf", paramLabel = "KEY=VALUE",
      description = "A setting of the cluster's own, as spark-submit takes them.")
  Map<String, String> conf = new LinkedHashMap<>();

  boolean isElsewhere() {
    return !engine.equals(HERE);
  }

  /** Prunes with the engine that was asked for. */
  PruneEngine.Result run(String file, PruneCommand command, TerminalProgress progress) throws InputException {
    PruneEngine found = find();
    refuse(command.spec());
    PruningRequest request = command.rules.toRequest(command.budget.toTarget(), command.common.seedValue(),
        0);
    if (!(request.target() instanceof Target.Fixed)) {
      throw missing("a searched budget");
    }
    if (request.rescale() instanceof Rescale.Capped) {
      throw missing("--rescale capped");
    }
    if (request.route() instanceof ScoreRoute.Exact || request.route() instanceof ScoreRoute.Simulated) {
      throw missing("--scores " + request.route().name());
    }
    Integer nodes = command.input.nodes;
    if (partitions < 0 || (nodes != null && nodes < 1)) {
      throw Failure.of(ExitCode.USAGE, "E172", "--partitions and --nodes count something",
          "--partitions 64");
    }
    return found.run(new PruneEngine.Order(file,
        Optional.ofNullable(command.common.out).map(Object::toString).map(EngineOptions::address),
        "drop".equals(command.meaning.selfLoops),
        nodes == null ? OptionalInt.empty() : OptionalInt.of(nodes), leak(command.meaning), request,
        Optional.ofNullable(master), partitions, level(command), conf), progress);
  }

  /** Measuring costs more than all the rest: it is done where a certificate is asked for. */
  private static Optional<Level> level(PruneCommand command) {
    String said = command.measure.level;
    return command.spec().commandLine().getParseResult().hasMatchedOption("--certify")
        ? Optional.of(
            InputOptions.choice("--certify", said, InputOptions.constant(Level.class, said), "full or quick"))
        : Optional.empty();
  }

  /** A path has one slash where an address has two. */
  static String address(String path) {
    return path.replaceFirst("^([a-z][a-z0-9+.-]+):/(?!/)", "$1:///").replaceFirst(
        "^(?!file:)([a-z][a-z0-9+.-]+):///",
        "$1://");
  }

  private PruneEngine find() {
    for (PruneEngine candidate : ServiceLoader.load(PruneEngine.class)) {
      if (candidate.name().equals(engine)) {
        return candidate;
      }
    }
    throw engine.equals("spark")
        ? Failure.of(ExitCode.LIMIT, "E306", "the module for Apache Spark is not on the class path",
            "./secateur builds and adds it when it finds --engine spark among its arguments; docs/spark.md has the"
                + " line for spark-submit")
        : Failure.of(ExitCode.USAGE, "E172", "--engine %s is not a choice".formatted(engine),
            "--engine takes local or spark");
  }

  private void refuse(CommandSpec spec) {
    for (String option : ONLY_HERE) {
      if (spec.optionsMap().containsKey(option)
          && spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw missing(option);
      }
    }
  }

  private Failure missing(String what) {
    return Failure.of(ExitCode.USAGE, "E172", "%s is not offered with --engine %s".formatted(what, engine),
        "leave it out, or leave --engine out: docs/spark.md lists what a cluster does");
  }

  private static Optional<LeakRule> leak(MeaningOptions meaning) throws InputException {
    String kind = meaning.kind == null ? "" : meaning.kind;
    return switch (kind) {
      case "graph" -> {
        if (meaning.leak != null) {
          throw Failure.of(ExitCode.USAGE, "E147", "--leak does not go with --kind graph", "--kind network");
        }
        yield Optional.empty();
      }
      case "network" -> {
        String text = meaning.leak == null ? "1" : meaning.leak;
        if (!text.startsWith("dominant") && !text.matches("[-+]?[0-9.].*")) {
          throw Failure.of(ExitCode.USAGE, "E172", "a file of leaks is not read on a cluster",
              "--leak VALUE or --leak dominant:0.01");
        }
        yield Optional.of(MeaningOptions.leakRule(text, "--leak", 0, List.of()));
      }
      default -> throw Failure.of(ExitCode.USAGE, "E145", kind.isEmpty()
          ? "what the edge list is, is not said"
          : "--kind %s is not read on a cluster".formatted(kind),
          "--kind network (the leak is given by --leak) or --kind graph");
    };
  }
}
