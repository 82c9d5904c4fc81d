package org.secateur.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Values of flags that were not given: from {@code SECATEUR_*} variables, then from {@code --config}. Where one flag does
 * without another, as one budget does without the others, giving either anywhere hides both further down.
 */
final class Defaults implements IDefaultValueProvider {
  /** Flags of which one at most makes sense. */
  private static final List<List<String>> ALTERNATIVES = List.of(
      List.of("keep", "edges", "epsilon", "tolerance", "slow"), List.of("directed", "symmetrize"),
      List.of("signs", "abs"), List.of("diagonal-is", "self-loops"), List.of("scores", "activity"),
      List.of("header", "no-header"), List.of("layers", "like", "from"), List.of("cd", "pcd"),
      List.of("labels", "label-column"));
  /** Sections of a configuration that are a record, not flags. */
  private static final List<String> RECORDS = List.of("schema", "input");

  private final List<String> given;
  private final Optional<TomlParseResult> file;
  private final Map<String, String> environment;

  Defaults(String[] arguments, Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    this.given = Arrays.stream(arguments).takeWhile(a -> !a.equals("--")).filter(a -> a.startsWith("--"))
        .map(a -> a.substring(2).replaceFirst("=.*", "")).toList();
    String path = environment.get(variable("config"));
    for (int k = 0; k < arguments.length; k++) {
      if (arguments[k].equals("--config") && k + 1 < arguments.length) {
        path = arguments[k + 1];
      } else if (arguments[k].startsWith("--config=")) {
        path = arguments[k].substring("--config=".length());
      }
    }
    this.file = Optional.ofNullable(path).map(Defaults::read);
  }

  private static TomlParseResult read(String path) {
    TomlParseResult result;
    try {
      result = Toml.parse(Path.of(path));
    } catch (IOException e) {
      throw Failure.of(ExitCode.DATA, "E101", "no configuration file \"%s\" can be read".formatted(path));
    }
    if (result.hasErrors()) {
      var first = result.errors().get(0);
      throw Failure.of(ExitCode.DATA, "E126",
          "%s: %s (line %d, column %d)".formatted(path, first.getMessage(),
              first.position().line(), first.position().column()));
    }
    return result;
  }

  /** Whether there is a configuration file. */
  boolean hasFile() {
    return file.isPresent();
  }

  /** Refuses sections and names that no command knows: a mistyped flag must not be passed over. */
  void refuseUnknown(Map<String, CommandLine> verbs) {
    for (String section : file.map(TomlTable::keySet).orElse(java.util.Set.of())) {
      if (!RECORDS.contains(section)) {
        refuseUnknown(section, verbs.get(section), file.get().get(List.of(section)));
      }
    }
  }

  private static void refuseUnknown(String section, @Nullable CommandLine verb, @Nullable Object content) {
    if (verb == null || !(content instanceof TomlTable table)) {
      throw Failure.of(ExitCode.USAGE, "E172",
          "the configuration has \"%s\", which is no command".formatted(section),
          "sections are named after commands, such as [prune]");
    }
    List<String> names = verb.getCommandSpec().options().stream().map(Defaults::name).toList();
    for (String key : table.keySet()) {
      CommandLine part = verb.getSubcommands().get(key);
      if (part != null) {
        refuseUnknown(section + "." + key, part, table.get(List.of(key)));
      } else if (!names.contains(key)) {
        throw Failure.of(ExitCode.USAGE, "E172",
            "the configuration has \"%s\" under [%s], which is no flag of it".formatted(key, section),
            "secateur %s --help lists them".formatted(section.replace('.', ' ')));
      }
    }
  }

  private static String name(OptionSpec option) {
    return option.longestName().replaceFirst("^--", "");
  }

  private static String variable(String flag) {
    return "SECATEUR_" + flag.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
      return null;
    }
    String flag = name(option);
    List<String> rivals = ALTERNATIVES.stream().filter(a -> a.contains(flag)).findFirst()
        .orElse(List.of(flag));
    if (rivals.stream().anyMatch(given::contains)) {
      return null;
    }
    String variable = environment.get(variable(flag));
    if (variable != null) {
      return variable;
    }
    if (rivals.stream().anyMatch(r -> environment.containsKey(variable(r)))) {
      return null;
    }
    List<String> section = List.of(Configuration.section(option.command()).split("\\.", -1));
    return file.flatMap(toml -> Optional.ofNullable(toml.getTable(section)))
        .map((TomlTable table) -> table.get(List.of(flag))).map(Defaults::text).orElse(null);
  }

  private static String text(Object value) {
    return value instanceof TomlArray array
        ? IntStream.range(0, array.size()).mapToObj(k -> array.get(k).toString())
            .collect(Collectors.joining(","))
        : value.toString();
  }
}
