package org.secateur.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

import org.secateur.study.Progress;

/**
 * The rows of a long table on their way into a stream. Rows are put into text by chunks, several at a time on as many
 * threads as there are, and written in order: the bytes do not depend on the threads, and a row makes no garbage.
 */
final class TextRows {
  private static final int CHUNK = 1 << 12;
  private static final int CHUNKS_AT_A_TIME = 16;
  private static final int EXPECTED_ROW = 64;

  private TextRows() {
  }

  /** Puts a row into text, its end of line included. Called from several threads at once. */
  interface Row {
    /** Appends row k. */
    void append(StringBuilder text, int k);
  }

  /** Writes rows 0 to {@code rows}, exclusive, in UTF-8. */
  static void write(OutputStream out, int rows, Row row) throws IOException {
    write(out, rows, row, Progress.NONE);
  }

  /** The same, telling somebody how many rows are written. */
  static void write(OutputStream out, int rows, Row row, Progress progress) throws IOException {
    int chunks = (int) ((rows + (long) CHUNK - 1) / CHUNK);
    for (int first = 0; first < chunks; first += CHUNKS_AT_A_TIME) {
      byte[][] text = IntStream.range(first, Math.min(chunks, first + CHUNKS_AT_A_TIME))
          .parallel()
          .mapToObj(c -> chunk(c, rows, row))
          .toArray(byte[][]::new);
      for (byte[] part : text) {
        out.write(part);
      }
      progress.report("writing rows", Math.min(rows, (long) (first + text.length) * CHUNK), rows);
    }
  }

  private static byte[] chunk(int c, int rows, Row row) {
    int from = c * CHUNK;
    int to = (int) Math.min(rows, from + (long) CHUNK);
    StringBuilder text = new StringBuilder(EXPECTED_ROW * (to - from));
    for (int k = from; k < to; k++) {
      row.append(text, k);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
