package org.secateur.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.secateur.io.FileStamp;
import org.secateur.io.InputException;
import org.secateur.io.Json;
import org.secateur.io.NearMatch;
import org.secateur.io.study.RunStore;
import org.secateur.io.study.StudyLock;
import org.secateur.io.study.StudyPage;
import org.secateur.io.study.StudyTables;
import org.secateur.study.machines.MachinePruning;
import org.secateur.study.machines.PatternSource;
import org.secateur.study.networks.DirectedPruning;
import org.secateur.study.networks.NetworkPruning;
import org.secateur.study.trials.Experiment;
import org.secateur.study.trials.Results;
import org.secateur.study.trials.Study;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a study file. */
@Command(name = "study", mixinStandardHelpOptions = true, versionProvider = Version.class,
    sortOptions = false,
    description = {
        "Every combination of the values in a study file, each on the same seeds: tables, figures, paired tests, and a"
            + " verdict on what was expected. What was done before is not done again."},
    footer = {"", "The file is described in docs/studies.md. Exit status 1: an expectation was missed."})
final class StudyCommand extends Verb {
  @Parameters(paramLabel = "SPEC", description = "A study file, TOML.")
  Path spec = Path.of("study.toml");

  @Option(names = "--jobs", paramLabel = "N", defaultValue = "0",
      description = "Trials done at a time; results do not depend on it. Default: one for each processor.")
  int jobs;

  @Option(names = "--quick", description = "With the values under [quick].")
  boolean quick;

  @Override
  int run(Console console, TerminalProgress progress) throws Exception {
    Stopwatch watch = new Stopwatch();
    Study study = read(spec, quick);
    Path out = common.out == null ? Path.of(study.name()) : common.out;
    StudyOutput.makeFolder(out);
    try (StudyLock lock = StudyLock.take(out)) {
      StudyRun run = new StudyRun(study, RunStore.in(lock.folder().resolve("runs")));
      console.say("Study       %s: %s of %s on %s%s", study.name(),
          Text.count(run.known() + run.left(), "trial"),
          Text.count(study.settings().size(), "setting"), Text.count(study.seeds(), "seed"),
          run.known() > 0 ? ", " + Text.count(run.known()) + " done before" : "");
      Results results = finish(run, run.left(), new AtomicInteger(), jobs(jobs), console, progress);
      StudyOutput output = new StudyOutput(out);
      StudyPage.Part part = output.write(results);
      output.page(study.title(), "A study by secateur: " + study.name() + ".", List.of(part));
      warn(output, console);
      StudyText.verdicts(console, part);
      console.say("Wrote       %s/index.html, runs.csv, summary.csv, expectations.json, figures %s %s", out,
          "",
          Text.duration(watch.seconds()));
      if (common.json) {
        console.print(Json.write(document(List.of(part))));
      }
      return StudyTables.passes(part.verdicts()) ? ExitCode.OK : ExitCode.NO;
    }
  }

  static int jobs(int asked) {
    if (asked < 0) {
      throw Failure.of(ExitCode.USAGE, "E172", "--jobs " + asked + " is negative", "--jobs 2");
    }
    return asked == 0 ? Runtime.getRuntime().availableProcessors() : asked;
  }

  static void warn(StudyOutput output, Console console) {
    output.withoutFonts().ifPresent(e -> console.remark("warning[%s]: %s", e.code(), e.message()));
  }

  /** Does what is left of a study; says, if the program ends before, that nothing is lost. */
  static Results finish(StudyRun run, int all, AtomicInteger done, int jobs, Console console,
      TerminalProgress progress)
      throws InputException {
    Thread farewell = new Thread(
        () -> console.remark("%nStopped; the same command goes on from here"), "secateur-study");
    Runtime.getRuntime().addShutdownHook(farewell);
    try {
      return run.finish(jobs, () -> progress.report("trials", done.incrementAndGet(), all));
    } finally {
      try {
        Runtime.getRuntime().removeShutdownHook(farewell);
      } catch (IllegalStateException ending) {
        // then it says so
      }
    }
  }

  /** The verdicts and where they come from, for programs. */
  static Map<String, Object> document(List<StudyPage.Part> parts) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("schema", "secateur/study-result/1");
    m.put("met", parts.stream().allMatch(p -> StudyTables.passes(p.verdicts())));
    List<Object> studies = new ArrayList<>();
    for (StudyPage.Part part : parts) {
      Map<String, Object> one = new LinkedHashMap<>(
          StudyTables.expectations(part.results().study(), part.verdicts()));
      one.remove("schema");
      one.put("trials", part.results().all().size());
      one.put("failed", part.results().failed());
      studies.add(one);
    }
    m.put("studies", studies);
    return m;
  }

  private static Study read(Path file, boolean quick) throws InputException {
    String name = String.valueOf(file.getFileName());
    if (!Files.isRegularFile(file)) {
      InputException e = InputException.of("E101", "no file \"" + name + "\".");
      throw NearMatch.inFolder(file).map(n -> e.withHint("did you mean \"" + n + "\" (same folder)?"))
          .orElse(e);
    }
    try {
      Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of(""));
      FileNetworks files = new FileNetworks(folder);
      Study study = StudyFile.read(Files.readString(file), name, experiments(files, folder), quick, Map.of());
      return stamped(study, files, name);
    } catch (IOException e) {
      throw InputException.of("E109", "\"" + name + "\" cannot be read as text.").because(e);
    }
  }

  /** With the hash of every file that is read: a file that changes is another setting. */
  private static Study stamped(Study study, FileNetworks files, String name) throws InputException {
    List<String> specs = study.values().getOrDefault("file", List.of());
    if (specs.isEmpty()) {
      return study;
    }
    List<String> hashes = new ArrayList<>();
    for (String one : specs) {
      Path file = files.file(one);
      if (!Files.isRegularFile(file)) {
        InputException e = InputException
            .of("E101", "no file \"" + file.getFileName() + "\", which the study reads.").at(name);
        throw NearMatch.inFolder(file).map(n -> e.withHint("did you mean \"" + n + "\" (same folder)?"))
            .orElse(e);
      }
      hashes.add(FileStamp.of(file).sha256());
    }
    if (specs.size() > 1) {
      throw InputException.of("E243", "a study reads one network file; this one names " + specs.size() + ".")
          .at(name)
          .withHint("one study for each file");
    }
    List<String> stored = study.values().getOrDefault("sha256", hashes);
    if (!stored.equals(hashes)) {
      throw InputException.of("E243", "\"%s\" has the SHA-256 %s, and the study was written for %s."
          .formatted(specs.getFirst(), hashes.getFirst(), stored.getFirst())).at(name)
          .withHint("the file that was meant, or its hash");
    }
    Map<String, List<String>> values = new LinkedHashMap<>(study.values());
    values.put("sha256", hashes);
    return new Study(study.name(), study.title(), study.text(), study.experiment(), values, study.seeds(),
        study.measures(), study.figures(), study.comparisons(), study.expectations());
  }

  static List<Experiment> experiments(FileNetworks files, Path folder) {
    return List.of(new NetworkPruning(List.of(files)), new DirectedPruning(),
        new MachinePruning(PatternSource.generated(new FilePatterns(folder))));
  }
}
