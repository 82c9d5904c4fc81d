package org.secateur.cli;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.secateur.random.Seed;
import picocli.CommandLine.Option;

/** Flags that mean the same on every verb. */
final class CommonOptions {
  @Option(names = {"-o",
      "--out"}, paramLabel = "PATH",
      description = "Where to write: a folder for prune, demo and trained machines; a file for scores, certify and samples.")
  @Nullable
  Path out;

  @Option(names = "--overwrite", description = "Replace what is at --out.")
  boolean overwrite;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
      description = "The one number all randomness follows from. Default: ${DEFAULT-VALUE}.")
  long seed;

  @Option(names = "--threads", paramLabel = "N", defaultValue = "0",
      description = "Processors to use; the result is the same for any number. Default: all.")
  int threads;

  @Option(names = "--memory", paramLabel = "SIZE",
      description = "Most memory to plan for, such as 4g. Default: three quarters of the machine's.")
  @Nullable
  String memory;

  @Option(names = "--json", description = "Print exactly one JSON document on standard output.")
  boolean json;

  @Option(names = "--csv",
      description = "Print the result's table, and nothing else, as CSV: inspect's price list, prune's controls or rounds.")
  boolean csv;

  @Option(names = {"-q", "--quiet"}, description = "No warnings, notes or progress.")
  boolean quiet;

  @Option(names = {"-v", "--verbose"}, description = "Say more; stack traces with errors.")
  boolean verbose;

  @Option(names = "--progress", paramLabel = "MODE", defaultValue = "auto",
      description = "auto, plain, json or none. Default: ${DEFAULT-VALUE}: a line on a terminal, after half a second.")
  String progress = "auto";

  @Option(names = "--color", paramLabel = "WHEN", defaultValue = "auto",
      description = "auto or never; NO_COLOR is honoured. Default: ${DEFAULT-VALUE}.")
  String color = "auto";

  @Option(names = "--dry-run", description = "Print the resolved configuration and do nothing.")
  boolean dryRun;

  @Option(names = "--config", paramLabel = "FILE",
      description = "TOML file with one section for each verb; flags and SECATEUR_* variables come first.")
  @Nullable
  Path config;

  Seed seedValue() {
    return new Seed(seed);
  }

  long memoryBytes() {
    if (memory != null) {
      return Fractions.bytes(memory, "--memory");
    }
    var system = java.lang.management.ManagementFactory.getOperatingSystemMXBean();
    long total = system instanceof com.sun.management.OperatingSystemMXBean bean
        ? bean.getTotalMemorySize()
        : 4L << 30;
    return total / 4 * 3;
  }
}
