package org.secateur.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.secateur.random.Seed;

/** A training that is killed goes on where its checkpoint stands, to the bytes of one that was never killed. */
final class RnnTrainKillTest {
  private static final String TRAIN = "rnn train --task dm1 --units 48 --updates 600";

  @TempDir
  Path folder;

  @Test
  void goesOnToTheSameBytes() throws Exception {
    Shell shell = new Shell(folder);
    KilledRun runs = new KilledRun(shell);
    assertTrue(runs.killed(TRAIN, "net.npz", new Seed(ProcessHandle.current().pid()).stream("kill")),
        shell.text("log.txt"));
    assertThat(shell.contents().keySet()).contains("net.npz.checkpoint").doesNotContain("net.npz");
    shell.refuses(ExitCode.DATA, TRAIN + "0 -o @net.npz").says("E209", "updates is 600 there and 6000 here");
    Process last = runs.start(TRAIN, "net.npz");
    assertTrue(last.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, last.exitValue(), shell.text("log.txt"));
    assertThat(shell.text("log.txt")).contains("Resuming    after ");
    shell.does(TRAIN + " -o @whole.npz");
    assertArrayEquals(shell.bytes("whole.npz"), shell.bytes("net.npz"));
    assertThat(shell.contents().keySet()).noneMatch(n -> n.contains("checkpoint"));
  }
}
