package org.secateur.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/** A run that is killed goes on where its checkpoint stands, to the bytes of a run that was never killed. */
final class BoltzmannKillTest {
  private static final int KILLS = 1;
  private static final String PRUNE = "boltzmann prune @m.rbm font-digits:3000 --rounds 3 --retrain 9 --log-z none"
      + " --fraction-per-round 0.3 --criterion fi-local --samples 500 --chains 100 --sweeps 10 --test 0.3 --keep-rounds";

  @TempDir
  Path folder;

  private Shell shell = new Shell(Path.of(""));

  @ParameterizedTest
  @ValueSource(strings = {"boltzmann fit font-digits:3000 --layers 100,100 --epochs 20 --batch 20",
      "boltzmann fit font-digits:1500 --layers 100,40,30 --epochs 4 --pretrain 5 --validation 0.1", PRUNE})
  void goesOnToTheSameBytes(String command) throws Exception {
    shell = new Shell(folder);
    shell.does("boltzmann fit font-digits:500 --layers 100,60 --epochs 3 -o @m.rbm");
    NoiseStream moment = new Seed(ProcessHandle.current().pid()).stream("kill"); // another one in every run
    int kills = 0;
    for (int k = 0; k < KILLS; k++) {
      kills += new KilledRun(shell).killed(command, "killed", moment) ? 1 : 0;
    }
    assertThat(kills).as("runs that were killed half-way: " + shell.text("log.txt")).isPositive();
    assertThat(shell.contents().keySet()).contains("killed.checkpoint")
        .noneMatch(n -> n.startsWith("killed/"));
    Process last = new KilledRun(shell).start(command, "killed");
    assertTrue(last.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, last.exitValue(), shell.text("log.txt"));
    assertThat(shell.text("log.txt")).contains("Resuming");
    shell.does(command + " -o @whole");
    for (String name : shell.contents().keySet()) {
      if (name.startsWith("whole/") && !name.endsWith("run.json")) {
        assertArrayEquals(shell.bytes(name), shell.bytes(name.replace("whole/", "killed/")), name);
      }
    }
    assertThat(shell.contents().keySet()).noneMatch(n -> n.contains("checkpoint"));
  }

  /** The checkpoint of a killed run is not taken for another's, and is lost only when that is asked for. */
  @Test
  void aCheckpointOfAnotherConfigurationIsNamed() throws Exception {
    shell = new Shell(folder);
    String command = "boltzmann fit font-digits:3000 --layers 100,100 --batch 20 --seed 4 --epochs ";
    assertTrue(new KilledRun(shell).killed(command + 60, "killed", new Seed(1).stream("moment")));
    byte[] checkpoint = shell.bytes("killed.checkpoint");
    shell.refuses(ExitCode.DATA, command + "61 --rate 0.1 -o @killed").says("E209",
        "epochs is 60 there and 61 here",
        "rate", "another --out, or --overwrite");
    shell.refuses(ExitCode.DATA, "boltzmann prune @m.rbm font-digits -o @killed").says("E101");
    assertArrayEquals(checkpoint, shell.bytes("killed.checkpoint"));
    checkpoint[checkpoint.length - 1] ^= 1;
    shell.write("killed.checkpoint", checkpoint);
    shell.refuses(ExitCode.DATA, command + "60 -o @killed").says("E108", "hash");
    shell.does(command + "1 -o @killed --overwrite");
    shell.does(command + "1 -o @fresh");
    assertArrayEquals(shell.bytes("fresh/machine.safetensors"), shell.bytes("killed/machine.safetensors"));
  }
}
