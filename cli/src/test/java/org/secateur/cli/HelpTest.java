package org.secateur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Help texts: every flag under a heading, in sentences, within the width of a terminal. */
final class HelpTest {
  private final Shell shell = new Shell(Path.of(""));

  @ParameterizedTest
  @ValueSource(strings = {"demo", "inspect", "scores", "prune", "certify", "verify", "convert", "cite",
      "boltzmann fit", "boltzmann prune", "boltzmann score", "boltzmann sample", "boltzmann inspect",
      "rnn train", "rnn inspect", "rnn prune", "rnn evaluate", "rnn simulate", "rnn online"})
  void everyFlagStandsUnderAHeading(String verb) {
    String help = shell.does(verb + " --help").out();
    List<String> lines = help.lines().toList();
    assertThat(lines).as(verb).allMatch(l -> l.length() <= 110);
    CommandLine line = Main.line();
    for (String word : verb.split(" ", -1)) {
      line = (CommandLine) Tree.at(line.getSubcommands(), word);
    }
    for (OptionSpec option : line.getCommandSpec().options()) {
      int at = -1;
      for (int k = 0; k < lines.size(); k++) {
        String shown = lines.get(k).replace("--[no-]", "--no-");
        at = at < 0 && shown.matches("\\s+(-., )?" + option.longestName() + "\\b.*") ? k : at;
      }
      assertThat(at > 0).as("%s in help of %s", option.longestName(), verb)
          .isEqualTo(means(line.getCommand(), option));
      if (at < 0) {
        continue; // understood, to be refused by name
      }
      assertThat(lines.subList(0, at)).as("a heading above " + option.longestName())
          .anyMatch(l -> l.matches("\\S.*:"));
      assertThat(option.description()).as(option.longestName()).isNotEmpty();
      String text = String.join(" ", option.description());
      assertThat(text).as(option.longestName() + " ends with a full stop").endsWith(".");
    }
    assertThat(help).contains("Usage: secateur " + verb).doesNotContain("%%", "${", "null");
  }

  private static boolean means(Verb verb, OptionSpec option) {
    return switch (option.longestName()) {
      case "--out", "--overwrite" -> verb.writes();
      case "--csv" -> verb.hasTable();
      default -> true;
    };
  }

  @Test
  void theFirstPageNamesEveryVerbAndTheFirstSteps() {
    String help = shell.does("--help").out();
    assertThat(help).contains("demo", "inspect", "scores", "prune", "certify", "verify", "boltzmann",
        "convert",
        "cite", "First steps:", "Exit status:");
    assertThat(help.lines()).allMatch(l -> l.length() <= 110);
    assertThat(shell.does("help").out()).isEqualTo(help);
    assertThat(shell.does("--version").out()).startsWith("secateur ");
  }

  @Test
  void helpOfAVerbIsTheSameEitherWay() {
    assertThat(shell.does("help prune").out()).isEqualTo(shell.does("prune --help").out());
    shell.run("help prume").exits(ExitCode.USAGE);
  }
}
