package org.secateur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.secateur.io.study.RunStore;
import org.secateur.io.study.StudyLock;
import org.secateur.study.trials.Study;

/** The study engine on tiny studies, through the command line. */
class StudyCommandTest {
  private static final String TINY = """
      schema = "secateur/study/1"
      name = "tiny"
      [network]
      generator = "bottleneck"
      n = 30
      bridges = 3
      [prune]
      rule = ["noise", "weight"]
      keep = [0.3, 0.6]
      [repeat]
      seeds = 2
      [measure]
      values = ["kept", "slow_modes:2", "spectrum"]
      [figure.main]
      x = "keep"
      y = "slow_modes"
      color = "rule"
      band = "percentile 5 95"
      [compare.rules]
      value = "slow_modes"
      by = "rule"
      with = "noise"
      [expect]
      "kept[rule=noise,keep=0.6].mean" = { between = [0.4, 0.8] }
      """;

  @TempDir
  Path folder;

  private record Ran(int status, String out, String err) {
  }

  private Ran run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status = Main.run(arguments, Map.of(), new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Ran(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private Ran study(String text, String out, String... more) throws IOException {
    Path file = folder.resolve("study.toml");
    Files.writeString(file, text);
    List<String> arguments = new java.util.ArrayList<>(
        List.of("study", file.toString(), "-o", folder.resolve(out).toString()));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  /** All result files but for the seconds that trials took. */
  private Map<String, String> results(String out) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder.resolve(out))) {
      for (Path f : walk.filter(Files::isRegularFile).filter(f -> !f.toString().endsWith(".png")).toList()) {
        files.put(folder.resolve(out).relativize(f).toString(),
            Files.readString(f).replaceAll("(?m),[0-9.]+$", "").replaceAll("\"seconds\" : [0-9.]+", ""));
      }
    }
    return files;
  }

  private Map<String, FileTime> written(String out) throws IOException {
    Map<String, FileTime> times = new TreeMap<>();
    try (Stream<Path> runs = Files.list(folder.resolve(out).resolve("runs"))) {
      for (Path run : runs.toList()) {
        times.put(run.getFileName().toString(), Files.getLastModifiedTime(run.resolve(RunStore.RUN)));
      }
    }
    return times;
  }

  @Test
  void writesEverythingAndResumesWithNothingToDo() throws IOException {
    Ran first = study(TINY, "a");
    assertThat(first.err()).isEmpty();
    assertThat(first.status()).isEqualTo(ExitCode.OK);
    assertThat(folder.resolve("a")).isDirectoryContaining("glob:**/{runs.csv,summary.csv}")
        .isDirectoryContaining("glob:**/index.html").isDirectoryContaining("glob:**/expectations.json")
        .isDirectoryContaining("glob:**/study.lock.toml").isDirectoryContaining("glob:**/comparisons.csv");
    assertThat(folder.resolve("a/figures")).isDirectoryContaining("glob:**/main.svg")
        .isDirectoryContaining("glob:**/main.csv");
    assertThat(folder.resolve("a/" + StudyLock.NAME)).doesNotExist();
    assertThat(Files.readString(folder.resolve("a/runs.csv")).lines()).hasSize(9);
    Map<String, FileTime> before = written("a");
    assertThat(study(TINY, "a").out()).contains("8 done before");
    assertThat(written("a")).isEqualTo(before);
  }

  /** A value more: the old trials' files are not touched, and only the new ones are there besides. */
  @Test
  void addingAValueComputesOnlyWhatIsNew() throws IOException {
    study(TINY, "a");
    Map<String, FileTime> before = written("a");
    assertThat(study(TINY.replace("[0.3, 0.6]", "[0.3, 0.45, 0.6]"), "a").out()).contains("8 done before");
    Map<String, FileTime> after = written("a");
    assertThat(after).hasSize(12).containsAllEntriesOf(before);
  }

  /** What is there but was changed is computed again, and to the same bytes. */
  @Test
  void resumeTrustsHashesAndNotExistence() throws IOException {
    study(TINY, "a");
    Map<String, String> whole = results("a");
    Path run;
    try (Stream<Path> runs = Files.list(folder.resolve("a/runs"))) {
      run = runs.sorted().toList().getFirst();
    }
    Path json = run.resolve(RunStore.RUN);
    Files.writeString(json, Files.readString(json).replaceFirst("\"kept\" : \"0", "\"kept\" : \"9"));
    Path other;
    try (Stream<Path> runs = Files.list(folder.resolve("a/runs"))) {
      other = runs.sorted().toList().getLast();
    }
    Files.writeString(other.resolve("spectrum.csv"), "original\n1\n");
    assertThat(study(TINY, "a").out()).contains("6 done before");
    assertThat(results("a")).isEqualTo(whole);
  }

  /** A killed study: some folders are missing, one is half there. */
  @Test
  void aStudyThatWasKilledGoesOnToTheSameBytes() throws IOException {
    study(TINY, "a");
    Map<String, String> whole = results("a");
    try (Stream<Path> runs = Files.list(folder.resolve("a/runs"))) {
      List<Path> all = runs.sorted().toList();
      for (Path run : all.subList(0, 3)) {
        Files.delete(run.resolve(RunStore.RUN));
      }
    }
    assertThat(study(TINY, "a").out()).contains("5 done before");
    assertThat(results("a")).isEqualTo(whole);
  }

  @Test
  void jobsDoNotChangeABit() throws IOException {
    study(TINY, "a", "--jobs", "1");
    study(TINY, "b", "--jobs", "3");
    assertThat(results("b")).isEqualTo(results("a"));
  }

  @Test
  void theResolvedStudyIsAStudyFileOfTheSameTrials() throws IOException {
    study(TINY, "a");
    String lock = Files.readString(folder.resolve("a/study.lock.toml"));
    assertThat(study(lock, "a").out()).contains("8 done before");
  }

