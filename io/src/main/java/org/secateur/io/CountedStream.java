package org.secateur.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.secateur.study.Progress;

/** A file on its way in that says how much of it has come, in quarters of a MB. */
final class CountedStream extends FilterInputStream {
  private static final long STEP = 250_000;
  private static final long UNIT = 1_000_000;

  private final long bytes;
  private final Progress progress;
  private long read;
  private long said;

  /**
   * A stream.
   *
   * @param bytes how many there will be
   */
  CountedStream(InputStream in, long bytes, Progress progress) {
    super(in);
    this.bytes = bytes;
    this.progress = progress;
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    count(b < 0 ? 0 : 1);
    return b;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count = super.read(into, offset, length);
    count(Math.max(0, count));
    return count;
  }

  private void count(int more) {
    read += more;
    if (read - said >= STEP) {
      said = read;
      progress.report("reading, MB", Math.min(read, bytes) / UNIT, (bytes + UNIT - 1) / UNIT);
    }
  }
}
