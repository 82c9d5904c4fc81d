package org.secateur.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.secateur.random.NoiseStream;

/** Runs of a command that are killed half-way. */
record KilledRun(Shell shell) {

  /** Starts a command, whose result goes to {@code out}, in a virtual machine of its own. */
  Process start(String command, String out) throws IOException {
    List<String> words = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp",
        System.getProperty("java.class.path"), "org.secateur.cli.Main"));
    for (String word : (command + " -o @" + out).split(" ", -1)) {
      words.add(word.startsWith("@") ? shell.path(word.substring(1)).toString() : word);
    }
    return new ProcessBuilder(words).redirectErrorStream(true)
        .redirectOutput(shell.path("log.txt").toFile()).start();
  }

  /** Kills a run some time after it has written a new checkpoint; says whether it was still running. */
  boolean killed(String command, String out, NoiseStream moment) throws Exception {
    Path checkpoint = shell.path(out + ".checkpoint");
    Object before = Files.exists(checkpoint) ? Files.getLastModifiedTime(checkpoint) : "none";
    Process process = start(command, out);
    Object now = before;
    while (process.isAlive() && now.equals(before)) {
      process.waitFor(5, TimeUnit.MILLISECONDS);
      now = Files.exists(checkpoint) ? Files.getLastModifiedTime(checkpoint) : "none";
    }
    process.waitFor((long) (300 * moment.nextDouble()), TimeUnit.MILLISECONDS);
    boolean running = process.isAlive();
    process.destroyForcibly().waitFor();
    return running;
  }
}
