package org.secateur.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.secateur.io.InputException;
import org.secateur.io.Json;

/** What goes to which stream, in which shape, and with which status a command ends. */
final class OutputTest {
  private static final String PRUNE = "prune @w.npy --kind network --leak dominant:0.1 --keep 0.5 ";

  /** Stands for null in {@link #visit}; no document says this. */
  private static final String ABSENT = "<absent>";

  @TempDir
  Path folder;

  private Shell shell = new Shell(Path.of(""));

  @BeforeEach
  void makeShell() {
    shell = new Shell(folder);
    shell.write("w.npy", Fixtures.npy(Fixtures.clusters(3)));
  }

  /** Every value of a document, with its path. */
  private static void visit(String path, Object value, Map<String, Object> into) {
    switch (value) {
      case Map<?, ?> m -> m.forEach((k, v) -> {
        if (v == null) {
          into.put(path + "." + k, ABSENT);
        } else {
          visit(path + "." + k, v, into);
        }
      });
      case List<?> l -> {
        for (int i = 0; i < l.size(); i++) {
          visit(path + "[" + i + "]", l.get(i), into);
        }
      }
      default -> into.put(path, value);
    }
  }

  private static void assertEveryAbsenceHasItsReason(Map<String, ?> document) {
    Map<String, Object> values = new java.util.LinkedHashMap<>();
    visit("", document, values);
    values.forEach((path, value) -> {
      assertThat(String.valueOf(value)).as(path).isNotIn("NaN", "Infinity", "-Infinity");
      if (value.equals(ABSENT) && !path.matches(".*(theorem_epsilon|high|median|mean|max)")) {
        assertThat(values).as("reason for " + path).containsKey(path + "_reason");
      }
    });
  }

  @Test
  void pruneJsonIsOneDocumentWithTheFileAsCertificate() throws InputException {
    Shell.Result result = shell.does(PRUNE + "--json -o @out --baselines");
    Map<String, ?> document = result.json();
    assertEquals(0.5, Tree.number(document, "kept_fraction"), 0.2);
    assertThat(document).containsKeys("schema", "kept_edges", "stable", "certificate", "answer");
    assertEquals(true, document.get("stable"));
    Map<String, ?> file = Json.parse(shell.text("out/certificate.json"), "file");
    assertEquals(file, document.get("certificate"));
    long kept = shell.cells("out/synapses.csv").stream().filter(c -> c.get(5).equals("1")).count();
    assertEquals(kept, (long) Tree.number(document, "kept_edges"));
    assertEveryAbsenceHasItsReason(document);
  }

  @Test
  void certifyPrintsTheCertificate() {
    Map<String, ?> document = shell.does("certify @w.npy @w.npy --kind network --leak dominant:0.1 --json")
        .json();
    assertEquals("secateur/certificate/1", document.get("schema"));
    assertEquals("measured", document.get("status"));
    assertEveryAbsenceHasItsReason(document);
    assertThat(shell.does("certify @w.npy @w.npy --kind network --leak dominant:0.1").out())
        .contains("Certificate measured", "Worst       every pattern keeps 1.000 to 1.000");
  }

  @Test
  void unstableNumbersAreNullWithAReason() {
    shell.write("d.npy", Fixtures.npy(Fixtures.directed(12, 4)));
    for (String file : List.of("w", "d")) {
      Shell.Result unstable = shell.run("certify @" + file + ".npy @" + file
          + ".npy --kind network --leak 0.01 --orientation post-rows --json").exits(ExitCode.NO);
      assertEquals("refused", unstable.json().get("status"));
      assertEveryAbsenceHasItsReason(unstable.json());
    }
  }

  @Test
  void everyJsonVerbPrintsExactlyOneDocument() {
    shell.does(PRUNE + "-o @out");
    for (String command : List.of("inspect @w.npy --kind network --leak dominant:0.1 --seeds 1",
        "scores @w.npy --kind network --leak dominant:0.1", "verify @out", "cite @out",
        "convert @w.npy @w.mtx", PRUNE + "--dry-run")) {
      Map<String, ?> document = shell.does(command + " --json").json();
      assertThat(String.valueOf(document.get("schema"))).as(command).startsWith("secateur/");
      assertEveryAbsenceHasItsReason(document);
    }
    assertEquals(true, shell.does("inspect @w.npy --json --no-prices").json().get("stable") != null);
  }

