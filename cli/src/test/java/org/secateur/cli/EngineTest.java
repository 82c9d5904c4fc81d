package org.secateur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;

/** Where networks are pruned elsewhere: what is refused before anything is started. */
class EngineTest {

  private static String refused(int status, String... arguments) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream to = new PrintStream(err, true, StandardCharsets.UTF_8);
    String[] all = new String[arguments.length + 4];
    all[0] = "prune";
    all[1] = "edges.tsv";
    all[2] = "--kind";
    all[3] = "graph";
    System.arraycopy(arguments, 0, all, 4, arguments.length);
    assertThat(Main.run(all, Map.of(), to, to)).isEqualTo(status);
    return err.toString(StandardCharsets.UTF_8);
  }

  /** This module's own class path has no Spark. */
  @Test
  void saysThatTheModuleIsNotThere() {
    assertThat(refused(ExitCode.LIMIT, "--keep", "0.1", "--engine", "spark")).contains("error[E306]")
        .contains("docs/spark.md");
  }

  @Test
  void knowsItsNames() {
    assertThat(refused(ExitCode.USAGE, "--keep", "0.1", "--engine", "spork")).contains("error[E172]")
        .contains("local or spark");
  }
}
