package org.secateur.cli;

import java.util.LinkedHashMap;
import java.util.Map;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands of trained recurrent networks. */
@Command(name = "rnn", mixinStandardHelpOptions = true, versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND", footer = {"", "First steps:",
        "  secateur rnn train --task dm1seqr --units 128 --updates 1000 -o net.safetensors",
        "  secateur rnn prune net.safetensors --mask magnitude --repair refit --keep 0.2 -o cut"},
    description = "Train, prune, test and simulate recurrent networks: rate units, plain layers and GRUs; let linear ones prune themselves.")
final class RnnCommand implements Runnable {
  @Spec
  private CommandSpec spec = CommandSpec.create();

  /** The commands by name. */
  static Map<String, Verb> parts() {
    Map<String, Verb> m = new LinkedHashMap<>();
    m.put("train", new RnnTrainCommand());
    m.put("inspect", new RnnInspectCommand());
    m.put("prune", new RnnPruneCommand());
    m.put("evaluate", new RnnEvaluateCommand());
    m.put("simulate", new RnnSimulateCommand());
    m.put("online", new RnnOnlineCommand());
    return m;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
