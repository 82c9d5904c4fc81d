package org.secateur.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.secateur.io.DeclaredNetwork;
import org.secateur.io.FileStamp;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Everything that decides a result, resolved: the flags of a command, defaults included, and the hash of what was read. Its
 * text is a configuration file that {@code --config} takes.
 *
 * @param verb the command
 * @param flags values by flag, without dashes
 * @param input the file read, with its hash
 */
record Configuration(String verb, Map<String, Object> flags, Map<String, Object> input) {
  /** Flags that decide how a command runs, not what comes out. */
  private static final List<String> BESIDES = List.of("help", "version", "out", "overwrite", "json", "csv",
      "quiet",
      "verbose",
      "progress", "color", "dry-run", "config", "threads", "memory", "no-resume", "pictures", "report",
      "no-report");

  /** Where nothing else was asked for, a network was pruned in this process: nothing to reproduce. */
  private static final Map<String, Object> HERE = Map.of("engine", "local", "partitions", 0);

  static Configuration of(CommandSpec spec, DeclaredNetwork declared) {
    return of(spec, input(declared));
  }

  static Configuration of(CommandSpec spec, Map<String, Object> input) {
    Map<String, Object> flags = new LinkedHashMap<>();
    for (OptionSpec option : spec.options()) {
      String name = option.longestName().replaceFirst("^--", "");
      Object value = option.getValue();
      boolean empty = Boolean.FALSE.equals(value) || Map.of().equals(value)
          || (value != null && value.equals(HERE.get(name)));
      if (!BESIDES.contains(name) && value != null && !empty) {
        flags.put(name, switch (value) {
          case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
          case Path path -> path.toString();
          default -> value;
        });
      }
    }
    return new Configuration(section(spec), flags, input);
  }

  /** What a command's section of a configuration file is called: [prune], or [boltzmann.prune]. */
  static String section(CommandSpec spec) {
    return spec.qualifiedName(".").replaceFirst("^secateur\\.", "");
  }

  /** Flags whose value may be a file. */
  private static final List<String> FILES = List.of("leak", "leak-pruned", "signs", "time-constants",
      "activity", "input", "inputs", "targets",
      "like",
      "from",
      "labels", "validation", "validation-labels", "test", "test-labels", "match");

  /** The same without the folders of the machine it ran on, to be kept and passed on. */
  Configuration shareable() {
    Map<String, Object> shared = new LinkedHashMap<>(flags);
    for (String flag : FILES) {
      shared.computeIfPresent(flag, (name, value) -> Path.of(value.toString()).isAbsolute()
          ? String.valueOf(Path.of(value.toString()).getFileName())
          : value);
    }
    return new Configuration(verb, shared, input);
  }

  /** What was read: the name without its folder, the hash and the size. */
  static Map<String, Object> input(DeclaredNetwork declared) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("file", declared.source().origin().description());
    declared.source().origin().stamp().ifPresent((FileStamp stamp) -> {
      m.put("sha256", stamp.sha256());
      m.put("bytes", stamp.bytes());
    });
    return m;
  }

  /** The configuration as TOML. */
  String toToml() {
    StringBuilder text = new StringBuilder();
    text.append("schema = \"secateur/configuration/1\"\n\n[").append(verb).append("]\n");
    flags.forEach((key, value) -> text.append(key).append(" = ").append(literal(value)).append('\n'));
    if (!input.isEmpty()) {
      text.append("\n[input]\n");
      input.forEach((key, value) -> text.append(key(key)).append(" = ").append(literal(value)).append('\n'));
    }
    return text.toString();
  }

  /** The configuration as a JSON document. */
  Map<String, Object> toJson() {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("schema", "secateur/configuration/1");
    m.put(verb, flags);
    m.put("input", input);
    return m;
  }

  private static String key(String key) {
    return key.matches("[A-Za-z0-9_-]+") ? key : literal(key);
  }

  private static String literal(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(e -> key(String.valueOf(e.getKey())) + " = " + literal(String.valueOf(e.getValue())))
          .sorted().collect(Collectors.joining(", ", "{ ", " }"));
    }
    if (value instanceof Boolean || value instanceof Integer || value instanceof Long) {
      return value.toString();
    }
    if (value instanceof Double d) {
      return d.toString();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Configuration::literal).collect(Collectors.joining(", ", "[", "]"));
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : value.toString().toCharArray()) {
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        default -> {
          if (c < 0x20) {
            quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