  @Test
  void aMissedExpectationIsExitStatusOne() throws IOException {
    Ran ran = study(TINY.replace("[0.4, 0.8]", "[0.9, 1]"), "a");
    assertThat(ran.status()).isEqualTo(ExitCode.NO);
    assertThat(ran.out()).contains("1 missed").contains("kept[keep=0.6,rule=noise].mean");
    assertThat(Files.readString(folder.resolve("a/expectations.json"))).contains("\"missed\"");
  }

  /** Thirty neurons cannot have a hundred partners each. */
  @Test
  void failuresAreRowsWithAReasonAndAreTriedAgain() throws IOException {
    String text = TINY.replace("\"bottleneck\"", "\"random\"").replace("bridges = 3", "degree = [5, 100]")
        .replaceAll("(?s)\\[expect].*", "");
    Ran ran = study(text, "a");
    assertThat(ran.status()).as(ran.err()).isEqualTo(ExitCode.OK);
    assertThat(ran.out()).contains("8 trials, with their reasons");
    List<String> rows = Files.readAllLines(folder.resolve("a/runs.csv"));
    assertThat(rows).hasSize(17);
    assertThat(rows.stream().filter(r -> r.contains(",failed,") && r.contains("degreeInside"))).hasSize(8);
    assertThat(study(text, "a").out()).contains("8 done before");
  }

  @Test
  void aSecondProcessIsKeptOut() throws Exception {
    Path out = Files.createDirectories(folder.resolve("a"));
    try (StudyLock lock = StudyLock.take(out)) {
      assertThat(lock.folder()).isEqualTo(out);
      Ran ran = study(TINY, "a");
      assertThat(ran.status()).isEqualTo(ExitCode.REFUSED);
      assertThat(ran.err()).contains("E196").contains("process " + ProcessHandle.current().pid());
    }
  }

  static List<List<String>> badFiles() {
    return List.of(List.of("rule = [", "rul = [", "E240", "line 8, column 1", "did you mean \"rule\"?"),
        List.of("[prune]", "[prun]", "E240", "line 7, column 1", "did you mean \"prune\"?"),
        List.of("keep = [0.3, 0.6]", "keep = []", "E242", "line 9, column 1", "at least one value"),
        List.of("keep = [0.3, 0.6]", "keep = \"some\"", "E241", "line 9, column 1", "a number"),
        List.of("keep = [0.3, 0.6]", "keep = { log = [0, 1, 3] }", "E241", "line 9", "positive ends"),
        List.of("keep = [0.3, 0.6]", "keep = 0.3\nepsilon = 0.5", "E243", "line 10, column 1", "contradict"),
        List.of("\"weight\"", "\"wieght\"", "E244", "line 8, column 1", "did you mean \"weight\"?"),
        List.of("n = 30", "n = 30.5", "E241", "line 5, column 1", "whole number"),
        List.of("bridges = 3", "degree = 3", "E243", "line 6, column 1", "plays no part"),
        List.of("\"kept\",", "\"kepd\",", "E244", "line 13, column 1", "did you mean \"kept\"?"),
        List.of("y = \"slow_modes\"", "y = \"slow\"", "E244", "line 16, column 1", "slow_modes"),
        List.of("keep=0.6]", "keep=0.7]", "E244", "line 24, column 1", "keep takes 0.3, 0.6"),
        List.of("[rule=noise,keep=0.6]", "[rule=noise]", "E244", "line 24, column 1", "say which keep"),
        List.of("generator = \"bottleneck\"", "file = \"nothing.npy\"", "E101", "study.toml", "nothing.npy"),
        List.of("seeds = 2", "seeds = 0", "E242", "line 11, column 1", "from 1"),
        List.of("n = 30", "n = = 30", "E126", "line 5", "TOML"));
  }

  @ParameterizedTest
  @MethodSource("badFiles")
  void badFilesAreRefusedWithAPlaceAndAHint(List<String> bad) throws IOException {
    String text = TINY.replace(bad.get(0), bad.get(1));
    if (bad.get(1).startsWith("file")) {
      text = text.replace("n = 30\nbridges = 3\n", "");
    }
    Ran ran = study(text, "a");
    assertThat(ran.status()).as(ran.err()).isEqualTo(ExitCode.DATA);
    assertThat(ran.err()).contains("error[" + bad.get(2) + "]").contains(bad.get(3)).contains(bad.get(4));
    assertThat(folder.resolve("a")).doesNotExist();
  }

  /** Every shipped study can be read, quick and full: its keys, quantities and figures exist. */
  @ParameterizedTest
  @EnumSource(ShippedStudies.class)
  void shippedStudiesAreWellFormed(ShippedStudies paper) throws Exception {
    for (String name : paper.names()) {
      for (boolean quick : new boolean[]{false, true}) {
        Study study = StudyFile.read(paper.text(name), name,
            StudyCommand.experiments(new FileNetworks(folder), folder), quick,
            paper.needsData(name) ? Map.of("file", "patches", "sha256", "0") : Map.of());
        assertThat(study.name()).isEqualTo(name);
        assertThat(study.expectations()).as(name).isNotEmpty();
      }
    }
  }

  @Test
  void reproduceListsAndRefusesWhatItHasNot() {
    assertThat(run("reproduce", "--list").out()).contains("moore2020").contains("scholl2021")
        .contains("studies");
    Ran ran = run("reproduce", "moor2020");
    assertThat(ran.status()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err()).contains("did you mean \"moore2020\"?");
    assertThat(run("reproduce", "moore2020", "--study", "bridge", "-o", folder.resolve("r").toString()).err())
        .contains("--study bridges");
  }
}
