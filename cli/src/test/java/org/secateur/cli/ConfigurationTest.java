package org.secateur.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where values come from: flag before environment before file before default, and back into a file. */
final class ConfigurationTest {
  private static final String NETWORK = " --kind network --leak dominant:0.1 ";

  @TempDir
  Path folder;

  private Shell shell = new Shell(Path.of(""));

  @BeforeEach
  void makeShell() {
    shell = new Shell(folder);
    shell.write("w.npy", Fixtures.npy(Fixtures.clusters(3)));
  }

  private int kept(String command) {
    return (int) Tree.number(shell.does(command + " --json").json(), "kept_edges");
  }

  @Test
  void dryRunPrintsAFileThatReproducesTheRun() {
    String flags = NETWORK + "--keep 40% --rule weight --rescale capped:0.9 --connected --seed 9 --modes 3 ";
    Shell.Result dry = shell.does("prune @w.npy --dry-run -o @none" + flags);
    assertFalse(Files.exists(shell.path("none")));
    assertThat(dry.out()).contains("[prune]", "keep = \"40%\"", "connected = true", "seed = 9",
        "rule = \"weight\"",
        "sha256 = \"").doesNotContain("engine", "partitions");
    shell.write("run.toml", dry.out());
    shell.does("prune @w.npy -o @flags" + flags);
    shell.does("prune @w.npy -o @file --config @run.toml");
    for (String file : new String[]{"pruned.npy", "synapses.csv", "leak.csv", "configuration.toml"}) {
      assertThat(shell.bytes("file/" + file)).as(file).isEqualTo(shell.bytes("flags/" + file));
    }
    assertEquals(dry.out(), shell.text("flags/configuration.toml"));
    shell.does("prune @w.npy -o @again --config @file/configuration.toml");
    assertThat(shell.bytes("again/pruned.npy")).isEqualTo(shell.bytes("flags/pruned.npy"));
  }

  @Test
  void everyVerbResolvesWithoutDoing() {
    shell.does("prune @w.npy --keep 0.5 -o @out" + NETWORK);
    var before = shell.contents();
    for (String command : new String[]{"inspect @w.npy --kind network --budgets 0.5,0.25",
        "scores @w.npy -o @s.csv" + NETWORK,
        "certify @w.npy @w.npy -o @c.json" + NETWORK, "convert @w.npy @w.mtx", "demo -o @demo", "verify @out",
        "cite @out"}) {
      String verb = command.substring(0, command.indexOf(' '));
      assertThat(shell.does(command + " --dry-run").out()).as(command).contains("[" + verb + "]");
      assertEquals(before, shell.contents(), command);
    }
    shell.write("i.toml", shell.does("inspect @w.npy --kind network --budgets 0.5,0.25 --dry-run").out());
    assertThat(shell.does("inspect @w.npy --config @i.toml --leak dominant:0.1").out())
        .contains("50.0 %", "25.0 %")
        .doesNotContain("10.0 %");
  }

  @Test
  void flagBeforeEnvironmentBeforeFileBeforeDefault() {
    shell.write("c.toml", "[prune]\nseed = 3\nkind = \"network\"\nleak = \"dominant:0.1\"\nkeep = 0.5\n");
    String command = "prune @w.npy --config @c.toml --dry-run";
    assertThat(shell.does("prune @w.npy --keep 0.5 --dry-run" + NETWORK).out()).contains("seed = 1\n");
    assertThat(shell.does(command).out()).contains("seed = 3\n");
    shell.set("SECATEUR_SEED", "5");
    assertThat(shell.does(command).out()).contains("seed = 5\n");
    assertThat(shell.does(command + " --seed 7").out()).contains("seed = 7\n");
  }

  @Test
  void theEnvironmentCanNameTheConfiguration() {
    shell.write("c.toml",
        "[prune]\nkind = \"network\"\nleak = \"dominant:0.1\"\nedges = 30\nrule = \"top\"\n");
    shell.set("SECATEUR_CONFIG", shell.path("c.toml").toString());
    assertEquals(30, kept("prune @w.npy"));
  }

  @Test
  void aBudgetHidesTheOthersFurtherDown() {
    shell.write("c.toml", "[prune]\nrule = \"top\"\nkeep = 0.5\n");
    String command = "prune @w.npy --config @c.toml" + NETWORK;
    assertEquals(43, kept(command));
    assertEquals(20, kept(command + "--edges 20"));
    shell.set("SECATEUR_EDGES", "25");
    assertEquals(25, kept(command));
    assertEquals(20, kept(command + "--edges 20"));
  }

  @Test
  void switchesInFilesMeanWhatTheyMeanAsFlags() {
    shell.write("c.toml", "[prune]\nconnected = true\n");
    String command = "prune @w.npy --edges 24 --dry-run --config @c.toml" + NETWORK;
    assertThat(shell.does(command).out()).contains("connected = true");
    assertThat(shell.does(command + "--connected").out()).contains("connected = true");
    shell.write("c.toml", "[prune]\nconnected = false\n");
    assertThat(shell.does(command).out()).doesNotContain("connected");
  }

  @Test
  void mistypedNamesAreNotPassedOver() {
    String command = "prune @w.npy --config @c.toml --keep 0.5" + NETWORK;
    shell.write("c.toml", "[prune]\nkepe = 0.5\n").refuses(ExitCode.USAGE, command).says("E172", "\"kepe\"",
        "[prune]",
        "prune --help");
    shell.write("c.toml", "[prume]\nkeep = 0.5\n").refuses(ExitCode.USAGE, command).says("E172", "\"prume\"");
    shell.write("c.toml", "keep = 0.5\n").refuses(ExitCode.USAGE, command).says("E172", "\"keep\"");
    shell.write("c.toml", "[prune\n").refuses(ExitCode.DATA, command).says("E126", "line 1");
    shell.write("c.toml", "[prune]\nseed = \"many\"\n").refuses(ExitCode.USAGE, command).says("E172",
        "--seed", "many");
    shell.refuses(ExitCode.DATA, command.replace("c.toml", "none.toml")).says("E101", "none.toml");
  }
}
