package org.secateur.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/** A run that is stopped at any moment leaves the old bundle or the new one, whole. */
final class KillTest {
  private static final int KILLS = 5;
  private static final long PATIENCE_NANOS = 7_000_000_000L;

  @TempDir
  Path folder;

  private Shell shell = new Shell(Path.of(""));

  @BeforeEach
  void makeOldBundle() {
    shell = new Shell(folder);
    shell.write("w.npy", Fixtures.npy(Fixtures.clusters(8)));
    shell.does("prune @w.npy --kind network --leak dominant:0.1 --keep 0.5 --certify quick -o @out");
  }

  /** Prunes again with another seed, in a process of its own. */
  private Process start() throws IOException {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp", System.getProperty("java.class.path"),
        "org.secateur.cli.Main"));
    command.addAll(
        List.of("prune", shell.path("w.npy").toString(), "--kind", "network", "--leak", "dominant:0.1",
            "--keep", "0.5", "--certify", "quick", "--seed", "2", "--overwrite", "-o",
            shell.path("out").toString()));
    return new ProcessBuilder(command).redirectErrorStream(true)
        .redirectOutput(folder.resolve("log.txt").toFile()).start();
  }

  /** The files of the bundle with their hashes. */
  private Map<String, String> bundle() {
    Map<String, String> all = shell.contents();
    all.keySet().removeIf(name -> !name.startsWith("out/") || name.equals("out/certificate.json"));
    return all;
  }

  private List<String> partials() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).filter(n -> n.startsWith(".")).toList();
    }
  }

  @Test
  void killedAtRandomLeavesTheOldBundleOrTheNew() throws Exception {
    Map<String, String> old = bundle();
    long began = System.nanoTime();
    Process whole = start();
    assertTrue(whole.waitFor(20, TimeUnit.SECONDS));
    double milliseconds = (System.nanoTime() - began) / 1e6;
    assertEquals(0, whole.exitValue(), shell.text("log.txt"));
    Map<String, String> fresh = bundle();
    assertThat(fresh).isNotEqualTo(old);
    shell.does(
        "prune @w.npy --kind network --leak dominant:0.1 --keep 0.5 --certify quick -o @out --overwrite");
    NoiseStream moment = new Seed(ProcessHandle.current().pid()).stream("kill"); // another one in every run
    for (int kill = 0; kill < KILLS && (kill == 0 || System.nanoTime() - began < PATIENCE_NANOS); kill++) {
      Process process = start();
      process.waitFor((long) (milliseconds * (0.6 + 0.4 * moment.nextDouble())), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
      assertThat(List.of(old, fresh)).contains(bundle());
      shell.does("verify @out");
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no kill -INT there")
  void interruptedLeavesNoPartial() throws Exception {
    Map<String, String> old = bundle();
    Process process = start();
    for (int wait = 0; wait < 4000 && process.isAlive() && partials().isEmpty(); wait++) {
      Thread.sleep(1); // until it begins to write
    }
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    assertTrue(process.waitFor(10, TimeUnit.SECONDS));
    assertThat(process.exitValue()).isIn(130, 0);
    assertThat(partials()).isEmpty();
    if (process.exitValue() == 130) {
      assertEquals(old, bundle());
    }
    shell.does("verify @out");
  }
}
