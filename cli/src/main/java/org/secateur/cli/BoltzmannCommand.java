package org.secateur.cli;

import java.util.LinkedHashMap;
import java.util.Map;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands of Boltzmann machines. */
@Command(name = "boltzmann", mixinStandardHelpOptions = true, versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND", footer = {"", "First steps:",
        "  secateur boltzmann fit font-digits --layers 100,40 --epochs 10 -o digits.rbm",
        "  secateur boltzmann prune digits.rbm font-digits --rounds 3 -o pruned.rbm"},
    description = "Train, prune, score and sample Boltzmann machines of binary units.")
final class BoltzmannCommand implements Runnable {
  @Spec
  private CommandSpec spec = CommandSpec.create();

  /** The commands by name. */
  static Map<String, Verb> parts() {
    Map<String, Verb> m = new LinkedHashMap<>();
    m.put("fit", new FitCommand());
    m.put("score", new ScoreCommand());
    return m;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
