package org.secateur.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The commands by name. Only the one that was asked for is built: reading the flags of all of them takes longer than
 * everything else that {@code --help} does.
 */
enum Verbs {
  DEMO("the first minute: two networks pruned beside their controls"),
  INSPECT(
      "what was read, whether it is stable, and what each budget would cost"),
  SCORES(
      "every synapse's score, effective resistance and standard error"),
  PRUNE(
      "prune a network, measure what survived, write both as a bundle"),
  CERTIFY(
      "measure what anybody's pruned network kept of its original"),
  VERIFY(
      "hash and measure a bundle again"),
  STUDY(
      "run a study file: every combination of its values, on the same seeds"),
  REPRODUCE(
      "repeat a paper's experiments beside stored expectations"),
  RNN("train, prune, test and simulate trained recurrent networks"),
  BOLTZMANN("train, prune, score and sample Boltzmann machines"),
  CONVERT("rewrite a matrix in another format"),
  CITE("what to cite");

  private final String summary;

  Verbs(String summary) {
    this.summary = summary;
  }

  private Object command() {
    return switch (this) {
      case DEMO -> new DemoCommand();
      case INSPECT -> new InspectCommand();
      case SCORES -> new ScoresCommand();
      case PRUNE -> new PruneCommand();
      case CERTIFY -> new CertifyCommand();
      case VERIFY -> new VerifyCommand();
      case STUDY -> new StudyCommand();
      case REPRODUCE -> new ReproduceCommand();
      case RNN -> new RnnCommand();
      case BOLTZMANN -> new BoltzmannCommand();
      case CONVERT -> new ConvertCommand();
      case CITE -> new CiteCommand();
    };
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Adds every command. */
  static void registerAll(CommandLine line) {
    add(line, List.of(values()));
  }

  /**
   * Adds the command that the arguments name; all, if it is misspelt, so that the right one can be suggested, or if a
   * configuration file has sections to check.
   */
  static void register(CommandLine line, String[] arguments, boolean all) {
    Optional<String> first = Arrays.stream(arguments).filter(a -> !a.startsWith("-") && !a.equals("help"))
        .findFirst();
    Optional<Verbs> named = first
        .flatMap(a -> Arrays.stream(values()).filter(v -> v.word().equals(a)).findFirst());
    add(line, all
        ? List.of(values())
        : named.map(List::of).orElse(first.isPresent() ? List.of(values()) : List.of()));
  }

  private static CommandLine line(Object command) {
    CommandLine sub = new CommandLine(command);
    sub.setUsageHelpWidth(110);
    sub.getCommandSpec().usageMessage().abbreviateSynopsis(true);
    GroupedHelp.install(sub);
    return sub;
  }

  private static void add(CommandLine line, List<Verbs> verbs) {
    for (Verbs verb : verbs) {
      CommandLine sub = line(verb.command());
      if (verb == BOLTZMANN) {
        BoltzmannCommand.parts().forEach((word, part) -> {
          CommandLine of = line(part);
          BoltzmannCommand.teach(of);
          sub.addSubcommand(word, of);
        });
        sub.addSubcommand("help", new HelpCommand());
      }
      if (verb == RNN) {
        RnnCommand.parts().forEach((word, part) -> {
          CommandLine of = line(part);
          BoltzmannCommand.teach(of, MaskName.class);
          BoltzmannCommand.teach(of, RnnPruneFlags.CovarianceSource.class);
          sub.addSubcommand(word, of);
        });
        sub.addSubcommand("help", new HelpCommand());
      }
      line.addSubcommand(verb.word(), sub);
    }
    line.addSubcommand("help", new HelpCommand());
    line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, help -> {
      Map<String, String> table = new LinkedHashMap<>();
      for (Verbs verb : values()) {
        table.put("  " + verb.word(), verb.summary);
      }
      table.put("  help", "the flags of a command: secateur help prune");
      return help.createTextTable(table).toString();
    });
  }
}
