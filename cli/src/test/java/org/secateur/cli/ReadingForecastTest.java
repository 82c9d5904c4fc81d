package org.secateur.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What does not fit is refused by its header, before anything after the header is looked at. */
final class ReadingForecastTest {
  @TempDir
  Path folder;

  private Shell shell = new Shell(Path.of(""));

  /** The header promises 400,000 entries, 32 bytes each while reading; what follows is not a matrix at all. */
  @BeforeEach
  void writeAHeaderOnly() {
    shell = new Shell(folder);
    shell.write("big.mtx", "%%MatrixMarket matrix coordinate real symmetric\n100000 100000 400000\n"
        + "nonsense\n".repeat(400_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"prune @big.mtx --kind graph --keep 0.5 -o @out", "scores @big.mtx --kind graph -o @s.csv",
          "inspect @big.mtx --kind graph", "certify @big.mtx @big.mtx --kind graph",
          "prune @big.mtx --kind graph --keep 0.5 --dry-run"})
  void refusesByTheHeader(String command) {
    Shell.Result result = shell.refuses(ExitCode.LIMIT, command + " --memory 5m").says("E190",
        "reading \"big.mtx\" (100,000 nodes, 400,000 entries) alone needs about", "5.2 MB allowed",
        "--memory ");
    String hint = result.err().lines().filter(l -> l.startsWith("  hint: ")).findFirst().orElseThrow()
        .substring("  hint: ".length());
    // With what the hint says the file is opened, and its second line of data is not one.
    shell.refuses(ExitCode.DATA, command + " " + hint).doesNotSay("E190");
  }

  @Test
  void smallFilesPass() {
    shell.write("w.csv", "source,target,weight\n0,1,1\n1,2,1\n");
    shell.does("scores @w.csv --undirected --kind graph --memory 1m -o @s.csv");
  }

  @Test
  void sizesAreRoundedUpAndRead() {
    for (double bytes : new double[]{1, 1000, 123_456, 5e6, 999.4 * 1024, 999.9 * 1024, 3.1e9, 2e12}) {
      String text = Text.memory(bytes);
      long back = Fractions.bytes(text, "--memory");
      assertThat((double) back).as(text).isBetween(bytes, Math.max(1024, 1.101 * bytes));
    }
    assertEquals("1.7g", Text.memory(1.65 * (1 << 30)));
  }
}