  @Test
  void warningsAndHintsGoToStandardErrorUnlessQuiet() {
    shell.write("d.npy", Fixtures.npy(Fixtures.directed(20, 6)));
    String command = "prune @d.npy --kind network --orientation post-rows --keep 0.7 ";
    Shell.Result loud = shell.does(command);
    assertThat(loud.out()).doesNotContain("N151", "warning", "note[");
    loud.says("N151");
    assertEquals("", shell.does(command + "-q").err());
  }

  @Test
  void linesHaveNoTrailingBlanks() {
    for (String command : List.of(PRUNE + "--baselines", "inspect @w.npy --kind network --leak dominant:0.1",
        "demo --no-report", "certify @w.npy @w.npy --kind network --leak dominant:0.1", "--help",
        "prune --help")) {
      Shell.Result result = shell.does(command);
      assertThat(result.out().lines()).as(command).allMatch(l -> l.equals(l.stripTrailing()));
    }
  }

  @Test
  void statusSaysHowItEnded() {
    shell.does(PRUNE);
    shell.run("prune @w.npy --kind network --leak dominant:0.1 --tolerance 0.0001").exits(ExitCode.NO);
    shell.run("prune @w.npy --kind network --keep ten").exits(ExitCode.USAGE).says("E172", "--keep ten");
    shell.run("prune @none.npy --kind network --keep 0.1").exits(ExitCode.DATA).says("E101");
    shell.run(PRUNE + "--memory 1k").exits(ExitCode.LIMIT).says("E190");
    shell.does(PRUNE + "-o @out");
    shell.run(PRUNE + "-o @out").exits(ExitCode.REFUSED).says("E194");
    shell.does(PRUNE + "-o @out --overwrite");
  }

  @Test
  void theStatusDoesNotDependOnTheNumberOfThreads() {
    for (String threads : List.of("", " --threads 1", " --threads 3")) {
      shell.run("prune @w.npy --kind network --keep 0.1" + threads).exits(ExitCode.DATA).says("E140");
      shell.run("prune @none.npy --kind network --keep 0.1" + threads).exits(ExitCode.DATA).says("E101");
    }
    shell.run(PRUNE + "--threads -1").exits(ExitCode.USAGE).says("E172", "--threads -1");
  }

  @Test
  void standardInputIsReadWithAFormat() {
    java.io.InputStream before = System.in;
    try {
      System.setIn(new java.io.ByteArrayInputStream(shell.bytes("w.npy")));
      Shell.Result piped = shell.does(PRUNE.replace("@w.npy", "-") + "--format npy --json -o @piped");
      System.setIn(new java.io.ByteArrayInputStream(shell.bytes("w.npy")));
      shell.run(PRUNE.replace("@w.npy", "-")).exits(ExitCode.DATA).says("E103", "--format npy");
      assertThat(shell.text("piped/configuration.toml")).contains("standard input");
      assertEquals(shell.does(PRUNE + "--json").json().get("kept_edges"), piped.json().get("kept_edges"));
    } finally {
      System.setIn(before);
    }
    shell.does("verify @piped --original " + shell.path("w.npy"));
    shell.run("verify @piped").exits(ExitCode.DATA).says("E101", "--original FILE");
  }

  @Test
  void unknownFlagSuggestsTheOneMeant() {
    Shell.Result result = shell.refuses(ExitCode.USAGE, "prune @w.npy --kepe 0.5");
    result.says("E172", "Unknown option", "--kepe");
    assertThat(result.err()).contains("--keep");
    shell.refuses(ExitCode.USAGE, "prume @w.npy").says("E172", "prume", "prune");
    shell.refuses(ExitCode.USAGE, "prune").says("E172", "FILE");
    shell.refuses(ExitCode.USAGE, PRUNE + "--seed two").says("E172", "--seed", "'two' is not a whole number");
    shell.refuses(ExitCode.USAGE, PRUNE + "--epsilon e").says("E172", "'e' is not a number");
    shell.refuses(ExitCode.USAGE, PRUNE + "@w.npy").says("E172", "more than this command takes: '");
    shell.refuses(ExitCode.USAGE, PRUNE + "--color sometimes").says("E172", "--color takes auto or never");
    shell.refuses(ExitCode.USAGE, PRUNE + "--progress loud").says("E172", "auto, plain, json or none");
    shell.refuses(ExitCode.USAGE, PRUNE + "--horizon -1").says("E172", "--horizon -1.0 is not a time");
    shell.refuses(ExitCode.DATA, PRUNE.replace("dominant:0.1", "high")).says("E101", "no file \"high\"",
        "--leak takes a value, dominant:SLACK or a FILE");
    shell.refuses(ExitCode.DATA, PRUNE + "-o @nowhere/out").says("E195",
        "the folder \"nowhere\" does not exist");
  }
}
