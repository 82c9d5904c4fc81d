package org.secateur.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

/** What a log gets to read, by a clock of our own. */
final class TerminalProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private long seconds;

  private TerminalProgress progress(TerminalProgress.Mode mode) {
    return new TerminalProgress(new PrintStream(bytes, true, StandardCharsets.UTF_8), mode,
        () -> seconds * 1_000_000_000L);
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** A line for each tenth, with what is left: 2 of 20 took two seconds, so that 18 take eighteen. */
  @Test
  void aLogHasALineForEachTenth() {
    TerminalProgress progress = progress(TerminalProgress.Mode.PLAIN);
    for (seconds = 0; seconds < 5; seconds++) {
      progress.report("controls", seconds, 20);
    }
    assertEquals("""
        controls               2 of 20, about 18.0 s left
        controls               4 of 20, about 16.0 s left
        """, text());
  }

  /** Steps that count nothing pass without a word, unless nothing was said for half a minute. */
  @Test
  void stepsWithoutCountsAreQuiet() {
    TerminalProgress progress = progress(TerminalProgress.Mode.PLAIN);
    for (String step : new String[]{"premises", "structure", "report: layout"}) {
      seconds += 9;
      progress.report(step, 0, 1);
      progress.report(step, 1, 1);
    }
    assertEquals("", text());
    seconds += 9;
    progress.report("report: edges", 0, 1);
    assertEquals("report: edges          after 36.0 s\n", text());
  }

  /** Front ends are told of every phase, in JSON. */
  @Test
  void frontEndsReadEveryPhase() {
    TerminalProgress progress = progress(TerminalProgress.Mode.JSON);
    progress.report("premises", 0, 1);
    assertEquals("{\"phase\":\"premises\",\"done\":0,\"total\":1,\"seconds_left\":null}\n", text());
  }
}
