package org.secateur.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Values of flags that were not given: from {@code SECATEUR_*} variables, then from {@code --config}. */
final class Defaults implements IDefaultValueProvider {
  private final Optional<TomlParseResult> file;
  private final Map<String, String> environment;

  Defaults(String[] arguments) {
    this(arguments, System.getenv());
  }

  Defaults(String[] arguments, Map<String, String> environment) {
    this.environment = environment;
    String path = environment.get("SECATEUR_CONFIG");
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

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
      return null;
    }
    String flag = option.longestName().replaceFirst("^--", "");
    String variable = environment.get("SECATEUR_" + flag.toUpperCase(Locale.ROOT).replace('-', '_'));
    if (variable != null) {
      return variable;
    }
    return file.flatMap(toml -> Optional.ofNullable(toml.getTable(option.command().name())))
        .map((TomlTable table) -> table.get(java.util.List.of(flag))).map(Object::toString).orElse(null);
  }
}
