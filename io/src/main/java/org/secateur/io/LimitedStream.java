package org.secateur.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;

/** A stream that gives up after a number of bytes. Closing it leaves the stream behind it open. */
final class LimitedStream extends FilterInputStream {
  private final String name;
  private long left;

  LimitedStream(InputStream in, String name, long limit) {
    super(in);
    this.name = name;
    this.left = limit;
  }

  /** More bytes than allowed. */
  static final class TooLong extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    TooLong(String name) {
      super(name + " is too long");
    }
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    count(b < 0 ? 0 : 1);
    return b;
  }

  @Override
  public int read(byte[] b, int from, int length) throws IOException {
    int n = super.read(b, from, length);
    count(Math.max(0, n));
    return n;
  }

  @Override
  public void close() {
    // whoever opened it closes it
  }

  private void count(int n) throws TooLong {
    left -= n;
    if (left < 0) {
      throw new TooLong(name);
    }
  }
}
