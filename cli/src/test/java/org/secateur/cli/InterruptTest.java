package org.secateur.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.random.Seed;
import org.secateur.study.GridFamily;

/** Every long phase says how far it is, and an interrupt from the keyboard in any of them leaves nothing half-written. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no kill -INT there")
final class InterruptTest {
  private static final int NEURONS = 6_400;

  @TempDir
  Path folder;

  private Shell shell = new Shell(Path.of(""));

  @BeforeEach
  void writeAGrid() {
    shell = new Shell(folder);
    Network grid = GridFamily.benchmark(NEURONS).generate(new Seed(1));
    Edges edges = Edges.of(grid);
    StringBuilder text = new StringBuilder("%%MatrixMarket matrix coordinate real symmetric\n")
        .append("%d %d %d\n".formatted(grid.neurons(), grid.neurons(), edges.count()));
    for (int e = 0; e < edges.count(); e++) {
      text.append(edges.pre(e) + 1).append(' ').append(edges.post(e) + 1).append(' ').append(edges.weight(e))
          .append('\n');
    }
    shell.write("grid.mtx", text.toString());
  }

  private Process start(String... more) throws IOException {
    List<String> command = new ArrayList<>(heeding());
    command.addAll(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-cp",
        System.getProperty("java.class.path"),
        "org.secateur.cli.Main", "prune", shell.path("grid.mtx").toString(), "--kind", "graph", "--keep",
        "0.7",
        "--connected", "--scores", "sketch", "--certify", "quick", "-o", shell.path("out").toString()));
    command.addAll(List.of(more));
    return new ProcessBuilder(command).redirectOutput(folder.resolve("result.txt").toFile()).start();
  }

  /**
   * Before a command, so that it heeds the interrupt of a keyboard: a build in the background of a script ignores it, and so would
   * all that it starts. Nothing where there is no GNU env, which can undo that.
   */
  private static List<String> heeding() throws IOException {
    List<String> env = List.of("env", "--default-signal=INT");
    List<String> trial = new ArrayList<>(env);
    trial.add("true");
    try {
      return new ProcessBuilder(trial).start().waitFor() == 0 ? env : List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"scoring", "solving for snapshots", "drawing", "slow modes",
      "writing the network", "writing rows"})
  void interruptedInAnyPhase(String phase) throws Exception {
    Process process = start("--progress", "json");
    List<String> said = new ArrayList<>();
    boolean sent = false;
    try (BufferedReader err = process.errorReader()) {
      for (String line = err.readLine(); line != null; line = err.readLine()) {
        said.add(line);
        if (!sent && line.contains("\"phase\":\"") && line.contains(phase)) {
          sent = true;
          assertEquals(0, new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor());
        }
      }
    }
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    assertTrue(sent, () -> "no phase " + phase + " in " + said);
    assertThat(process.exitValue()).isIn(130, 0);
    assertThat(said).allMatch(l -> l.startsWith("{") || l.startsWith("note") || l.startsWith("warning")
        || l.startsWith("  hint") || l.startsWith("WARNING"));
    assertThat(names()).allMatch(n -> !n.startsWith("."));
    if (phase.startsWith("writing") && names().contains("out")) {
      shell.does("verify @out"); // it was too late to stop: then it is all there
    } else {
      assertEquals(130, process.exitValue());
      assertFalse(Files.exists(shell.path("out")));
    }
  }

  /** Said on a terminal or when asked for: not with --quiet. */
  @Test
  void quietSaysNothing() {
    Shell.Result result = shell.run(
        "prune @grid.mtx --kind graph --keep 0.7 --connected --scores sketch --certify quick --progress json -q");
    assertEquals("", result.err());
    result.exits(ExitCode.OK);
  }
}
