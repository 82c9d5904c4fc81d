package org.secateur.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.secateur.io.FileStamp;
import org.secateur.io.InputException;
import org.secateur.io.Json;
import org.secateur.io.NearMatch;
import org.secateur.io.study.RunStore;
import org.secateur.io.study.StudyLock;
import org.secateur.io.study.StudyPage;
import org.secateur.io.study.StudyTables;
import org.secateur.study.trials.Results;
import org.secateur.study.trials.Study;
import org.secateur.study.trials.Verdict;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Repeats a paper's experiments. */
@Command(name = "reproduce", mixinStandardHelpOptions = true, versionProvider = Version.class,
    sortOptions = false,
    description = {
        "A paper's experiments as studies, beside stored expectations. What was done before is not done again."},
    footer = {"",
        "Exit status 1: some outcome differs from what was expected. A claim that fails here is a finding;"
            + " the study's text says so."})
final class ReproduceCommand extends Verb {
  private static final String PATCHES = "train-circles13-idx2-ubyte";

  @Parameters(paramLabel = "PAPER", arity = "0..1", description = "moore2020 or scholl2021.")
  Optional<String> paper = Optional.empty();

  @Option(names = "--list", description = "What there is, and how long it takes.")
  boolean list;

  @Option(names = "--quick", description = "Smaller networks and fewer seeds.")
  boolean quick;

  @Option(names = "--study", paramLabel = "NAME",
      description = "Only this study; may be given several times.")
  List<String> only = new ArrayList<>();

  @Option(names = "--data", paramLabel = "DIR",
      description = "A folder with train-circles13-idx2-ubyte, patches of photographs, for scholl2021.")
  @Nullable
  Path data;

  @Option(names = "--jobs", paramLabel = "N", defaultValue = "0",
      description = "Trials done at a time; results do not depend on it. Default: one for each processor.")
  int jobs;

  @Override
  int run(Console console, TerminalProgress progress) throws Exception {
    if (list || paper.isEmpty()) {
      return list(console);
    }
    String word = paper.get();
    List<String> words = List.of(ShippedStudies.values()).stream().map(ShippedStudies::word).toList();
    ShippedStudies shipped = ShippedStudies.named(word)
        .orElseThrow(() -> Failure.of(ExitCode.USAGE, "E172", "there is no paper \"" + word + "\" here",
            StudyFile.near(word, words)));
    Path out = common.out == null ? Path.of("reproduce-" + word) : common.out;
    StudyOutput.makeFolder(out);
    try (StudyLock lock = StudyLock.take(out)) {
      return run(shipped, lock.folder(), console, progress);
    }
  }

  private int list(Console console) {
    if (paper.isEmpty() && !list) {
      throw Failure.of(ExitCode.USAGE, "E172", "which paper is not said", "secateur reproduce --list");
    }
    List<List<String>> rows = new ArrayList<>();
    for (ShippedStudies s : ShippedStudies.values()) {
      rows.add(s.line());
    }
    if (common.json) {
      console.print(Json.write(Map.of("schema", "secateur/papers/1", "papers", rows)));
    } else {
      console.say("%s", Text.table(rows).stripTrailing());
    }
    return ExitCode.OK;
  }

  private int run(ShippedStudies shipped, Path out, Console console, TerminalProgress progress)
      throws InputException {
    Stopwatch watch = new Stopwatch();
    Map<Study, StudyRun> runs = new LinkedHashMap<>();
    for (String name : chosen(shipped)) {
      if (shipped.needsData(name) && data == null) {
        console.remark("Left out    %s: its data do not come with the program; --data DIR names them", name);
        continue;
      }
      Path folder = data == null ? Path.of("") : data;
      Study study = StudyFile.read(shipped.text(name), name + ".toml",
          StudyCommand.experiments(new FileNetworks(folder), folder), quick,
          shipped.needsData(name) ? patches(folder) : Map.of());
      runs.put(study, new StudyRun(study, RunStore.in(out.resolve(name).resolve("runs"))));
    }
    int left = runs.values().stream().mapToInt(StudyRun::left).sum();
    int known = runs.values().stream().mapToInt(StudyRun::known).sum();
    if (known > 0) {
      console.remark("Resuming    %s of %s done before", Text.count(known),
          Text.count(known + left, "trial"));
    }
    AtomicInteger done = new AtomicInteger();
    List<StudyPage.Part> parts = new ArrayList<>();
    for (Map.Entry<Study, StudyRun> one : runs.entrySet()) {
      Results results = StudyCommand.finish(one.getValue(), left, done, StudyCommand.jobs(jobs), console,
          progress);
      Path folder = out.resolve(one.getKey().name());
      StudyOutput output = new StudyOutput(folder);
      StudyPage.Part part = output.write(results);
      output.page(one.getKey().title(), shipped.title() + ".", List.of(part));
      StudyCommand.warn(output, console);
      parts.add(part);
      progress.close();
      console.say("  %-24s %-6s %s", one.getKey().name(), word(part), StudyText.tally(part));
      StudyText.missed(console, part);
    }
    StudyOutput whole = new StudyOutput(out);
    String how = quick
        ? "The quick version: smaller networks, fewer seeds. "
        : "";
    whole.page(shipped.title(),
        how + "Each study beside what the paper claims and what an independent implementation found."
            + " A claim that fails is a finding and is said in the study's text; nothing was tuned to pass.",
        parts);
    whole.save("expectations.json", Json.write(StudyCommand.document(parts)));
    console.say("Wrote %s/index.html, expectations.json, and a folder for each study %s", out,
        Text.duration(watch.seconds()));
    if (common.json) {
      console.print(Json.write(StudyCommand.document(parts)));
    }
    return parts.stream().allMatch(p -> StudyTables.passes(p.verdicts())) ? ExitCode.OK : ExitCode.NO;
  }

  /** The file of patches and its hash. */
  private static Map<String, String> patches(Path folder) throws InputException {
    Path file = folder.resolve(PATCHES);
    if (!Files.isRegularFile(file)) {
      throw InputException.of("E101", "no file \"" + PATCHES + "\" in \"" + folder.getFileName() + "\".")
          .withHint("--data with a folder that has it; docs/boltzmann-data.md says how to make one");
    }
    return Map.of("file", PATCHES, "sha256", FileStamp.of(file).sha256());
  }

  private List<String> chosen(ShippedStudies shipped) {
    List<String> names = shipped.names();
    for (String name : only) {
      if (!names.contains(name)) {
        throw Failure.of(ExitCode.USAGE, "E172", "%s has no study \"%s\"".formatted(shipped.word(), name),
            NearMatch.among(name, names).map(n -> "--study " + n).orElse(String.join(", ", names)));
      }
    }
    return only.isEmpty() ? names : names.stream().filter(only::contains).toList();
  }

  private static String word(StudyPage.Part part) {
    return !StudyTables.passes(part.verdicts())
        ? "differs"
        : part.verdicts().stream().anyMatch(v -> v.status() == Verdict.Status.MET) ? "ok" : "info";
  }
}
