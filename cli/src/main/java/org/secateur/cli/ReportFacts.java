package org.secateur.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.secateur.report.Part;
import picocli.CommandLine.Model.CommandSpec;

/** What a report says of its own making: no user, no host, no folder of the machine it was made on. */
final class ReportFacts {
  /** Said elsewhere in a report. */
  private static final List<String> ELSEWHERE = List.of("configuration", "understood", "warnings");

  private ReportFacts() {
  }

  /** Where a result came from, as named facts. */
  static List<Part.Fact> of(Map<String, Object> provenance) {
    List<Part.Fact> facts = new ArrayList<>();
    provenance.forEach((key, value) -> {
      if (!ELSEWHERE.contains(key)) {
        facts.add(Part.Fact.of(words(key), value(value)));
      }
    });
    return facts;
  }

  private static String words(String key) {
    String words = key.replace('_', ' ');
    return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private static String value(Object value) {
    if (value instanceof Map<?, ?> map) {
      return String.join(" · ", map.entrySet().stream()
          .map(e -> e.getValue() instanceof Map<?, ?> inner
              ? e.getKey() + ": " + value(inner)
              : e.getKey() + " " + e.getValue())
          .toList());
    }
    return String.valueOf(value);
  }

  /** The command as it was typed, absolute folders left out. */
  static String command(CommandSpec spec) {
    List<String> words = new ArrayList<>(List.of("secateur"));
    var parsed = spec.root().commandLine().getParseResult();
    if (parsed != null) {
      parsed.originalArgs().forEach(a -> words.add(quoted(shareable(a))));
    }
    return String.join(" ", words);
  }

  private static String shareable(String argument) {
    int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
    String value = argument.substring(equals + 1);
    return value.startsWith("/") || value.matches("[A-Za-z]:\\\\.*")
        ? argument.substring(0, equals + 1) + Path.of(value).getFileName()
        : argument;
  }

  private static String quoted(String argument) {
    return argument.matches("[A-Za-z0-9_./:=,%+@-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
  }
}
