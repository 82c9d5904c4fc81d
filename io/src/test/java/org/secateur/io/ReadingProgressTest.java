package org.secateur.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Long files say how much of them has been read, up to all of it, and can be stopped. */
class ReadingProgressTest {
  private static final int ROWS = 200_000;

  @TempDir
  private Path folder = Path.of("");

  private Path path() {
    StringBuilder text = new StringBuilder(
        "%%MatrixMarket matrix coordinate real symmetric\n" + ROWS + " " + ROWS + " "
            + (ROWS - 1) + "\n");
    for (int k = 1; k < ROWS; k++) {
      text.append(k + 1).append(' ').append(k).append(" 1\n");
    }
    return Bytes.file(folder, "path.mtx", text.toString());
  }

  @Test
  void growsToTheEnd() throws InputException {
    List<Long> done = new ArrayList<>();
    RawMatrix raw = MatrixReader.read(path().toString(), ReadOptions.DEFAULT, (phase, k, n) -> {
      assertThat(phase).isEqualTo("reading, MB");
      assertThat(k).isBetween(0L, n);
      done.add(k);
    });
    assertThat(raw.count()).isEqualTo(ROWS - 1);
    assertThat(done).hasSizeGreaterThan(5).isSorted();
  }

  @Test
  void stopsWhenItsListenerDoes() {
    IllegalStateException stop = new IllegalStateException("enough");
    assertSame(stop, assertThrows(IllegalStateException.class,
        () -> MatrixReader.read(path().toString(), ReadOptions.DEFAULT, (phase, k, n) -> {
          throw stop;
        })));
  }
}
