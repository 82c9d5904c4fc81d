package org.secateur.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.secateur.io.Bundle;
import org.secateur.io.Json;
import org.secateur.io.RunFolder;
import org.secateur.report.Citation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what to cite. */
@Command(name = "cite", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false,
    footer = {
        "", "Examples:",
        "  secateur cite pruned --bibtex"},
    description = "What to cite: this software, and the papers behind the rule of a bundle.")
final class CiteCommand extends Verb {
  @Parameters(arity = "0..1", paramLabel = "BUNDLE",
      description = "A folder that prune, or a command of boltzmann, wrote.")
  @Nullable
  Path bundle;

  @Option(names = "--bibtex", description = "As BibTeX.")
  boolean bibtex;

  @Override
  boolean writes() {
    return false;
  }

  @Override
  int run(Console console, TerminalProgress progress) throws Exception {
    if (bundle != null && Files.exists(bundle.resolve(RunFolder.RUN))) {
      RunFolder.open(bundle);
      print(console, List.of(Citation.software(Version.number()), Citation.SCHOLL));
      return ExitCode.OK;
    }
    String rule = bundle == null ? "noise" : String.valueOf(rule(Bundle.open(bundle).certificate()));
    print(console, Citation.ofRule(rule, Version.number()));
    return ExitCode.OK;
  }

  private void print(Console console, List<Citation> works) {
    if (common.json) {
      console.print(Json.write(Map.of("schema", "secateur/citation/1", "works", works)));
      return;
    }
    for (Citation work : works) {
      console.print(bibtex ? work.bibtex() : work.text());
    }
  }

  private static @Nullable Object rule(Map<String, @Nullable Object> certificate) {
    return certificate.get("provenance") instanceof Map<?, ?> p
        && p.get("configuration") instanceof Map<?, ?> c
            ? c.get("rule")
            : "noise";
  }
}
