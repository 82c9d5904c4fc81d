package org.secateur.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.secateur.dynamics.Algebra;
import org.secateur.io.AtomicFile;
import org.secateur.io.Existing;
import org.secateur.io.InputException;
import org.secateur.io.Json;
import org.secateur.io.picture.FigureFile;
import org.secateur.io.study.StudyFigures;
import org.secateur.io.study.StudyPage;
import org.secateur.io.study.StudyTables;
import org.secateur.study.trials.Comparisons;
import org.secateur.study.trials.Expectations;
import org.secateur.study.trials.FigureSpec;
import org.secateur.study.trials.Parameter;
import org.secateur.study.trials.Results;
import org.secateur.study.trials.Study;
import org.tomlj.Toml;

/** Writes what came of a study into its folder. */
final class StudyOutput {
  private final Path folder;
  private Optional<InputException> withoutFonts = Optional.empty();

  StudyOutput(Path folder) {
    this.folder = folder;
  }

  /** Why there are no pictures in pixels, if there are none. */
  Optional<InputException> withoutFonts() {
    return withoutFonts;
  }

  /** Tables, figures with their numbers, verdicts and the resolved study. */
  StudyPage.Part write(Results results) throws InputException {
    Study study = results.study();
    StudyPage.Part part = new StudyPage.Part(results, Expectations.of(results), Comparisons.of(results));
    save("study.lock.toml", lock(study));
    StudyTables.runs(results).write(folder.resolve("runs.csv"), Existing.OVERWRITE);
    StudyTables.summary(results).write(folder.resolve("summary.csv"), Existing.OVERWRITE);
    if (!part.comparisons().isEmpty()) {
      StudyTables.comparisons(part.comparisons()).write(folder.resolve("comparisons.csv"),
          Existing.OVERWRITE);
    }
    figures(results);
    save("expectations.json", Json.write(StudyTables.expectations(study, part.verdicts())));
    return part;
  }

  private void figures(Results results) throws InputException {
    List<FigureSpec> specs = results.study().figures();
    if (!specs.isEmpty()) {
      makeFolder(folder.resolve("figures"));
    }
    for (FigureSpec spec : specs) {
      try {
        FigureFile.write(StudyFigures.of(results, spec), folder.resolve("figures"), spec.name());
      } catch (InputException e) {
        if (!e.code().equals("E220")) {
          throw e;
        }
        withoutFonts = Optional.of(e);
      }
    }
  }

  /** The page of one study or of several. */
  void page(String title, String introduction, List<StudyPage.Part> parts) throws InputException {
    Map<String, String> made = new LinkedHashMap<>();
    made.put("tool", "secateur " + Version.number());
    made.put("commit", String.valueOf(Version.commit()));
    made.put("java", Runtime.version().toString());
    made.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    made.put("linear algebra", Algebra.name());
    save("index.html", StudyPage.of(title, introduction, parts, made));
  }

  /** Writes a document, replacing the one there. */
  void save(String name, String text) throws InputException {
    try (AtomicFile file = AtomicFile.create(folder.resolve(name), Existing.OVERWRITE)) {
      file.stream().write(text.getBytes(StandardCharsets.UTF_8));
      file.commit();
    } catch (IOException e) {
      boolean full = String.valueOf(e.getMessage()).contains("No space left");
      throw InputException
          .of(full ? "E193" : "E195",
              full ? "the disk is full; " + name + " was not written." : "cannot write " + name)
          .withHint("make room and give the same command again: what is done is kept").because(e);
    }
  }

  static void makeFolder(Path folder) throws InputException {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw InputException.of("E195", "the folder \"" + folder.getFileName() + "\" cannot be made")
          .withHint("another --out").because(e);
    }
  }

  /** The study with every value spelt out: a study file by itself. */
  static String lock(Study study) {
    StringBuilder text = new StringBuilder("# Resolved by secateur ").append(Version.number())
        .append("\nschema = \"")
        .append(StudyFile.SCHEMA).append("\"\nname = ").append(quote(study.name())).append("\ntitle = ")
        .append(quote(study.title())).append("\nexperiment = ").append(quote(study.experiment().name()))
        .append(" # version ").append(study.experiment().version()).append("\n");
    String section = "";
    for (Parameter p : study.experiment().parameters()) {
      List<String> values = study.settings().stream().filter(s -> s.has(p.key())).map(s -> s.text(p.key()))
          .distinct()
          .toList();
      if (!values.isEmpty()) {
        if (!p.section().equals(section)) {
          section = p.section();
          text.append("\n[").append(section).append("]\n");
        }
        boolean bare = p.kind() == Parameter.Kind.NUMBER || p.kind() == Parameter.Kind.WHOLE;
        text.append(p.key()).append(" = [")
            .append(String.join(", ", values.stream().map(v -> bare ? v : quote(v)).toList())).append("]\n");
      }
    }
    return text.append("\n[repeat]\nseeds = ").append(study.seeds())
        .append("\npaired = true\n\n[measure]\nvalues = [")
        .append(String.join(", ", study.measures().stream().map(StudyOutput::quote).toList())).append("]\n")
        .toString();
  }

  private static String quote(String text) {
    return '"' + Toml.tomlEscape(text).toString() + '"';
  }
}
